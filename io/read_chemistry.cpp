#include <algorithm>
#include <functional>
#include <memory>

#include "io/database_file.hpp"
#include "io/kinetics_reader.hpp"
#include "io/read_ground.hpp"
#include "io/readers.hpp"
#include "io/surfaces_reader.hpp"
#include "io/water_reader.hpp"
#include "physics/reactive_site.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

std::vector<std::string> read_names(Section const& s, std::string_view key, std::string_view about,
                                    std::string_view what, std::vector<std::string> const& known) {
  std::vector<std::string> names;
  for (auto const& item : s.list(key, about)) {
    names.push_back(item.as_text());
    if (!item.recording() && !known.empty() &&
        std::find(known.begin(), known.end(), names.back()) == known.end())
      item.unknown_name(what, known);
  }
  return names;
}

std::vector<PhaseRequest> read_minerals(Section const& s, KnownNames const& known) {
  std::vector<PhaseRequest> minerals;
  for (auto const& [name, value] :
       s.named("minerals",
               "minerals that form where the water is saturated with them, each with the "
               "saturation index at which it does, 0 as a rule")) {
    check_key(value, name, "a phase of the database", known.phases);
    minerals.push_back({name, value.as_quantity("1")});
  }
  return minerals;
}

std::vector<PoreGas> read_gases(Section const& s, double D_m, KnownNames const& known) {
  std::vector<PoreGas> gases;
  for (auto const& [name, gas] :
       s.named("gases", "gases of the pores, by their name in the database, such as O2(g)")) {
    PoreGas of;
    of.phase = name;
    check_key(gas, name, "a phase of the database", known.phases);
    of.diffusion = gas.quantity({"diffusion", "m2/s", "in free gas", {0, 1e-2}});
    of.D_m = gas.quantity({"dissolved_diffusion",
                           "m2/s",
                           "of its molecule in the water; without it that of all else",
                           {0, 1e-5},
                           D_m});
    of.pressure = gas.quantity({"air", "Pa", "partial pressure above the ground", not_negative});
    gases.push_back(of);
  }
  return gases;
}

/// Null where there is none, which is said elsewhere.
Material const* material_of_zone(Site const& site, std::string const& zone) {
  for (auto const& [name, material] : site.material_of_zone)
    if (name == zone) return &site.materials[static_cast<std::size_t>(material)];
  return nullptr;
}

Material const* material_named(Site const& site, std::string const& name) {
  for (Material const& material : site.materials)
    if (material.name == name) return &material;
  return nullptr;
}

