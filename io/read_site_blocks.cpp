#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/block_readers.hpp"
#include "physics/chemistry/option_names.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

enum class Option { equilibrate, no_electrostatics, capacitance, unsupported };
using Name = OptionName<Option>;

constexpr std::array site_options{Name{"equilibrate", Option::equilibrate},
                                  Name{"equilibrium", Option::equilibrate},
                                  Name{"no_edl", Option::no_electrostatics},
                                  Name{"no_electrostatic", Option::no_electrostatics},
                                  Name{"no_electrostatics", Option::no_electrostatics},
                                  Name{"pitzer_exchange_gammas", Option::unsupported},
                                  Name{"exchange_gammas", Option::unsupported},
                                  Name{"diffuse_layer", Option::unsupported},
                                  Name{"donnan", Option::unsupported},
                                  Name{"only_counter_ions", Option::unsupported},
                                  Name{"cd_music", Option::unsupported},
                                  Name{"capacitances", Option::unsupported},
                                  Name{"ccm", Option::capacitance},
                                  Name{"constant_capacitance", Option::capacitance},
                                  Name{"sites_units", Option::unsupported}};

/// What a block of sites says, and the capacitance (F/m2) of its surfaces; 0: none.
struct SiteReading {
  SiteBlock sites;
  double capacitance = 0;
};

/// True if the line is an option, which `into` then holds.
bool read_site_option(BlockReading& reading, TextLine const& line, bool surface,
                      SiteReading& into) {
  auto const option = find_option<Option>(line.words[0], site_options);
  if (!option && !looks_like_option(line)) return false;
  if (option == Option::equilibrate)
    into.sites.equilibrate = read_equilibrate(reading, line);
  else if (option == Option::no_electrostatics && surface)
    into.sites.content.electrostatics = false;
  else if (option == Option::capacitance && surface)
    into.capacitance = reading.messages.number(line, 1, "a capacitance (F/m2)", positive);
  else
    reading.messages.error(line, "is not supported");
  return true;
}

/// True of sites on a mineral or a reactant, `Hfo_w Goethite equilibrium_phase 0.2 5.3e4`.
bool is_coupled(TextLine const& line) {
  return line.words.size() > 2 && !to_number(line.words[1]) && !to_number(line.words[2]);
}

void refuse_coupled(BlockReading& reading, TextLine const& line) {
  reading.messages.error(line, "is not supported: sites that come and go with " + line.words[1]);
}

/// The exchanger of a line, X, or that of a species on it, such as CaX2; empty, and an error, if it
/// names neither.
std::string exchanger_of(BlockReading& reading, TextLine const& line) {
  std::string const& name = line.words[0];
  auto known = site_names(reading.database.exchange_masters);
  if (contains(known, name)) return name;
  for (SpeciesEntry const& species : reading.database.exchange_species)
    if (species.name == name && species.formula.charge == 0)
      for (auto const& [element, amount] : species.formula.composition)
        if (contains(known, element)) return element;
  for (SpeciesEntry const& species : reading.database.exchange_species)
    known.push_back(species.name);
  reading.messages.unknown(
      line, name, "an exchanger of " + reading.database.file + " or a species on one", known);
  return "";
}

/// The site of a name, or of its master species; null, and an error, if there is none.
MasterEntry const* surface_site(BlockReading& reading, TextLine const& line) {
  auto const& masters = reading.database.surface_masters;
  auto const found = std::find_if(masters.begin(), masters.end(), [&](MasterEntry const& m) {
    return m.element == line.words[0] || m.species == line.words[0];
  });
  if (found != masters.end() && found->element.find('_') != std::string::npos) return &*found;
  reading.messages.unknown(line, line.words[0],
                           "a site of a surface of " + reading.database.file + ", as Hfo_w",
                           site_names(masters));
  return nullptr;
}

/// The mineral that carries a surface, new or that of its other sites.
MineralSurface& surface_on(BlockReading& reading, TextLine const& line, std::string const& surface,
                           std::string const& mineral, std::vector<MineralSurface>& known) {
  for (MineralSurface& on : known) {
    if (on.surface != surface) continue;
    if (on.mineral != mineral)
      reading.messages.error(line, fmt::format("puts {} on {}, but its other sites are on {}",
                                               surface, mineral, on.mineral));
    return on;
  }
  return known.emplace_back(MineralSurface{surface, mineral, {}});
}

std::string add_surface_of(MasterEntry const& site, SiteContent& content) {
  std::string surface = surface_of(site.element);
  if (!contains(content.surfaces, surface)) content.surfaces.push_back(surface);
  return surface;
}

