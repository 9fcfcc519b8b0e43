// The error that a tolerance asks for and the error got, with the work that it took:
//   time_error [finest tolerance] > time_error.csv
// Each problem is run on one mesh with falling tolerances. The error is the largest difference of
// the water content at the end from the same problem solved with a tolerance far below the last, so
// that the mesh does not enter.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "solver/petsc_runtime.hpp"
#include "tests/support/transient_problems.hpp"

namespace {

using namespace sanggan;
using namespace sanggan::test::transient;

void compare(Problem const& problem, double finest) {
  auto const reference = solved(problem, controlled(problem, finest / 30));
  double const factor = std::sqrt(10);
  for (double tolerance = 1e-2; tolerance > 0.99 * finest; tolerance /= factor) {
    auto const run = solved(problem, controlled(problem, tolerance));
    StepReport const& work = run->simulation->report();
    fmt::print("{},{:.3g},{:.3g},{},{},{},{}\n", problem.name, tolerance,
               difference(*run, *reference), work.step, work.cuts, work.newton_iterations,
               work.linear_iterations);
    std::fflush(stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  PetscRuntime const runtime(argc, argv);
  double const finest = argc > 1 ? std::atof(argv[1]) : 1e-6;
  fmt::print("problem,tolerance,error,steps,cuts,newton,linear\n");
  for (Problem const& problem : {wetting(), redistribution(), front()}) compare(problem, finest);
}
