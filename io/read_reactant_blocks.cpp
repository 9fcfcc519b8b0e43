#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "io/block_readers.hpp"
#include "physics/chemistry/option_names.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

enum class Option {
  equilibrate,
  no_electrostatics,
  fixed_volume,
  volume,
  temperature,
  unsupported
};
using Name = OptionName<Option>;

constexpr std::array site_options{Name{"equil", Option::equilibrate},
                                  Name{"equilibrate", Option::equilibrate},
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

constexpr std::array gas_options{
    Name{"fixed_volume", Option::fixed_volume}, Name{"volume", Option::volume},
    Name{"temp", Option::temperature},          Name{"temperature", Option::temperature},
    Name{"equil", Option::equilibrate},         Name{"equilibrate", Option::equilibrate},
    Name{"equilibrium", Option::equilibrate},   Name{"fixed_pressure", Option::unsupported},
    Name{"pressure", Option::unsupported}};

bool looks_like_option(TextLine const& line) {
  std::string const& word = line.words[0];
  return word.starts_with('-') && !to_number(word);
}

/// The solution of `-equilibrate [with] [solution] n`.
int read_equilibrate(BlockReading& reading, TextLine const& line) {
  std::size_t k = 1;
  while (k < line.words.size() &&
         (lower(line.words[k]) == "with" || lower(line.words[k]) == "solution"))
    ++k;
  reading.messages.ends(line, k + 1);
  return static_cast<int>(reading.messages.number(line, k, "the number of a solution"));
}

bool contains(std::vector<std::string> const& names, std::string const& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> site_names(std::vector<MasterEntry> const& masters) {
  std::vector<std::string> names;
  for (MasterEntry const& master : masters) names.push_back(master.element);
  return names;
}

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

/// The exchanger that a formula holds, such as X of CaX2; empty, and an error, if none.
std::string exchanger_of(BlockReading& reading, TextLine const& line, Formula const& formula) {
  auto const known = site_names(reading.database.exchange_masters);
  for (auto const& [element, amount] : formula.composition)
    if (contains(known, element)) return element;
  reading.messages.unknown(line, line.words[0], "an exchanger of " + reading.database.file, known);
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

PhaseStock read_phase(BlockReading& reading, TextLine const& line) {
  PhaseStock stock{{known_phase(reading, line, line.words[0])}, 10};
  stock.request.target = reading.messages.number(line, 1, "a saturation index", 0);
  std::size_t k = 2;
  if (k < line.words.size() && !to_number(line.words[k])) {
    std::string const& reactant = line.words[k++];
    if (lower(reactant).ends_with("_only"))
      reading.messages.error(line, fmt::format("is not supported: {}", reactant));
    else if (reading.database.phase(reactant) != nullptr)
      reading.messages.error(line,
                             "is not supported with a phase in place of itself; write the "
                             "formula of " +
                                 reactant);
    else if (!known_formula(reading, line, reactant).composition.empty())
      stock.request.reactant = reactant;
  }
  stock.moles = reading.messages.number(line, k, "moles", stock.moles);
  reading.messages.ends(line, k + 1);
  if (stock.moles < 0) reading.messages.error(line, "has less than nothing of the phase");
  return stock;
}

}  // namespace

std::string known_phase(BlockReading& reading, TextLine const& line, std::string const& name) {
  if (PhaseEntry const* const phase = reading.database.phase(name)) return phase->name;
  std::vector<std::string> known;
  for (PhaseEntry const& phase : reading.database.phases) known.push_back(phase.name);
  reading.messages.unknown(line, name, "a phase of " + reading.database.file, known);
  return "";
}

Formula known_formula(BlockReading& reading, TextLine const& line, std::string const& name) {
  if (PhaseEntry const* const phase = reading.database.phase(name)) return phase->formula;
  try {
    Formula const formula = parse_formula(name);
    for (auto const& [element, amount] : formula.composition)
      if (!contains(site_names(reading.database.exchange_masters), element) &&
          reading.database.master(normal_valence(element)) == nullptr)
        throw std::invalid_argument(reading.database.file + " has no element " + element);
    return formula;
  } catch (std::invalid_argument const& error) {
    reading.messages.error(
        line, fmt::format("names \"{}\", which is no formula or phase: {}", name, error.what()));
    return {};
  }
}

std::vector<PhaseStock> read_equilibrium_phases(BlockReading& reading, KeywordBlock const& block) {
  std::vector<PhaseStock> stocks;
  for (TextLine const& line : block.lines) {
    if (looks_like_option(line))
      reading.messages.error(line, "is not supported");
    else
      stocks.push_back(read_phase(reading, line));
  }
  return stocks;
}

SiteBlock read_exchange(BlockReading& reading, KeywordBlock const& block) {
  SiteBlock sites;
  TextLine const* bare = nullptr;
  for (TextLine const& line : block.lines) {
    if (read_site_option(reading, line, false, sites)) continue;
    Formula const formula = known_formula(reading, line, line.words[0]);
    std::string const exchanger = exchanger_of(reading, line, formula);
    double const moles = reading.messages.number(line, 1, "moles");
    reading.messages.ends(line, 2);
    if (exchanger.empty()) continue;
    if (!contains(sites.content.exchangers, exchanger))
      sites.content.exchangers.push_back(exchanger);
    sites.amounts[exchanger] += moles * formula.composition.at(exchanger);
    sites.content.held.push_back({formula, moles});
    if (formula.composition.size() == 1) bare = &line;
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
  constexpr double default_area = 600;  // (m2/g)
  SiteBlock sites;
  for (TextLine const& line : block.lines) {
    if (read_site_option(reading, line, true, sites)) continue;
    MasterEntry const* const site = surface_site(reading, line);
    double const moles = reading.messages.number(line, 1, "moles of sites");
    reading.messages.ends(line, 4);
    if (site == nullptr) continue;
    std::string const surface = site->element.substr(0, site->element.find('_'));
    if (!contains(sites.content.surfaces, surface)) sites.content.surfaces.push_back(surface);
    sites.amounts[site->element] += moles;
    sites.content.held.push_back({parse_formula(site->species), moles});
    if (line.words.size() > 2)
      sites.content.areas[surface] = reading.messages.number(line, 2, "m2/g", default_area) *
                                     reading.messages.number(line, 3, "grams");
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

GasBlock read_gas_phase(BlockReading& reading, KeywordBlock const& block) {
  constexpr double celsius = 273.15, litre = 1e-3;
  GasBlock gas;
  bool fixed_volume = false;
  for (TextLine const& line : block.lines) {
    auto const option = find_option<Option>(line.words[0], gas_options);
    if (!option && !looks_like_option(line)) {
      gas.pressures.emplace_back(known_phase(reading, line, line.words[0]),
                                 reading.messages.number(line, 1, "a partial pressure (atm)", 0));
      reading.messages.ends(line, 2);
    } else if (option == Option::fixed_volume) {
      fixed_volume = true;
    } else if (option == Option::volume) {
      gas.volume = litre * reading.messages.number(line, 1, "a volume (L)");
    } else if (option == Option::temperature) {
      gas.temperature = celsius + reading.messages.number(line, 1, "a temperature (degrees C)");
    } else if (option == Option::equilibrate) {
      gas.equilibrate = read_equilibrate(reading, line);
    } else {
      reading.messages.error(line, "is not supported");
    }
  }
  if (!fixed_volume)
    reading.messages.error(*block.head,
                           "keeps a pressure, which is not supported; write "
                           "-fixed_volume, or each gas in EQUILIBRIUM_PHASES");
  return gas;
}

}  // namespace sanggan
