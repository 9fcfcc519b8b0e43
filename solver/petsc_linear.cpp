#include "solver/petsc_linear.hpp"

#include <petscksp.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace sanggan {
namespace {

// PETSc reports what went wrong on its own; the exception carries the number to the top.
void check(PetscErrorCode error) {
  if (error != 0) throw std::runtime_error("PETSc error " + std::to_string(error));
}

constexpr int most_iterations = 400;
// With the factorisation, where multigrid stands by.
constexpr int patience = 150;
// Weight of the last solve in the mean over solves of late.
constexpr double last = 0.2;
// A cycle of multigrid costs as much as so many iterations with a factorisation, and its set-up as
// so many cycles. Before it has been tried, it is thought to need so many cycles.
constexpr double cycle_cost = 6, setup_cycles = 3, hoped_cycles = 5;
// PETSc would hold pivots under 2e-14 for zero; those of dry soil are far smaller and yet sound.
constexpr double smallest_pivot = 1e-200;
// Iterations with a factorisation between two questions whether to give up: together they take
// about as long as a cycle of multigrid, and an agreement costs nothing beside them.
constexpr int unasked = 10;

}  // namespace

struct LinearSolver::Petsc {
  Mat A = nullptr, sum = nullptr;  // the values of the slots; with what is added to them
  Product added;
  KSP ksp = nullptr;
  Vec x = nullptr, b = nullptr;
  PC factorisation = nullptr, multigrid = nullptr;
  LinearEffort effort;
  std::size_t n_slots = 0;
  bool user_chose = false, stale = true;
  StopAsked asked;
  bool given_up = false;
  void* standard = nullptr;  // PETSc's own data for its test of convergence
  double setup_seconds = 0, solve_seconds = 0;

  ~Petsc() {
    KSPDestroy(&ksp);
    if (standard) KSPConvergedDefaultDestroy(standard);
    PCDestroy(&factorisation);
    PCDestroy(&multigrid);
    MatDestroy(&sum);
    MatDestroy(&A);
    VecDestroy(&x);
    VecDestroy(&b);
  }

  static PetscErrorCode multiply(Mat sum, Vec x, Vec y) {
    Petsc* p = nullptr;
    PetscCall(MatShellGetContext(sum, &p));
    PetscCall(MatMult(p->A, x, y));
    PetscInt n = 0;
    double const* in = nullptr;
    double* out = nullptr;
    PetscCall(VecGetLocalSize(x, &n));
    PetscCall(VecGetArrayRead(x, &in));
    PetscCall(VecGetArray(y, &out));
    p->added({in, static_cast<std::size_t>(n)}, {out, static_cast<std::size_t>(n)});
    PetscCall(VecRestoreArray(y, &out));
    PetscCall(VecRestoreArrayRead(x, &in));
    return 0;
  }

  static PetscErrorCode judge(KSP ksp, PetscInt iteration, PetscReal norm,
                              KSPConvergedReason* reason, void* context) {
    auto& p = *static_cast<Petsc*>(context);
    PetscCall(KSPConvergedDefault(ksp, iteration, norm, reason, p.standard));
    PC pc = nullptr;
    PetscCall(KSPGetPC(ksp, &pc));
    if (*reason != KSP_CONVERGED_ITERATING || (pc != p.multigrid && iteration % unasked != 0))
      return 0;
    int asked = p.asked();
    MPI_Allreduce(MPI_IN_PLACE, &asked, 1, MPI_INT, MPI_MAX,
                  PetscObjectComm(reinterpret_cast<PetscObject>(ksp)));
    if (asked == 0) return 0;
    p.given_up = true;
    *reason = KSP_DIVERGED_ITS;
    return 0;
  }

  void make_factorisation() {
    int size = 1;
    check(KSPGetPC(ksp, &factorisation));
    check(PetscObjectReference(reinterpret_cast<PetscObject>(factorisation)));
    MPI_Comm_size(PetscObjectComm(reinterpret_cast<PetscObject>(ksp)), &size);
    check(PCSetType(factorisation, size > 1 ? PCBJACOBI : PCILU));
    check(PCFactorSetZeroPivot(factorisation, smallest_pivot));  // of no effect on blocks
  }

