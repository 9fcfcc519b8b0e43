#include <algorithm>
#include <functional>
#include <memory>

#include "io/database_file.hpp"
#include "io/read_law.hpp"
#include "io/readers.hpp"
#include "io/water_reader.hpp"
#include "physics/reactive_site.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

constexpr double litre_atm = 8.20573660809596e-5;  // gas constant (m3 atm/(mol K))

std::vector<PhaseRequest> read_minerals(Section const& s) {
  std::vector<PhaseRequest> minerals;
  for (auto const& [name, value] :
       s.named("minerals",
               "minerals that form where the water is saturated with them, each with "
               "the saturation index at which it does, 0 as a rule"))
    minerals.push_back({name, value.as_quantity("1")});
  return minerals;
}

std::vector<PoreGas> read_gases(Section const& s, double temperature, double D_m) {
  std::vector<PoreGas> gases;
  for (auto const& [name, gas] :
       s.named("gases", "gases of the pores, by their name in the database, such as O2(g)")) {
    PoreGas of;
    of.phase = name;
    of.diffusion = gas.quantity({"diffusion", "m2/s", "in free gas", {0, 1e-2}});
    of.D_m = gas.quantity({"dissolved_diffusion",
                           "m2/s",
                           "of its molecule in the water; without it that of all else",
                           {0, 1e-5},
                           D_m});
    constexpr double pascal_per_atm = 101325;
    double const pressure =
        gas.quantity({"air", "Pa", "partial pressure above the ground", not_negative});
    of.C_air = pressure / pascal_per_atm / (litre_atm * temperature);
    gases.push_back(of);
  }
  return gases;
}

/// One substance by its formula, with the moles that one mole of reaction gives off.
std::vector<Term> read_releases(Section const& reaction) {
  std::vector<Term> releases;
  for (auto const& [formula, moles] :
       reaction.named("releases",
                      "what one mole gives off to the water, by formula, negative what "
                      "it takes; without it what the phase consists of"))
    releases.push_back({moles.as_quantity("1"), formula});
  return releases;
}

std::vector<KineticReaction> read_reactions(Section const& s) {
  std::vector<KineticReaction> reactions;
  for (auto const& [name, section] :
       s.named("reactions", "slow reactions, by the name of what they use up")) {
    check_name(section, name);
    KineticReaction reaction;
    reaction.name = name;
    read_law(section, "rate law", reaction.rate);
    reaction.releases = read_releases(section);
    reaction.phase = section.text(
        "phase",
        "of the database, whose saturation the rate sees; without it and without releases "
        "that of its name",
        "");
    if (reaction.phase.empty() && reaction.releases.empty()) reaction.phase = name;
    reaction.consumed = section.quantity(
        {"consumed", "1", "moles used up by one mole of reaction; 0: there is no stock of it",
         not_negative, 1.0});
    for (auto const& [other, moles] :
         section.named("yields", "moles of other reactants that one mole makes, such as biomass"))
      reaction.yields[other] = moles.as_quantity("1");
    reactions.push_back(std::move(reaction));
  }
  return reactions;
}

/// Amounts by the mass of dry material, per volume of ground.
std::map<std::string, double> read_sites(Section const& zone, double rho_b) {
  std::map<std::string, double> sites;
  for (auto const& [name, value] :
       zone.named("exchange", "exchange sites by the mass of dry material, by exchanger"))
    sites[name] = rho_b * value.as_quantity("mol/kg", not_negative);
  for (auto const& [name, surface] :
       zone.named("surfaces", "charged surfaces, by the name that their sites begin with")) {
    sites[name] = rho_b * surface.quantity(
                              {"area", "m2/kg", "area by the mass of dry material", not_negative});
    for (auto const& [site, value] :
         surface.named("sites", "sites by the mass of dry material", Need::required))
      sites[site] = rho_b * value.as_quantity("mol/kg", not_negative);
  }
  return sites;
}

double density_of(Section const& section, std::string const& zone, Site const& site) {
  for (auto const& [name, material] : site.material_of_zone)
    if (name == zone) {
      double const rho_b = site.materials[static_cast<std::size_t>(material)].rho_b;
      if (!(rho_b > 0) && !section.recording())
        section.error("needs the bulk_density of its material");
      return rho_b;
    }
  return 0;
}

ZoneChemistry read_zone(Section const& section, std::string const& name,
                        std::vector<std::string> const& waters, Site const& site) {
  ZoneChemistry zone;
  zone.zone = name;
  if (int const w = read_name(section.child("water", "water that fills the pores at the start"),
                              "a water of the chemistry", waters);
      w >= 0)
    zone.water = waters[static_cast<std::size_t>(w)];
  bool const solid = section.recording() || section.has("minerals") || section.has("exchange") ||
                     section.has("surfaces") || section.has("reactants");
  double const rho_b = solid ? density_of(section, name, site) : 0;
  for (auto const& [mineral, value] :
       section.named("minerals", "minerals at the start, by the mass of dry material"))
    zone.minerals.emplace_back(mineral, rho_b * value.as_quantity("mol/kg", not_negative));
  for (auto const& [name_of, value] : section.named(
           "reactants", "what slow reactions use up at the start, by the mass of dry material"))
    zone.reactants.emplace_back(name_of, rho_b * value.as_quantity("mol/kg", not_negative));
  zone.sites = read_sites(section, rho_b);
  return zone;
}

