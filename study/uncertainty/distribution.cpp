#include "study/uncertainty/distribution.hpp"

#include <algorithm>
#include <cmath>

#include "physics/normal_distribution.hpp"

namespace sanggan {
namespace {

/// Quantile of a standard normal number between two bounds.
double truncated_normal(double u, double low, double high) {
  double const p_low = normal_probability(low), p_high = normal_probability(high);
  return std::clamp(normal_quantile(p_low + u * (p_high - p_low)), low, high);
}

}  // namespace

double NormalDistribution::quantile(double u) const {
  auto const standard = [this](double x) { return (x - mean) / deviation; };
  return mean + deviation * truncated_normal(u, standard(within.least), standard(within.most));
}

double LognormalDistribution::quantile(double u) const {
  auto const log = [](double x) { return x > 0 ? std::log(x) : -HUGE_VAL; };
  NormalDistribution const of_log{
      std::log(median), log_deviation, {log(within.least), log(within.most)}};
  return std::exp(of_log.quantile(u));
}

double TriangularDistribution::quantile(double u) const {
  double const range = most - least, rise = mode - least, fall = most - mode;
  return u * range < rise ? least + std::sqrt(u * range * rise)
                          : most - std::sqrt((1 - u) * range * fall);
}

double TableDistribution::quantile(double u) const {
  auto const above = std::upper_bound(chances.begin(), chances.end(), u) - chances.begin();
  auto const k = std::clamp<std::size_t>(static_cast<std::size_t>(above), 1, values.size() - 1);
  double const step = chances[k] - chances[k - 1];
  double const share = step > 0 ? (u - chances[k - 1]) / step : 1;
  return values[k - 1] + std::clamp(share, 0.0, 1.0) * (values[k] - values[k - 1]);
}

double SeedDistribution::quantile(double u) const { return std::floor(u * 0x1p31); }

double quantile(Distribution const& distribution, double u) {
  return std::visit([u](auto const& law) { return law.quantile(u); }, distribution);
}

}  // namespace sanggan
