"""Sanggan for Spack: put this file into <repository>/packages/sanggan/ and develop from the sources:

    spack develop --path SOURCES sanggan@main && spack add sanggan@main && spack install
"""
from spack.package import *


class Sanggan(CMakePackage):
    """Leaching, flow and reactive transport from waste heaps to groundwater."""

    version("main")

    variant("tests", default=False, description="Build the tests")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("cmake@3.25:", type="build")
    depends_on("pkgconfig", type="build")
    depends_on("mpi")
    depends_on("petsc@3.18:+mpi+hypre~complex")
    depends_on("hdf5@1.10:+mpi+hl")
    depends_on("vtk@9.1:+mpi+hdf5")
    depends_on("scotch@7:+mpi")
    depends_on("gdal@3.6:")
    depends_on("eigen@3.4:")
    depends_on("yaml-cpp@0.7:")
    depends_on("udunits@2.2:")
    depends_on("muparser@2.3:")
    depends_on("nlohmann-json@3.11:")
    depends_on("cli11@2:")
    depends_on("fmt@9:")
    depends_on("spdlog@1.10:")
    depends_on("googletest@1.12:", when="+tests")
    depends_on("rapidcheck", when="+tests")

    conflicts("%gcc@:11", msg="C++20 as in GCC 12 is needed")

    def cmake_args(self):
        return [self.define_from_variant("SANGGAN_BUILD_TESTS", "tests")]
