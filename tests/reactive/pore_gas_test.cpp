#include "reactive_run.hpp"

namespace sanggan::test {
namespace {

/// Problem G19: oxygen that diffuses through the gas of the pores and is used up in proportion to
/// what is there, C/C_0 = cosh(lambda (L - x)) / cosh(lambda L) with lambda = sqrt(k/D_e), on cells
/// of half the size and steps of a quarter.
TEST(PoreGas, OxygenDiffusesInAndIsUsedUp) {
  double const L = 2, lambda = std::sqrt(1e-7 / 2e-7);
  double const in_air = 0.21 * std::pow(10, -2.894);  // (mol/kg) of data/mine-waters.dat
  auto const largest_error = [&](int n) {
    std::string const step = std::to_string(200.0 / (n * n)) + " day";
    ReactiveRun run("g19-oxygen.yaml", {"mesh.x.cells=" + std::to_string(n),
                                        "time.first_step=" + step, "time.largest_step=" + step});
    run.complete();
    double most = 0;
    for (auto const& [x, O2] : run.total("O2"))
      most = std::max(most,
                      std::abs(O2 / in_air - std::cosh(lambda * (L - x)) / std::cosh(lambda * L)));
    return most;
  };
  double const coarse = largest_error(10), fine = largest_error(20);
  EXPECT_LT(fine, 3e-3);
  EXPECT_GT(std::log2(coarse / fine), 1.8);
}

}  // namespace
}  // namespace sanggan::test
