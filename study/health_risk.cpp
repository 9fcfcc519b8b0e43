#include "study/health_risk.hpp"

#include <algorithm>

namespace sanggan {
namespace {

using Known = std::optional<double>;

Known product(Known a, Known b) { return a && b ? Known(*a * *b) : std::nullopt; }
Known inverse(Known a) { return a ? Known(1 / *a) : std::nullopt; }

/// Contents times what one unit of intake brings by each pathway.
ByPathway times(Status status, Intake const& intake, PollutedSite const& site, Known oral,
                Known dermal, Known particles, Known water) {
  ByPathway result;
  result.status = status;
  result.of = {product(product(intake.oral, site.soil), oral),
               product(product(intake.dermal, site.soil), dermal),
               product(product(intake.particles, site.soil), particles),
               product(product(intake.water, site.water), water)};
  return result;
}

/// How many times one unit may be met.
Known goal(Exposure const& e, Toxicity const& t, AcceptedRisk const& accepted,
           PollutedSite const& unit) {
  auto const by_cancer = product(inverse(cancer_risk(e, t, unit).sum()), accepted.cancer);
  auto const by_hazard = product(inverse(hazard_quotient(e, t, unit).sum()), accepted.hazard);
  if (!by_cancer || !by_hazard) return by_cancer ? by_cancer : by_hazard;
  return std::min(*by_cancer, *by_hazard);
}

}  // namespace

Known ByPathway::sum() const {
  Known total;
  for (auto const& part : of)
    if (part) total = total.value_or(0) + *part;
  return total;
}

ByPathway cancer_risk(Exposure const& e, Toxicity const& t, PollutedSite const& site) {
  auto const SF_o = t.oral_slope_factor;
  auto const SF_d =
      product(product(SF_o, inverse(t.gastrointestinal_absorption)), t.dermal_absorption);
  auto const SF_i = product(t.inhalation_unit_risk, e.adult.body_weight / e.adult.air_breathed);
  return times(weaker(e.status, t.status), cancer_intake(e), site, SF_o, SF_d, SF_i, SF_o);
}

ByPathway hazard_quotient(Exposure const& e, Toxicity const& t, PollutedSite const& site) {
  auto const RfD_o = t.oral_reference_dose;
  auto const RfD_d = product(RfD_o, t.gastrointestinal_absorption);
  auto const RfD_i = product(t.reference_concentration, e.adult.air_breathed / e.adult.body_weight);
  auto const per_dose = [](Known dose, double share) { return inverse(product(dose, share)); };
  return times(weaker(e.status, t.status), hazard_intake(e), site, per_dose(RfD_o, e.soil_share),
               product(per_dose(RfD_d, e.soil_share), t.dermal_absorption),
               per_dose(RfD_i, e.soil_share), per_dose(RfD_o, e.water_share));
}

Known soil_goal(Exposure const& e, Toxicity const& t, AcceptedRisk const& accepted) {
  return goal(e, t, accepted, {1, std::nullopt});
}

Known water_goal(Exposure const& e, Toxicity const& t, AcceptedRisk const& accepted) {
  return goal(e, t, accepted, {std::nullopt, 1});
}

}  // namespace sanggan