void add_once(std::vector<std::string>& names, std::string const& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// Exchangers and surfaces are those that the zones name.
void collect_sites(Section const& zones, ChemistryDescription& description) {
  for (auto const& [zone, section] : zones.as_named()) {
    for (auto const& [name, value] : section.named("exchange", ""))
      add_once(description.exchangers, name);
    for (auto const& [name, value] : section.named("surfaces", ""))
      add_once(description.surfaces, name);
  }
}

void read_waters(Section const& s, ChemistryDescription& description) {
  for (auto const& [name, water] :
       s.named("waters", "waters that fill zones or come in, by name", Need::required)) {
    check_name(water, name);
    description.waters.emplace_back(name, read_analysis(water));
  }
}

}  // namespace

std::shared_ptr<SiteChemistry const> read_chemistry(Section const& root, Setting& setting,
                                                    Site const& site) {
  auto const s = root.child("chemistry", "reactions among everything dissolved, minerals and sites",
                            Need::optional);
  if (!s) return nullptr;
  std::size_t const errors = s.reading().n_errors();
  ChemistryDescription description;
  std::string const database_name = s.text(
      "database", "thermodynamic database in PHREEQC's format; without it the project's own", "");
  description.temperature = s.quantity(
      {"temperature", "K", "of the whole site", {273.15, 373.15}, description.temperature});
  description.D_m = s.quantity(
      {"diffusion", "m2/s", "diffusion of everything dissolved", {0, 1e-5}, description.D_m});
  description.redox =
      s.flag("redox", "all valences of an element exchange electrons", description.redox);
  description.apart = s.texts("apart", "valences that keep to themselves, such as Fe(2) and Fe(3)");
  description.electrostatics =
      s.flag("electrostatics", "surfaces carry a diffuse layer", description.electrostatics);
  read_waters(s, description);
  for (auto const& [name, analysis] : description.waters) setting.waters.push_back(name);
  description.minerals = read_minerals(s);
  description.gases = read_gases(s, description.temperature, description.D_m);
  description.reactions = read_reactions(s);
  for (auto const& [zone, section] :
       s.named("zones", "what each zone holds at the start", Need::required)) {
    if (!section.recording() &&
        std::find(setting.zones.begin(), setting.zones.end(), zone) == setting.zones.end())
      section.unknown_key("a zone of the mesh", setting.zones);
    description.zones.push_back(read_zone(section, zone, setting.waters, site));
  }
  for (std::string const& zone : setting.zones) {
    auto const named = [&](ZoneChemistry const& of) { return of.zone == zone; };
    if (!s.recording() && s.has("zones") &&
        std::none_of(description.zones.begin(), description.zones.end(), named))
      s.error_at("zones", "leaves out the zone " + zone + "; write at least its water");
  }
  if (!s.recording()) collect_sites(s.child("zones", ""), description);
  description.saturations =
      s.texts("saturations", "phases of which the saturation index is written");
  description.species = s.texts("species", "dissolved species of which the molality is written");
  if (s.recording() || s.reading().n_errors() > errors) return nullptr;
  std::string const path = database_name.empty() ? database_name : beside(s.file(), database_name);
  DatabaseFile const file = read_database_file(path, s.reading().files.comm());
  if (!file.problem.empty()) {
    s.error_at("database", "cannot be read: " + file.problem);
    return nullptr;
  }
  if (!path.empty()) s.reading().files.take_note(path);
  try {
    return std::make_shared<SiteChemistry const>(prepare_site(file.database, description));
  } catch (std::invalid_argument const& error) {
    s.error(std::string("cannot be set up: ") + error.what());
    return nullptr;
  }
}

WaterSeries read_water_series(Section const& owner, std::string_view key, std::string_view about,
                              Setting const& setting) {
  using enum Section::Shape;
  WaterSeries series;
  auto const add = [&](Section const& name) {
    if (int const w = read_name(name, "a water of the chemistry", setting.waters); w >= 0)
      series.waters.push_back(setting.waters[static_cast<std::size_t>(w)]);
  };
  auto const value = owner.child(key, about, Need::optional);
  if (!value) return series;
  value.either(
      {{scalar, "", "its name", add},
       {map, "", "one after the other", [&](Section const& s) {
          series.times = s.quantities({"times", "s", "from when each enters"}, Need::required);
          for (auto const& name : s.list("waters", "their names", Need::required)) add(name);
          if (s.recording()) return;
          auto const& t = series.times;
          if (std::adjacent_find(t.begin(), t.end(), std::greater_equal<>()) != t.end())
            s.error_at("times", "do not increase; sort them");
          if (series.times.size() != series.waters.size()) s.error("needs as many waters as times");
        }}});
  return series;
}

}  // namespace sanggan
