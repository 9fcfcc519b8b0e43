#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/block_readers.hpp"
#include "physics/chemistry/option_names.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

enum class Option { equilibrate, no_electrostatics, unsupported };
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
                                  Name{"ccm", Option::unsupported},
                                  Name{"constant_capacitance", Option::unsupported},
                                  Name{"sites_units", Option::unsupported}};

/// True if the line is an option, which `sites` then holds.
bool read_site_option(BlockReading& reading, TextLine const& line, bool surface, SiteBlock& sites) {
  auto const option = find_option<Option>(line.words[0], site_options);
  if (!option && !looks_like_option(line)) return false;
  if (option == Option::equilibrate)
    sites.equilibrate = read_equilibrate(reading, line);
  else if (option == Option::no_electrostatics && surface)
    sites.content.electrostatics = false;
  else
    reading.messages.error(line, "is not supported");
  return true;
}

/// True, with an error, for sites that come and go with a mineral or a reactant.
bool is_coupled(BlockReading& reading, TextLine const& line) {
  if (line.words.size() < 3 || to_number(line.words[1]) || to_number(line.words[2])) return false;
  reading.messages.error(line, "is not supported: sites that come and go with " + line.words[1]);
  return true;
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

}  // namespace

SiteBlock read_exchange(BlockReading& reading, KeywordBlock const& block) {
  SiteBlock sites;
  TextLine const* bare = nullptr;
  for (TextLine const& line : block.lines) {
    if (read_site_option(reading, line, false, sites) || is_coupled(reading, line)) continue;
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
  SiteBlock sites;
  for (TextLine const& line : block.lines) {
    if (read_site_option(reading, line, true, sites) || is_coupled(reading, line)) continue;
    MasterEntry const* const site = surface_site(reading, line);
    double const moles = reading.messages.number(line, 1, "an amount (mol)", not_negative);
    reading.messages.ends(line, 4);
    if (site == nullptr) continue;
    std::string const surface = site->element.substr(0, site->element.find('_'));
    if (!contains(sites.content.surfaces, surface)) sites.content.surfaces.push_back(surface);
    sites.amounts[site->element] += moles;
    sites.content.held.push_back({parse_formula(site->species), moles});
    if (line.words.size() > 2)
      sites.content.areas[surface] = reading.messages.number(line, 2, "an area (m2/g)", positive) *
                                     reading.messages.number(line, 3, "a mass (g)", positive);
  }
  for (std::string const& surface : sites.content.surfaces) {
    double const area = sites.content.areas[surface];
    sites.amounts[surface] = area;
    if (sites.content.electrostatics && area <= 0)
      reading.messages.error(*block.head,
                             fmt::format("lacks the area (m2/g) and the grams of {}, which charge "
                                         "makes need of; write them after the moles of its first "
                                         "site, or -no_edl",
                                         surface));
  }
  if (sites.equilibrate) sites.content.held.clear();
  return sites;
}

}  // namespace sanggan
