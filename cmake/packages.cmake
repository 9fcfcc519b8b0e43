# What `cmake --install` puts where, and the Debian package that `cpack -G DEB` makes of it.
include(GNUInstallDirs)

install(TARGETS sanggan)
install(DIRECTORY data cases packaging/slurm DESTINATION ${CMAKE_INSTALL_DATADIR}/sanggan)
install(FILES README.md REFERENCES.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_NAME sanggan)
set(CPACK_PACKAGE_CONTACT "Sanggan <root@localhost>" CACHE STRING "Maintainer of the package")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "${PROJECT_DESCRIPTION}\n Three-dimensional flow and reactive transport, on one machine or on a cluster with MPI.")
# The libraries it is linked with are found by dpkg-shlibdeps; ranks are started by mpirun.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS openmpi-bin)
include(CPack)
