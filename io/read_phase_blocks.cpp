#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/block_readers.hpp"
#include "physics/chemistry/option_names.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

enum class Option { fixed_volume, volume, temperature, equilibrate, unsupported };
using Name = OptionName<Option>;

constexpr std::array gas_options{
    Name{"fixed_volume", Option::fixed_volume},  Name{"volume", Option::volume},
    Name{"temp", Option::temperature},           Name{"temperature", Option::temperature},
    Name{"equilibrate", Option::equilibrate},    Name{"equilibrium", Option::equilibrate},
    Name{"fixed_pressure", Option::unsupported}, Name{"pressure", Option::unsupported}};

PhaseStock read_phase(BlockReading& reading, TextLine const& line) {
  PhaseStock stock{{known_phase(reading, line, line.words[0])}, 10};
  stock.request.target = reading.messages.number(line, 1, "a saturation index", any_number, 0);
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
  stock.moles = reading.messages.number(line, k, "an amount (mol)", not_negative, stock.moles);
  reading.messages.ends(line, k + 1);
  return stock;
}

/// True if the last phase is one of those before it.
bool is_twice(std::vector<PhaseStock> const& stocks) {
  return std::count_if(stocks.begin(), stocks.end(), [&](PhaseStock const& stock) {
           return stock.request.phase == stocks.back().request.phase;
         }) > 1;
}

}  // namespace

std::vector<PhaseStock> read_equilibrium_phases(BlockReading& reading, KeywordBlock const& block) {
  std::vector<PhaseStock> stocks;
  for (TextLine const& line : block.lines) {
    if (looks_like_option(line))
      reading.messages.error(line, "is not supported");
    else
      stocks.push_back(read_phase(reading, line));
    if (is_twice(stocks)) reading.messages.error(line, "names a phase that is there already");
  }
  return stocks;
}

GasBlock read_gas_phase(BlockReading& reading, KeywordBlock const& block) {
  constexpr double celsius = 273.15, litre = 1e-3;
  GasBlock gas;
  bool fixed_volume = false;
  for (TextLine const& line : block.lines) {
    auto const option = find_option<Option>(line.words[0], gas_options);
    if (!option && !looks_like_option(line)) {
      gas.pressures.emplace_back(
          known_phase(reading, line, line.words[0]),
          reading.messages.number(line, 1, "a pressure (atm)", not_negative, 0));
      reading.messages.ends(line, 2);
    } else if (option == Option::fixed_volume) {
      fixed_volume = true;
    } else if (option == Option::volume) {
      gas.volume = litre * reading.messages.number(line, 1, "a volume (L)", positive);
    } else if (option == Option::temperature) {
      gas.temperature =
          celsius + reading.messages.number(line, 1, "a temperature (degrees C)", celsius_of_water);
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
