#pragma once
#include <mpi.h>

#include <functional>
#include <memory>
#include <string>

#include "solver/coo.hpp"
#include "solver/state.hpp"
#include "solver/stop.hpp"

namespace sanggan {

/// What a linear solve did.
struct LinearOutcome {
  bool converged = false;
  int iterations = 0;
};

/// Sparse linear solver on a fixed pattern, the door to PETSc's Krylov methods. The matrix is
/// allocated once; values go in place. Incomplete factorisation or algebraic multigrid (hypre)
/// precondition, whichever the solves of late let expect to be cheaper, the other where one fails.
/// Options under the given prefix (`-flow_ksp_type ...`) override all of it.
class LinearSolver {
 public:
  /// Collective. @param prefix of the PETSc options, "flow_" or "transport_"
  LinearSolver(CooPattern pattern, std::string const& prefix, MPI_Comm comm);
  ~LinearSolver();
  LinearSolver(LinearSolver&&) noexcept;

  /// From now on the matrix is A + B: the values of the slots, and `add(x, y)`, which adds B x to
  /// y, both [n_rows]; the preconditioner is made from A alone. Collective, like `add`.
  using Product = std::function<void(ConstField x, Field y)>;
  void add_operator(Product add);

  /// Solves are given up from now on where that is asked: between cycles of multigrid, and every
  /// few iterations with a factorisation.
  void heed(StopAsked asked);

  std::size_t n_slots() const;
  /// New values of the matrix, one per slot of the pattern. Collective.
  void set_values(ConstField slots);
  /// Solves A x = b to |b - A x| <= max(relative |b|, absolute); x [n_rows] is the first guess as
  /// well as the answer. Collective. @throws GivenUp
  LinearOutcome solve(ConstField b, Field x, double relative, double absolute = 0);
  /// What the choice of the preconditioner goes by. A run that goes on from a checkpoint recalls it
  /// and solves as it did before.
  LinearEffort const& effort() const;
  void recall(LinearEffort const& effort);

  /// Wall-clock time spent so far in the set-up of preconditioners and in solves (s).
  double setup_seconds() const;
  double solve_seconds() const;

 private:
  struct Petsc;
  std::unique_ptr<Petsc> petsc_;
};

}  // namespace sanggan
