#pragma once
#include <mpi.h>

#include <functional>
#include <memory>
#include <string>

#include "solver/coo.hpp"

namespace sanggan {

/// What a linear solve did.
struct LinearOutcome {
  bool converged = false;
  int iterations = 0;
};

/// Sparse linear solver on a fixed pattern, the door to PETSc's Krylov methods. The matrix is
/// allocated once; values go in place. Incomplete factorisation serves while it converges quickly,
/// algebraic multigrid (hypre) takes over where it does not. Options under the given prefix
/// (`-flow_ksp_type ...`) override all of it.
class LinearSolver {
 public:
  /// Collective. @param prefix of the PETSc options, "flow_" or "transport_"
  LinearSolver(CooPattern const& pattern, std::string const& prefix, MPI_Comm comm);
  ~LinearSolver();
  LinearSolver(LinearSolver&&) noexcept;

  /// From now on the matrix is A + B: the values of the slots, and `add(x, y)`, which adds B x to
  /// y, both [n_rows]; the preconditioner is made from A alone. Collective, like `add`.
  using Product = std::function<void(ConstField x, Field y)>;
  void add_operator(Product add);

  /// New values of the matrix, one per slot of the pattern. Collective.
  void set_values(ConstField slots);
  /// Solves A x = b to |b - A x| <= max(relative |b|, absolute); x [n_rows] is the first guess as
  /// well as the answer. Collective.
  LinearOutcome solve(ConstField b, Field x, double relative, double absolute = 0);
  /// Whether multigrid has taken over, and its taking over at once: a run that goes on from a
  /// checkpoint solves as it did before.
  bool multigrid() const;
  void take_multigrid();

  /// Wall-clock time spent so far in the set-up of preconditioners and in solves (s).
  double setup_seconds() const;
  double solve_seconds() const;

 private:
  struct Petsc;
  std::unique_ptr<Petsc> petsc_;
};

}  // namespace sanggan
