#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/readers.hpp"

namespace sanggan {
namespace {

void read_decay(Section const& species, Setting const& setting, Species& result) {
  auto const s = species.child("decay", "first-order decay", Need::optional);
  if (!s) return;
  auto const half_life =
      s.optional_quantity({"half_life", "s", "half-life; or give a rate", positive});
  auto const rate = s.optional_quantity({"rate", "1/s", "rate; or give a half_life", not_negative});
  result.sorbed_decays = s.flag("sorbed", "the sorbed part decays as well", true);
  if (auto const daughter = s.child("daughter", "species that the decay feeds", Need::optional))
    result.daughter = read_name(daughter, "a species", setting.species);
  result.yield = s.quantity({"yield", "1", "mol of daughter per mol", {0, 100}, 1.0});
  if (s.recording()) return;
  if (half_life.has_value() == rate.has_value()) s.error("needs either half_life or rate");
  result.lambda = rate ? *rate : half_life ? std::log(2.0) / *half_life : 0.0;
}

std::vector<Consumption> read_consumption(Section const& species, Setting const& setting) {
  std::vector<Consumption> result;
  for (auto const& s : species.list("consumption", "consumption in some zones beside the decay")) {
    Consumption c;
    for (auto const& zone : s.list("zones", "zones in which it acts; without it everywhere"))
      if (int const i = read_name(zone, "a zone of the mesh", setting.zones); i >= 0)
        c.zones.push_back(setting.zones[static_cast<std::size_t>(i)]);
    c.zero_order =
        s.quantity({"zero_order", "mol/m3/s", "rate per bulk volume, as long as there is any left",
                    not_negative, 0.0});
    c.first_order = s.quantity(
        {"first_order", "1/s", "first-order rate, on what is dissolved", not_negative, 0.0});
    c.on_total =
        s.flag("on_total", "the first-order rate acts on what is in the gas as well", false);
    if (auto const monod = s.child("monod", "consumption after Monod", Need::optional)) {
      c.monod_rate =
          monod.quantity({"rate", "mol/m3/s", "largest rate, per volume of water", not_negative});
      c.monod_half =
          monod.quantity({"half_saturation", "mol/m3", "concentration of half the rate", positive});
    }
    result.push_back(std::move(c));
  }
  return result;
}

void read_background(Section const& s, Setting const& setting, Species& result) {
  using enum Section::Shape;
  if (auto const background = s.child(
          "background", "dissolved concentration at the start; 0 if not given", Need::optional))
    background.either(
        {{scalar, "", "a concentration such as \"0.2 mmol/L\"",
          [&](Section const& value) {
            result.C_initial = value.as_quantity("mol/m3", not_negative);
          }},
         {map, "expression", "{expression} for a formula in x, y and z", [&](Section const& value) {
            auto const f = read_space_expression(
                value.child("expression", "formula in x, y and z (m) that gives it in mol/m3"));
            if (f) result.C_initial_at = [f](double x, double y, double z) { return f({x, y, z}); };
          }}});
  for (auto const& [zone, value] :
       s.named("background_in", "another concentration at the start, by zone")) {
    double const C = value.as_quantity("mol/m3", not_negative);
    bool const known =
        std::find(setting.zones.begin(), setting.zones.end(), zone) != setting.zones.end();
    if (!known && !s.recording()) value.unknown_key("a zone of the mesh", setting.zones);
    result.C_initial_in_zone.emplace_back(zone, C);
  }
}

Species read_one(Section const& section, std::string const& name, double molar_mass,
                 Setting const& setting) {
  Species result;
  result.name = name;
  result.molar_mass = molar_mass;
  auto const s = section.with_molar_mass(molar_mass);
  s.optional_quantity(
      {"molar_mass", "kg/mol", "needed where mass is written for amount", {1e-4, 10}});
  result.D_m = s.quantity({"diffusion", "m2/s", "molecular diffusion in water", {0, 1e-5}, 1e-9});
  if (auto const gas =
          s.child("gas", "share in the soil gas, for volatile species", Need::optional)) {
    result.D_g = gas.quantity({"diffusion", "m2/s", "molecular diffusion in free gas", {0, 1e-2}});
    result.K_H = gas.quantity(
        {"henry", "1", "concentration in gas over that in water at equilibrium", not_negative});
  }
  read_decay(s, setting, result);
  read_background(s, setting, result);
  if (auto const limit = s.child("limit", "limit to compare results with", Need::optional)) {
    result.C_limit = limit.quantity({"value", "mol/m3", "largest concentration allowed", positive});
    result.limit_source = limit.text("source", "standard or permit from which it comes");
  }
  result.consumption = read_consumption(s, setting);
  return result;
}

}  // namespace

std::vector<Species> read_species(Section const& root, Setting& setting) {
  std::vector<Species> species;
  auto const sections = root.named("species", "dissolved substances, by name");
  for (auto const& [name, s] : sections) {
    check_name(s, name);
    setting.species.push_back(name);
    // Errors in the molar mass are recorded when the section is read in full.
    setting.molar_mass.push_back(s.has("molar_mass") && !s.recording()
                                     ? s.quantity({"molar_mass", "kg/mol", "", {1e-4, 10}})
                                     : 0);
  }
  for (std::size_t i = 0; i < sections.size(); ++i)
    species.push_back(
        read_one(sections[i].second, sections[i].first, setting.molar_mass[i], setting));
  for (std::size_t i = 0; i < species.size(); ++i)
    if (species[i].daughter == static_cast<int>(i))
      sections[i].second.error_at("decay", "makes the species its own daughter");
  return species;
}

}  // namespace sanggan
