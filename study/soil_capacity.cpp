#include "study/soil_capacity.hpp"

#include <cmath>

namespace sanggan {

double static_capacity(SoilCapacity const& soil, double content) {
  return soil.mass_per_area * (soil.limit - content);
}

double dynamic_capacity(SoilCapacity const& soil, double content, double K, double years) {
  double const kept = std::pow(K, years);
  // (1 - K)/(1 - K^n), which keeps its digits as K goes to 1.
  double const ratio =
      K == 1 ? 1 / years : std::expm1(std::log(K)) / std::expm1(years * std::log(K));
  return soil.mass_per_area * (soil.limit - content * kept) * ratio / K;
}

}  // namespace sanggan