  // The blocks exist once the preconditioner has been set up, and are factorised after that.
  void admit_small_pivots_in_blocks() {
    PetscBool blocks = PETSC_FALSE;
    check(PetscObjectTypeCompare(reinterpret_cast<PetscObject>(factorisation), PCBJACOBI, &blocks));
    if (!blocks) return;
    PetscInt n = 0;
    KSP* block = nullptr;
    PC pc = nullptr;
    check(PCBJacobiGetSubKSP(factorisation, &n, nullptr, &block));
    for (PetscInt k = 0; k < n; ++k) {
      check(KSPGetPC(block[k], &pc));
      check(PCFactorSetZeroPivot(pc, smallest_pivot));
    }
  }

  // PMIS coarsening, extended+i interpolation and one aggressive level keep the operator complexity
  // of 3-D problems low at the price of a few more iterations.
  void make_multigrid() {
    char const* prefix = nullptr;
    check(KSPGetOptionsPrefix(ksp, &prefix));
    check(PCCreate(PetscObjectComm(reinterpret_cast<PetscObject>(ksp)), &multigrid));
    check(PCSetOptionsPrefix(multigrid, prefix));
    check(PCSetType(multigrid, PCHYPRE));
    check(PCHYPRESetType(multigrid, "boomeramg"));
    for (char const* option : {"coarsen_type PMIS", "interp_type ext+i", "agg_nl 1", "P_max 4",
                               "strong_threshold 0.5", "relax_type_all l1scaled-Jacobi"}) {
      std::string const text = std::string("-") + prefix + "pc_hypre_boomeramg_" + option;
      auto const blank = text.find(' ');
      PetscBool set = PETSC_FALSE;
      check(PetscOptionsHasName(nullptr, nullptr, text.substr(0, blank).c_str(), &set));
      if (!set)
        check(
            PetscOptionsSetValue(nullptr, text.substr(0, blank).c_str(), text.c_str() + blank + 1));
    }
    check(PCSetFromOptions(multigrid));
  }

  // The one of the two that is thought to be cheaper by what the solves of late have taken.
  bool multigrid_is_cheaper() const {
    if (user_chose) return false;
    double const cycles = effort.multigrid > 0 ? effort.multigrid : hoped_cycles;
    return cycle_cost * (setup_cycles + cycles) < effort.factorisation;
  }

  // Solves with one of the two, on vectors b and x in place, and learns what it took.
  LinearOutcome solve(bool with_multigrid, int most, double relative, double absolute) {
    double const start = MPI_Wtime();
    if (with_multigrid && !multigrid) make_multigrid();
    check(KSPSetPC(ksp, with_multigrid ? multigrid : factorisation));
    check(KSPSetOperators(ksp, sum ? sum : A, A));  // else new values would not be seen
    check(KSPSetUp(ksp));
    if (!with_multigrid) admit_small_pivots_in_blocks();
    check(KSPSetUpOnBlocks(ksp));
    double const ready = MPI_Wtime();
    setup_seconds += ready - start;
    check(KSPSetTolerances(ksp, relative, std::max(absolute, 1e-300), 1e8, most));
    check(KSPSolve(ksp, b, x));
    solve_seconds += MPI_Wtime() - ready;
    KSPConvergedReason reason;
    PetscInt iterations = 0;
    check(KSPGetConvergedReason(ksp, &reason));
    check(KSPGetIterationNumber(ksp, &iterations));
    bool const converged = reason > 0;
    double& mean = with_multigrid ? effort.multigrid : effort.factorisation;
    double const taken = converged ? static_cast<double>(iterations) : most;
    mean = mean > 0 ? mean + last * (taken - mean) : taken;
    return {converged, static_cast<int>(iterations)};
  }
};

