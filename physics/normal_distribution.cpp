#include "physics/normal_distribution.hpp"

#include <cmath>
#include <numbers>

namespace sanggan {
namespace {

// The z that is exceeded with a chance of `tail`, at most 1/2. Newton's method from 0 on: the tail
// is convex there, so that no step goes too far, and the last one is of round-off.
double upper_quantile(double tail) {
  double z = 0;
  for (double step = 1; step > 1e-15 * (1 + z); z += step) {
    double const density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
    step = (normal_probability(-z) - tail) / density;
  }
  return z;
}

}  // namespace

double normal_probability(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double p) { return p < 0.5 ? -upper_quantile(p) : upper_quantile(1 - p); }

}  // namespace sanggan
