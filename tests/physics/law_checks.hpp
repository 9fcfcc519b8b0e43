#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>
#include <vector>

namespace sanggan::test {

/// All laws of a registry, std::variant<Law...>, as the types of a typed test.
template <class Variant>
struct LawsOf;
template <class... Law>
struct LawsOf<std::variant<Law...>> {
  using Types = testing::Types<Law...>;
};

/// Names a typed test after its law.
struct NameOfLaw {
  template <class Law>
  static std::string GetName(int) {
    return std::string(Law::name);
  }
};

/// n points from a to b, equally spaced in the logarithm.
inline std::vector<double> log_spaced(double a, double b, int n) {
  std::vector<double> x;
  for (int k = 0; k < n; ++k) x.push_back(a * std::pow(b / a, k / (n - 1.0)));
  return x;
}

/// The slope of f at x agrees with central differences over 2 h and h, extrapolated to h = 0. What
/// the extrapolation changes bounds its error; to it comes the round-off over h of f, or of the
/// terms of which f is a difference, of the given size.
template <class F>
void expect_slope(F const& f, double x, double slope, double h, double terms = 0) {
  double const up = f(x + h), down = f(x - h), wide = (up - down) / (2 * h);
  double const narrow = (f(x + h / 2) - f(x - h / 2)) / h;
  double const size = std::max({std::abs(up), std::abs(down), terms});
  double const round_off = 100 * std::numeric_limits<double>::epsilon() * size / h;
  EXPECT_NEAR(slope, (4 * narrow - wide) / 3, std::abs(narrow - wide) + round_off) << "at " << x;
}

}  // namespace sanggan::test
