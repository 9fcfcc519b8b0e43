#include "reactive_run.hpp"

namespace sanggan::test {
namespace {

/// Where all is smooth and nothing crosses a boundary, taking turns is of the order of its scheme:
/// half of the reactions before transport makes it the second [Strang1968].
TEST(Splitting, IsOfItsOrder) {
  auto const sodium = [](std::string const& scheme, double step) {
    std::string const length = std::to_string(step) + " day";
    ReactiveRun run("splitting.yaml", {"numerics.coupling.scheme=" + scheme,
                                       "time.first_step=" + length, "time.largest_step=" + length});
    run.complete();
    return run.total("Na");
  };
  auto const exact = sodium("strang", 1.0 / 64);
  auto const error = [&](std::string const& scheme, double step) {
    auto const computed = sodium(scheme, step);
    double sum = 0;
    for (std::size_t k = 0; k < exact.size(); ++k)
      sum += std::abs(computed[k].second - exact[k].second);
    return sum;
  };
  auto const order = [&](std::string const& scheme) {
    return std::log2(error(scheme, 0.5) / error(scheme, 0.25));
  };
  EXPECT_NEAR(order("sequential"), 1, 0.1);
  EXPECT_NEAR(order("iterative"), 1, 0.1);
  EXPECT_GT(order("strang"), 1.9);
}

}  // namespace
}  // namespace sanggan::test
