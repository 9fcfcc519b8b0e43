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

constexpr int patience = 60;  // iterations of the cheap preconditioner before multigrid takes over
constexpr int most_iterations = 400;
// PETSc would hold pivots under 2e-14 for zero; those of dry soil are far smaller and yet sound.
constexpr double smallest_pivot = 1e-200;

}  // namespace

struct LinearSolver::Petsc {
  Mat A = nullptr, sum = nullptr;  // the values of the slots; with what is added to them
  Product added;
  KSP ksp = nullptr;
  Vec x = nullptr, b = nullptr;
  bool multigrid = false, user_chose = false, stale = true;
  double setup_seconds = 0, solve_seconds = 0;

  ~Petsc() {
    KSPDestroy(&ksp);
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

  void use_factorisation() {
    PC pc = nullptr;
    int size = 1;
    check(KSPGetPC(ksp, &pc));
    MPI_Comm_size(PetscObjectComm(reinterpret_cast<PetscObject>(ksp)), &size);
    check(PCSetType(pc, size > 1 ? PCBJACOBI : PCILU));
    check(PCFactorSetZeroPivot(pc, smallest_pivot));  // of no effect on blocks
  }

  // The blocks exist once the preconditioner has been set up, and are factorised after that.
  void admit_small_pivots_in_blocks() {
    PC pc = nullptr;
    check(KSPGetPC(ksp, &pc));
    PetscBool blocks = PETSC_FALSE;
    check(PetscObjectTypeCompare(reinterpret_cast<PetscObject>(pc), PCBJACOBI, &blocks));
    if (!blocks) return;
    PetscInt n = 0;
    KSP* block = nullptr;
    check(PCBJacobiGetSubKSP(pc, &n, nullptr, &block));
    for (PetscInt k = 0; k < n; ++k) {
      check(KSPGetPC(block[k], &pc));
      check(PCFactorSetZeroPivot(pc, smallest_pivot));
    }
  }

  // PMIS coarsening, extended+i interpolation and one aggressive level keep the operator complexity
  // of 3-D problems low at the price of a few more iterations.
  void use_multigrid(std::string const& prefix) {
    PC pc = nullptr;
    check(KSPGetPC(ksp, &pc));
    check(PCSetType(pc, PCHYPRE));
    check(PCHYPRESetType(pc, "boomeramg"));
    for (char const* option : {"coarsen_type PMIS", "interp_type ext+i", "agg_nl 1", "P_max 4",
                               "strong_threshold 0.5", "relax_type_all l1scaled-Jacobi"}) {
      std::string const text = "-" + prefix + "pc_hypre_boomeramg_" + option;
      auto const blank = text.find(' ');
      PetscBool set = PETSC_FALSE;
      check(PetscOptionsHasName(nullptr, nullptr, text.substr(0, blank).c_str(), &set));
      if (!set)
        check(
            PetscOptionsSetValue(nullptr, text.substr(0, blank).c_str(), text.c_str() + blank + 1));
    }
    check(PCSetFromOptions(pc));
    check(PCSetFailedReason(pc, PC_NOERROR));  // else it inherits a zero pivot of the factorisation
    multigrid = true;
    stale = true;
  }
};

LinearSolver::LinearSolver(CooPattern const& pattern, std::string const& prefix, MPI_Comm comm)
    : petsc_(std::make_unique<Petsc>()) {
  auto& p = *petsc_;
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
  p.use_factorisation();
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

void LinearSolver::set_values(ConstField slots) {
  check(MatSetValuesCOO(petsc_->A, slots.data(), INSERT_VALUES));
  petsc_->stale = true;
}

LinearOutcome LinearSolver::solve(ConstField b, Field x, double relative, double absolute) {
  auto& p = *petsc_;
  check(VecPlaceArray(p.b, b.data()));
  check(VecPlaceArray(p.x, x.data()));
  LinearOutcome outcome;
  for (int attempt = 0; attempt < 3; ++attempt) {
    double const start = MPI_Wtime();
    check(KSPSetReusePreconditioner(p.ksp, p.stale ? PETSC_FALSE : PETSC_TRUE));
    check(KSPSetUp(p.ksp));
    if (p.stale) p.admit_small_pivots_in_blocks();
    check(KSPSetUpOnBlocks(p.ksp));
    double const ready = MPI_Wtime();
    p.setup_seconds += ready - start;
    bool const was_fresh = p.stale;
    p.stale = false;
    check(KSPSetTolerances(p.ksp, relative, std::max(absolute, 1e-300), 1e8, most_iterations));
    check(KSPSolve(p.ksp, p.b, p.x));
    p.solve_seconds += MPI_Wtime() - ready;
    KSPConvergedReason reason;
    PetscInt iterations = 0;
    check(KSPGetConvergedReason(p.ksp, &reason));
    check(KSPGetIterationNumber(p.ksp, &iterations));
    outcome.iterations += static_cast<int>(iterations);
    outcome.converged = reason > 0;
    bool const slow = iterations > patience || !outcome.converged;
    if (slow && !p.multigrid && !p.user_chose) {
      take_multigrid();
    } else if (!outcome.converged && !was_fresh) {
      p.stale = true;  // the kept preconditioner no longer fits
    } else {
      break;
    }
    if (outcome.converged) break;
    std::fill(x.begin(), x.end(), 0.0);
  }
  check(VecResetArray(p.b));
  check(VecResetArray(p.x));
  return outcome;
}

bool LinearSolver::multigrid() const { return petsc_->multigrid; }

void LinearSolver::take_multigrid() {
  auto& p = *petsc_;
  if (p.multigrid || p.user_chose) return;
  char const* prefix = nullptr;
  check(KSPGetOptionsPrefix(p.ksp, &prefix));
  p.use_multigrid(prefix);
}

double LinearSolver::setup_seconds() const { return petsc_->setup_seconds; }
double LinearSolver::solve_seconds() const { return petsc_->solve_seconds; }

}  // namespace sanggan
