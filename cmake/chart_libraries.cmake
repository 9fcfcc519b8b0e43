# Libraries that draw the charts of the report, fetched by npm from the lock file of `folder` into the
# build folder. Without npm or network the build goes on, and the report draws plain SVG.

# fetch_chart_libraries(<folder>): sets CHART_MODULES to where npm put them, or to nothing.
function(fetch_chart_libraries folder)
  set(CHART_MODULES "" PARENT_SCOPE)
  set(place ${CMAKE_CURRENT_BINARY_DIR}/report)
  set(lock ${folder}/package-lock.json)
  set(fetched ${place}/fetched)  # a copy of the lock file that npm went by
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock})
  file(SHA256 ${lock} wanted)
  if(EXISTS ${fetched})
    file(READ ${fetched} there)
  endif()
  if(NOT "${there}" STREQUAL "${wanted}")
    find_program(NPM npm)
    if(NOT NPM)
      message(STATUS "No npm: the charts of the report will be plain SVG")
      return()
    endif()
    file(COPY ${folder}/package.json ${lock} DESTINATION ${place})
    execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --fetch-retries=0
                    WORKING_DIRECTORY ${place} TIMEOUT 60 RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    if(failed)
      message(STATUS "npm could not fetch the chart libraries: the charts of the report will be plain SVG")
      return()
    endif()
    file(WRITE ${fetched} ${wanted})
  endif()
  set(CHART_MODULES ${place}/node_modules PARENT_SCOPE)
endfunction()

# add_chart_library(<package> <name> <script> <style>): one more in SANGGAN_CHART_LIBRARIES, as C++.
function(add_chart_library package name script style)
  set(folder ${CHART_MODULES}/${package})
  file(READ ${folder}/package.json about)
  string(JSON version GET "${about}" version)
  string(JSON licence GET "${about}" license)
  file(READ ${folder}/LICENSE licence_text)
  file(READ ${folder}/${script} script_text)
  string(REGEX REPLACE "\n//# sourceMappingURL=[^\n]*" "" script_text "${script_text}")  # it is not there
  file(READ ${folder}/${style} style_text)
  set(SANGGAN_CHART_LIBRARIES "${SANGGAN_CHART_LIBRARIES}    ChartLibrary{\"${name}\", \"${version}\", \"${licence}\",
      R\"PIECE(${licence_text})PIECE\", R\"PIECE(${script_text})PIECE\", R\"PIECE(${style_text})PIECE\"},\n" PARENT_SCOPE)
endfunction()
