#include "study/exposure.hpp"

#include <cmath>

namespace sanggan {
namespace {

/// Intake of one person times the averaging time.
Intake lifetime_intake(Exposure const& e, Person const& p) {
  double const per_weight = p.duration / p.body_weight;
  double const dust =
      e.soil_in_indoor_dust * p.indoor_frequency + e.soil_in_outdoor_dust * p.outdoor_frequency;
  return {
      .oral = per_weight * p.frequency * p.soil_swallowed * e.oral_absorption,
      .dermal = per_weight * p.frequency * p.bare_skin() * p.soil_on_skin * e.skin_events,
      .particles = per_weight * dust * p.air_breathed * e.particles_in_air * e.particles_retained,
      .water = per_weight * p.frequency * p.water_drunk};
}

Intake mean_intake(Intake const& one, Intake const& other, double time) {
  return {(one.oral + other.oral) / time, (one.dermal + other.dermal) / time,
          (one.particles + other.particles) / time, (one.water + other.water) / time};
}

}  // namespace

double Person::bare_skin() const {
  return 239e-4 * std::pow(100 * height, 0.417) * std::pow(body_weight, 0.517) * skin_share;
}

Intake cancer_intake(Exposure const& e) {
  return mean_intake(lifetime_intake(e, e.adult), e.child ? lifetime_intake(e, *e.child) : Intake{},
                     e.cancer_averaging_time);
}

Intake hazard_intake(Exposure const& e) {
  return mean_intake(lifetime_intake(e, e.child ? *e.child : e.adult), {}, e.hazard_averaging_time);
}

}  // namespace sanggan
