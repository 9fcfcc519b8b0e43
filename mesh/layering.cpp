#include "mesh/layering.hpp"

#include <algorithm>
#include <cmath>

namespace sanggan {

std::vector<double> graded_fractions(int n, double grading) {
  std::vector<double> fraction(n + 1, 0);
  for (int k = 0; k < n; ++k)
    fraction[k + 1] = fraction[k] + std::pow(grading, n > 1 ? k / (n - 1.0) : 0);
  double const total = fraction.back();
  for (double& f : fraction) f /= total;
  return fraction;
}

void close_thin_cells(std::span<double> levels, double least) {
  double const last = levels.back();
  double kept = levels.front();
  for (double& level : levels) {
    if (level - kept >= least) kept = level;
    level = kept;
  }
  if (kept == levels.front()) return;
  std::ranges::replace(levels, kept, last);
}

}  // namespace sanggan
