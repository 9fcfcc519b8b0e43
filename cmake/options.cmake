# Compile options shared by every target of the project.
add_library(sanggan_options INTERFACE)
target_include_directories(sanggan_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(sanggan_options INTERFACE -Wall -Wextra -Wpedantic)
target_compile_definitions(sanggan_options INTERFACE OMPI_SKIP_MPICXX SANGGAN_VERSION="${PROJECT_VERSION}")
target_link_libraries(sanggan_options INTERFACE OpenMP::OpenMP_CXX)
# Floating point: results must repeat bit for bit on every node of a cluster and NaN must stay NaN,
# so no -ffast-math, no -march=native (for one machine alone: cmake --preset release
# -DCMAKE_CXX_FLAGS=-march=native) and no fused multiply-add chosen by the compiler. Nobody reads
# errno after a function of <cmath> and nobody traps floating-point exceptions; to say so lets
# std::sqrt be one instruction and branches on doubles become selects.
target_compile_options(sanggan_options INTERFACE -ffp-contract=off -fno-math-errno -fno-trapping-math)
if(SANGGAN_WARNINGS_AS_ERRORS)
  target_compile_options(sanggan_options INTERFACE -Werror)
endif()
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# sanggan_folder(<name> <dependency>...): the static library of one folder.
function(sanggan_folder name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(sanggan_${name} STATIC ${sources})
  # Half of the time of a compiler goes into headers that these files share.
  set_target_properties(sanggan_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  target_link_libraries(sanggan_${name} PUBLIC sanggan_options ${ARGN})
endfunction()