void add_once(std::vector<std::string>& names, std::string const& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// Exchangers and surfaces are those that zones and fills name.
void collect_sites(Section const& grounds, ChemistryDescription& description) {
  for (auto const& [name_of, section] : grounds.as_named()) {
    for (auto const& [name, value] : section.named("exchange", ""))
      add_once(description.exchangers, name);
    for (auto const& [name, value] : section.named("surfaces", ""))
      add_once(description.surfaces, name);
  }
}

void read_waters(Section const& s, ChemistryDescription& description, KnownNames const& known) {
  for (auto const& [name, water] :
       s.named("waters", "waters that fill zones or come in, by name", Need::required)) {
    check_name(water, name);
    description.waters.emplace_back(name, read_analysis(water));
    if (water.recording()) continue;
    for (auto const& [element, value] : water.named("analysis", ""))
      if (!is_alkalinity({element, 0}))
        check_key(value, normal_valence(element), "an element of the database", known.elements);
  }
}

/// Empty where it cannot be read, which is recorded.
Database read_database_of(Section const& s, std::string& path) {
  std::string const name = s.text(
      "database", "thermodynamic database in PHREEQC's format; without it the project's own", "");
  if (s.recording()) return {};
  path = name.empty() ? name : beside(s.file(), name);
  DatabaseFile file = read_database_file(path, s.reading().files.comm());
  if (!file.problem.empty()) s.error_at("database", "cannot be read: " + file.problem);
  if (!path.empty()) s.reading().files.take_note(path);
  return std::move(file.database);
}

void read_zones_of_chemistry(Section const& s, Setting const& setting, Site const& site,
                             KnownNames const& known, ChemistryDescription& description) {
  for (auto const& [zone, section] :
       s.named("zones", "what each zone holds at the start", Need::required)) {
    check_key(section, zone, "a zone of the mesh", setting.zones);
    description.zones.push_back(read_ground(section, zone, material_of_zone(site, zone),
                                            setting.waters, description.reactions, known));
  }
  if (s.recording()) return;
  for (std::string const& zone : setting.zones) {
    auto const named = [&](GroundChemistry const& of) { return of.name == zone; };
    if (s.has("zones") && std::none_of(description.zones.begin(), description.zones.end(), named))
      s.error_at("zones", "leaves out the zone " + zone + "; write at least its water");
  }
  collect_sites(s.child("zones", ""), description);
}

void read_fills(Section const& s, Setting& setting, Site const& site, KnownNames const& known,
                ChemistryDescription& description) {
  for (auto const& [name, section] :
       s.named("fills", "what materials hold that measures bring, by material")) {
    check_key(section, name, "a material", names_of(site.materials));
    description.fills.push_back(read_ground(section, name, material_named(site, name),
                                            setting.waters, description.reactions, known));
    setting.fills.push_back(name);
  }
  if (!s.recording() && s.has("fills")) collect_sites(s.child("fills", ""), description);
}

/// What a measure may add: minerals in equilibrium, and what slow reactions use up.
std::vector<std::string> solids_of(ChemistryDescription const& description) {
  std::vector<std::string> names;
  for (PhaseRequest const& mineral : description.minerals) add_once(names, mineral.phase);
  for (auto const* grounds : {&description.zones, &description.fills})
    for (GroundChemistry const& ground : *grounds)
      for (auto const& [mineral, moles] : ground.minerals) add_once(names, mineral);
  for (KineticReaction const& reaction : description.reactions) add_once(names, reaction.name);
  return names;
}

/// Limits are of what a database counts the mass of an element by, such as SO4 for S.
std::vector<ElementLimit> read_limits(Section const& s, Database const& database,
                                      KnownNames const& known) {
  std::vector<ElementLimit> limits;
  for (auto const& [element, section] :
       s.named("limits", "limits to compare results with, by element")) {
    check_key(section, element, "an element of the database", known.elements);
    MasterEntry const* const master = database.master(element);
    auto const limit = section.with_molar_mass(master ? 1e-3 * master->input_mass : 0);
    limits.push_back(
        {element, limit.quantity({"value", "mol/m3", "largest concentration allowed", positive}),
         limit.text("source", "standard or permit from which it comes")});
  }
  return limits;
}

}  // namespace

std::shared_ptr<SiteChemistry const> read_chemistry(Section const& root, Setting& setting,
                                                    Site const& site) {
  auto const s = root.child("chemistry", "reactions among everything dissolved, minerals and sites",
                            Need::optional);
  if (!s) return nullptr;
  std::size_t const errors = s.reading().n_errors();
  std::string database_path;
  Database const database = read_database_of(s, database_path);
  KnownNames const known(database);
  ChemistryDescription description;
  description.temperature = s.quantity(
      {"temperature", "K", "of the whole site", {273.15, 373.15}, description.temperature});
  description.D_m = s.quantity(
      {"diffusion", "m2/s", "diffusion of everything dissolved", {0, 1e-5}, description.D_m});
  description.redox =
      s.flag("redox", "all valences of an element exchange electrons", description.redox);
  description.apart =
      read_names(s, "apart", "valences that keep to themselves, such as Fe(2) and Fe(3)",
                 "an element of the database", known.elements);
  description.electrostatics =
      s.flag("electrostatics", "surfaces carry a diffuse layer", description.electrostatics);
  read_waters(s, description, known);
  for (auto const& [name, analysis] : description.waters) setting.waters.push_back(name);
  description.minerals = read_minerals(s, known);
  description.gases = read_gases(s, description.D_m, known);
  description.reactions = read_kinetics(s, Stock::by_zone);
  read_zones_of_chemistry(s, setting, site, known, description);
  read_fills(s, setting, site, known, description);
  setting.solids = solids_of(description);
  read_surfaces(s, known.sites, description);
  description.limits = read_limits(s, database, known);
  description.saturations =
      read_names(s, "saturations", "phases of which the saturation index is written",
                 "a phase of the database", known.phases);
  description.species =
      read_names(s, "species", "dissolved species of which the molality is written",
                 "a species of the database", known.species);
  if (s.recording() || s.reading().n_errors() > errors) return nullptr;
  try {
    auto site_chemistry = std::make_shared<SiteChemistry>(prepare_site(database, description));
    site_chemistry->database = database_path;
    return site_chemistry;
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
