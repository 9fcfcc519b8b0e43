#include "solver/petsc_runtime.hpp"

#include <petscsys.h>

#include <stdexcept>

namespace sanggan {

PetscRuntime::PetscRuntime(int& argc, char**& argv) {
  int provided = 0;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
  // Arguments belong to the program's own parser; PETSc takes its options from the environment.
  if (PetscInitialize(nullptr, nullptr, nullptr, nullptr) != 0)
    throw std::runtime_error("PETSc does not start");
  PetscPopSignalHandler();
}

PetscRuntime::~PetscRuntime() {
  PetscFinalize();
  MPI_Finalize();
}

std::string PetscRuntime::version() {
  PetscInt major = 0, minor = 0, patch = 0;
  PetscGetVersionNumber(&major, &minor, &patch, nullptr);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch) + ", " +
         std::to_string(8 * sizeof(PetscInt)) + "-bit indices";
}

void PetscRuntime::insert_options(std::string const& options) {
  if (PetscOptionsInsertString(nullptr, options.c_str()) != 0)
    throw std::runtime_error("PETSc does not understand the options: " + options);
}

}  // namespace sanggan