/// Sites by the mole of a mineral, with the area (m2/mol) on the first line of a surface.
void read_on_mineral(BlockReading& reading, TextLine const& line, MasterEntry const& site,
                     SiteContent& content) {
  if (!std::string_view("equilibrium_phase").starts_with(lower(line.words[2]))) {
    refuse_coupled(reading, line);
    return;
  }
  std::string const mineral = known_phase(reading, line, line.words[1]);
  double const moles =
      reading.messages.number(line, 3, "sites by the mole of mineral (mol/mol)", not_negative);
  reading.messages.ends(line, 5);
  if (mineral.empty()) return;
  MineralSurface& on =
      surface_on(reading, line, add_surface_of(site, content), mineral, content.on_minerals);
  on.per_mole[site.element] += moles;
  if (line.words.size() > 4)
    on.per_mole[on.surface] = reading.messages.number(line, 4, "an area (m2/mol)", positive);
}

/// A fixed number of sites, with the area (m2/g) and the grams on the first line of a surface.
void read_fixed(BlockReading& reading, TextLine const& line, MasterEntry const& site,
                SiteBlock& sites) {
  double const moles = reading.messages.number(line, 1, "an amount (mol)", not_negative);
  reading.messages.ends(line, 4);
  std::string const surface = add_surface_of(site, sites.content);
  sites.amounts[site.element] += moles;
  sites.content.held.push_back({parse_formula(site.species), moles});
  if (line.words.size() > 2)
    sites.content.areas[surface] = reading.messages.number(line, 2, "an area (m2/g)", positive) *
                                   reading.messages.number(line, 3, "a mass (g)", positive);
}

/// The area of a surface (m2), or on a mole of its mineral; 0 if none is given.
double area_of(SiteContent const& content, std::string const& surface) {
  auto const in = [&](std::map<std::string, double> const& areas) {
    auto const found = areas.find(surface);
    return found == areas.end() ? 0 : found->second;
  };
  for (MineralSurface const& on : content.on_minerals)
    if (on.surface == surface) return in(on.per_mole);
  return in(content.areas);
}

}  // namespace

SiteBlock read_exchange(BlockReading& reading, KeywordBlock const& block) {
  SiteReading read;
  SiteBlock& sites = read.sites;
  TextLine const* bare = nullptr;
  for (TextLine const& line : block.lines) {
    if (read_site_option(reading, line, false, read)) continue;
    if (is_coupled(line)) {
      refuse_coupled(reading, line);
      continue;
    }
    std::string const exchanger = exchanger_of(reading, line);
    double const moles = reading.messages.number(line, 1, "an amount (mol)", not_negative);
    reading.messages.ends(line, 2);
    if (exchanger.empty()) continue;
    Formula const formula = parse_formula(line.words[0]);
    if (!contains(sites.content.exchangers, exchanger))
      sites.content.exchangers.push_back(exchanger);
    sites.amounts[exchanger] += moles * formula.composition.at(exchanger);
    sites.content.held.push_back({formula, moles});
    if (exchanger == line.words[0]) bare = &line;
  }
  if (sites.equilibrate)
    sites.content.held.clear();
  else if (bare != nullptr)
    reading.messages.error(*bare,
                           "does not say what the sites hold; write -equilibrate with the "
                           "number of a solution, or what they hold, as CaX2 0.01");
  return sites;
}

SiteBlock read_surface(BlockReading& reading, KeywordBlock const& block) {
  SiteReading read;
  SiteBlock& sites = read.sites;
  SiteContent& content = sites.content;
  for (TextLine const& line : block.lines) {
    if (read_site_option(reading, line, true, read)) continue;
    MasterEntry const* const site = surface_site(reading, line);
    if (site == nullptr) continue;
    if (is_coupled(line))
      read_on_mineral(reading, line, *site, content);
    else
      read_fixed(reading, line, *site, sites);
  }
  for (std::string const& surface : content.surfaces) {
    double const area = area_of(content, surface);
    sites.amounts[surface] = content.areas[surface];
    if (read.capacitance > 0) content.capacitances[surface] = read.capacitance;
    if (content.electrostatics && area <= 0)
      reading.messages.error(*block.head,
                             fmt::format("lacks the area of {}, which charge makes need of; "
                                         "write it after the moles of its first site, in m2/g "
                                         "and grams, or on a mineral in m2/mol; or -no_edl",
                                         surface));
  }
  if (sites.equilibrate) content.held.clear();
  return sites;
}

}  // namespace sanggan