LinearSolver::LinearSolver(CooPattern pattern, std::string const& prefix, MPI_Comm comm)
    : petsc_(std::make_unique<Petsc>()) {
  auto& p = *petsc_;
  p.n_slots = pattern.size();
  auto rows = std::vector<PetscInt>(pattern.row.begin(), pattern.row.end());
  auto columns = std::vector<PetscInt>(pattern.column.begin(), pattern.column.end());
  check(MatCreate(comm, &p.A));
  check(MatSetSizes(p.A, pattern.n_rows, pattern.n_rows, PETSC_DETERMINE, PETSC_DETERMINE));
  check(MatSetType(p.A, MATAIJ));
  check(MatSetPreallocationCOO(p.A, static_cast<PetscCount>(rows.size()), rows.data(),
                               columns.data()));
  check(VecCreateMPIWithArray(comm, 1, pattern.n_rows, PETSC_DETERMINE, nullptr, &p.x));
  check(VecCreateMPIWithArray(comm, 1, pattern.n_rows, PETSC_DETERMINE, nullptr, &p.b));
  check(KSPCreate(comm, &p.ksp));
  check(KSPSetOptionsPrefix(p.ksp, prefix.c_str()));
  check(KSPSetType(p.ksp, KSPBCGS));
  check(KSPSetPCSide(p.ksp, PC_RIGHT));
  check(KSPSetInitialGuessNonzero(p.ksp, PETSC_TRUE));
  check(KSPSetOperators(p.ksp, p.A, p.A));
  p.make_factorisation();
  check(KSPSetFromOptions(p.ksp));
  PetscBool chosen = PETSC_FALSE;
  check(PetscOptionsHasName(nullptr, prefix.c_str(), "-pc_type", &chosen));
  p.user_chose = chosen == PETSC_TRUE;
}

LinearSolver::~LinearSolver() = default;
LinearSolver::LinearSolver(LinearSolver&&) noexcept = default;

void LinearSolver::add_operator(Product add) {
  auto& p = *petsc_;
  p.added = std::move(add);
  PetscInt rows = 0;
  check(MatGetLocalSize(p.A, &rows, nullptr));
  check(MatCreateShell(PetscObjectComm(reinterpret_cast<PetscObject>(p.A)), rows, rows,
                       PETSC_DETERMINE, PETSC_DETERMINE, &p, &p.sum));
  check(MatShellSetOperation(p.sum, MATOP_MULT, reinterpret_cast<void (*)()>(&Petsc::multiply)));
  check(KSPSetOperators(p.ksp, p.sum, p.A));
}

void LinearSolver::heed(StopAsked asked) {
  auto& p = *petsc_;
  if (!p.standard) {
    check(KSPConvergedDefaultCreate(&p.standard));
    check(KSPSetConvergenceTest(p.ksp, &Petsc::judge, &p, nullptr));
  }
  p.asked = std::move(asked);
}

std::size_t LinearSolver::n_slots() const { return petsc_->n_slots; }

void LinearSolver::set_values(ConstField slots) {
  check(MatSetValuesCOO(petsc_->A, slots.data(), INSERT_VALUES));
}

LinearOutcome LinearSolver::solve(ConstField b, Field x, double relative, double absolute) {
  auto& p = *petsc_;
  check(VecPlaceArray(p.b, b.data()));
  check(VecPlaceArray(p.x, x.data()));
  bool const with_multigrid = p.multigrid_is_cheaper();
  int const most = with_multigrid || p.user_chose ? most_iterations : patience;
  LinearOutcome outcome = p.solve(with_multigrid, most, relative, absolute);
  if (!outcome.converged && !p.user_chose && !p.given_up) {
    std::fill(x.begin(), x.end(), 0.0);
    LinearOutcome const other = p.solve(!with_multigrid, most_iterations, relative, absolute);
    outcome = {other.converged, outcome.iterations + other.iterations};
  }
  check(VecResetArray(p.b));
  check(VecResetArray(p.x));
  if (p.given_up) throw GivenUp{};
  return outcome;
}

LinearEffort const& LinearSolver::effort() const { return petsc_->effort; }
void LinearSolver::recall(LinearEffort const& effort) { petsc_->effort = effort; }

double LinearSolver::setup_seconds() const { return petsc_->setup_seconds; }
double LinearSolver::solve_seconds() const { return petsc_->solve_seconds; }

}  // namespace sanggan
