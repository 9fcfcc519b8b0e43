#include "io/read_ground.hpp"

#include <algorithm>
#include <map>

#include "io/readers.hpp"

namespace sanggan {

using namespace chemistry;

KnownNames::KnownNames(Database const& database) {
  for (MasterEntry const& master : database.masters) elements.push_back(master.element);
  for (PhaseEntry const& phase : database.phases) phases.push_back(phase.name);
  for (MasterEntry const& master : database.exchange_masters) exchangers.push_back(master.element);
  for (MasterEntry const& master : database.surface_masters) sites.push_back(master.element);
  for (SpeciesEntry const& entry : database.species) species.push_back(entry.name);
}

void check_key(Section const& value, std::string const& name, std::string_view what,
               std::vector<std::string> const& known) {
  if (!value.recording() && !known.empty() &&
      std::find(known.begin(), known.end(), name) == known.end())
    value.unknown_key(what, known);
}

namespace {

/// Amounts by the mass of dry material, per volume of ground.
std::map<std::string, double> read_sites(Section const& zone, double rho_b,
                                         KnownNames const& known) {
  std::map<std::string, double> sites;
  for (auto const& [name, value] :
       zone.named("exchange", "exchange sites by the mass of dry material, by exchanger")) {
    check_key(value, name, "an exchanger of the database", known.exchangers);
    sites[name] = rho_b * value.as_quantity("mol/kg", not_negative);
  }
  for (auto const& [name, surface] :
       zone.named("surfaces", "charged surfaces, by the name that their sites begin with")) {
    sites[name] = rho_b * surface.quantity(
                              {"area", "m2/kg", "area by the mass of dry material", not_negative});
    for (auto const& [site, value] :
         surface.named("sites", "sites by the mass of dry material", Need::required)) {
      check_key(value, site, "a site of the database", known.sites);
      sites[site] = rho_b * value.as_quantity("mol/kg", not_negative);
    }
  }
  return sites;
}

double density_of(Section const& section, Material const* material) {
  if (!material) return 0;
  if (!(material->rho_b > 0) && !section.recording())
    section.error("needs the bulk_density of its material; write one, such as \"1.6 g/cm3\"");
  return material->rho_b;
}

}  // namespace

GroundChemistry read_ground(Section const& section, std::string const& name,
                            Material const* material, std::vector<std::string> const& waters,
                            std::vector<KineticReaction> const& reactions,
                            KnownNames const& known) {
  GroundChemistry ground;
  ground.name = name;
  if (int const w = read_name(section.child("water", "water that fills its pores at first"),
                              "a water of the chemistry", waters);
      w >= 0)
    ground.water = waters[static_cast<std::size_t>(w)];
  bool const solid = section.recording() || section.has("minerals") || section.has("exchange") ||
                     section.has("surfaces") || section.has("reactants");
  double const rho_b = solid ? density_of(section, material) : 0;
  for (auto const& [mineral, value] :
       section.named("minerals", "minerals at first, by the mass of dry material")) {
    check_key(value, mineral, "a phase of the database", known.phases);
    ground.minerals.emplace_back(mineral, rho_b * value.as_quantity("mol/kg", not_negative));
  }
  std::vector<std::string> reactants;
  for (KineticReaction const& reaction : reactions) reactants.push_back(reaction.name);
  for (auto const& [name_of, value] : section.named(
           "reactants",
           "what slow reactions use up, as it is at first, by the mass of dry material")) {
    if (!value.recording() &&
        std::find(reactants.begin(), reactants.end(), name_of) == reactants.end())
      value.unknown_key("a reaction under kinetics", reactants);
    ground.reactants.emplace_back(name_of, rho_b * value.as_quantity("mol/kg", not_negative));
  }
  ground.sites = read_sites(section, rho_b, known);
  return ground;
}

}  // namespace sanggan
