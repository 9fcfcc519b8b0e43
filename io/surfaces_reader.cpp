#include "io/surfaces_reader.hpp"

#include <algorithm>

namespace sanggan {
namespace {

using namespace chemistry;

/// Those of all cells and those that some zone or fill begins with.
std::vector<std::string> minerals_that_form(ChemistryDescription const& description) {
  std::vector<std::string> names;
  for (PhaseRequest const& mineral : description.minerals) names.push_back(mineral.phase);
  for (auto const* grounds : {&description.zones, &description.fills})
    for (GroundChemistry const& ground : *grounds)
      for (auto const& [mineral, moles] : ground.minerals) names.push_back(mineral);
  return names;
}

bool is_among(std::vector<std::string> const& names, std::string const& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

MineralSurface read_on_mineral(Section const& s, std::string const& name,
                               std::vector<std::string> sites,
                               ChemistryDescription const& description) {
  MineralSurface on{name, {}, {}};
  if (auto const mineral = s.child(
          "mineral", "that the surface comes and goes with; one that forms", Need::optional)) {
    on.mineral = mineral.as_text();
    auto const minerals = minerals_that_form(description);
    if (!s.recording() && !is_among(minerals, on.mineral))
      mineral.unknown_name("a mineral that forms, or that a zone begins with", minerals);
  }
  std::erase_if(sites, [&](std::string const& site) { return surface_of(site) != name; });
  for (auto const& [site, value] : s.named("sites", "sites by the mole of the mineral")) {
    if (!s.recording() && !sites.empty() && !is_among(sites, site))
      value.unknown_key("a site of this surface", sites);
    on.per_mole[site] = value.as_quantity("mol/mol", not_negative);
  }
  if (auto const area =
          s.optional_quantity({"area", "m2/mol", "area by the mole of the mineral", not_negative}))
    on.per_mole[name] = *area;
  return on;
}

void check_surface(Section const& s, MineralSurface const& on, bool in_zones,
                   ChemistryDescription const& description) {
  if (s.recording()) return;
  if (on.mineral.empty()) {
    if (!on.per_mole.empty()) s.error("lacks the mineral that its sites and area belong to");
    if (on.per_mole.empty() && !in_zones)
      s.error("is in no zone; write its mineral, or how much of it each zone has");
    return;
  }
  if (in_zones) s.error("is on a mineral, and also in a zone; give it in one of them");
  if (!s.has("sites")) s.error("lacks its sites; write, such as, {Hfo_w: 0.2 mol/mol}");
  if (!s.has("area") && description.electrostatics)
    s.error("lacks its area, which charge makes need of; write, such as, 5.3e4 m2/mol");
}

}  // namespace

void read_surfaces(Section const& chemistry, std::vector<std::string> const& sites,
                   ChemistryDescription& description) {
  std::vector<std::string> const in_zones = description.surfaces;
  for (auto const& [name, s] :
       chemistry.named("surfaces",
                       "surfaces of minerals, and what is not by zone of the others, by the name "
                       "that their sites begin with")) {
    MineralSurface const on = read_on_mineral(s, name, sites, description);
    if (auto const C = s.optional_quantity(
            {"capacitance", "F/m2", "constant, in place of a diffuse layer", positive})) {
      description.capacitances[name] = *C;
      if (!description.electrostatics && !s.recording())
        s.error_at("capacitance", "is of no use without electrostatics; leave one of them out");
    }
    check_surface(s, on, is_among(in_zones, name), description);
    if (on.mineral.empty()) continue;
    description.mineral_surfaces.push_back(on);
    description.surfaces.push_back(name);
  }
}

}  // namespace sanggan
