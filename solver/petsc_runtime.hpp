#pragma once
#include <string>

namespace sanggan {

/// Starts MPI and PETSc, and ends them when it goes out of scope. One per process, in `main`.
class PetscRuntime {
 public:
  /// @param argc, argv the program's arguments; PETSc reads its own options from PETSC_OPTIONS
  PetscRuntime(int& argc, char**& argv);
  ~PetscRuntime();
  PetscRuntime(PetscRuntime const&) = delete;
  PetscRuntime& operator=(PetscRuntime const&) = delete;
  /// The version of PETSc and the width of its indices.
  static std::string version();
  /// Adds options in PETSc's own syntax, "-flow_ksp_type gmres ...".
  static void insert_options(std::string const& options);
};

}  // namespace sanggan
