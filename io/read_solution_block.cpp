#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "io/block_readers.hpp"
#include "physics/chemistry/option_names.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

enum class Option { temperature, pH, pe, units, redox, density, water, pressure, unsupported };
using Name = OptionName<Option>;

constexpr std::array option_names{Name{"temp", Option::temperature},
                                  Name{"temperature", Option::temperature},
                                  Name{"ph", Option::pH},
                                  Name{"pe", Option::pe},
                                  Name{"unit", Option::units},
                                  Name{"units", Option::units},
                                  Name{"redox", Option::redox},
                                  Name{"dens", Option::density},
                                  Name{"density", Option::density},
                                  Name{"water", Option::water},
                                  Name{"press", Option::pressure},
                                  Name{"pressure", Option::pressure},
                                  Name{"isotope", Option::unsupported},
                                  Name{"potential", Option::unsupported},
                                  Name{"description", Option::unsupported}};

bool is_unit(std::string const& word) {
  std::string const unit = lower(word);
  return unit == "ppt" || unit == "ppm" || unit == "ppb" || unit.find('/') != std::string::npos;
}

/// `charge`, or a phase with its saturation, from a word of a line on.
void read_closure(BlockReading& reading, TextLine const& line, std::size_t word, Closure& closure,
                  Saturation& phase) {
  if (word >= line.words.size()) return;
  if (lower(line.words[word]) == "charge") {
    closure = Closure::charge;
    return;
  }
  closure = Closure::phase;
  phase.phase = known_phase(reading, line, line.words[word]);
  phase.target = reading.messages.number(line, word + 1, "a saturation index", any_number, 0);
}

std::string word_of(BlockReading& reading, TextLine const& line, std::size_t word,
                    std::string const& what) {
  if (word < line.words.size()) return line.words[word];
  reading.messages.error(line, "lacks " + what);
  return "";
}

std::string read_unit(BlockReading& reading, TextLine const& line, std::string const& unit) {
  try {
    check_unit(unit);
  } catch (std::invalid_argument const& error) {
    reading.messages.error(line, std::string("cannot be used: ") + error.what());
  }
  return unit;
}

void check_element(BlockReading& reading, TextLine const& line, Measurement const& m) {
  if (is_alkalinity(m) || reading.database.master(normal_valence(m.element)) != nullptr) return;
  std::vector<std::string> known{"Alkalinity"};
  for (MasterEntry const& master : reading.database.masters) known.push_back(master.element);
  reading.messages.unknown(line, m.element, "an element or an option that SOLUTION knows", known);
}

/// element amount [unit] [as formula | gfw mass] [pe | couple] [charge | phase [saturation]]
Measurement read_measurement(BlockReading& reading, TextLine const& line) {
  Measurement m{line.words[0], 0};
  check_element(reading, line, m);
  m.amount = reading.messages.number(line, 1, "an amount", not_negative);
  for (std::size_t k = 2; k < line.words.size(); ++k) {
    std::string const word = lower(line.words[k]);
    if (word == "as") {
      m.as = word_of(reading, line, ++k, "the formula after `as`");
    } else if (word == "gfw") {
      m.molar_mass = reading.messages.number(line, ++k, "a molar mass (g/mol)", positive);
    } else if (word == "pe" || is_redox_couple(word)) {
      m.redox = word == "pe" ? word : line.words[k];
    } else if (is_unit(word)) {
      m.unit = read_unit(reading, line, line.words[k]);
    } else {
      Saturation phase;
      read_closure(reading, line, k, m.closure, phase);
      m.phase = phase.phase;
      m.saturation = phase.target;
      reading.messages.ends(line, m.closure == Closure::charge ? k + 1 : k + 2);
      break;
    }
  }
  return m;
}

void read_option(BlockReading& reading, TextLine const& line, Option option,
                 SolutionBlock& solution) {
  WaterAnalysis& analysis = solution.analysis;
  auto const number = [&](char const* what, Range range) {
    return reading.messages.number(line, 1, what, range);
  };
  constexpr double celsius = 273.15;
  switch (option) {
    case Option::temperature:
      analysis.temperature = celsius + number("a temperature (degrees C)", celsius_of_water);
      break;
    case Option::pH:
      analysis.pH = number("a pH", {-2, 16});
      read_closure(reading, line, 2, analysis.pH_closure, analysis.pH_phase);
      break;
    case Option::pe:
      analysis.pe = number("a pe", {-20, 25});
      read_closure(reading, line, 2, analysis.pe_closure, analysis.pe_phase);
      if (analysis.pe_closure == Closure::charge)
        reading.messages.error(line, "cannot be used: charge fixes no pe; write a phase");
      break;
    case Option::units:
      analysis.unit = read_unit(reading, line, word_of(reading, line, 1, "a unit"));
      break;
    case Option::redox:
      analysis.redox = word_of(reading, line, 1, "`pe` or a couple, such as Fe(2)/Fe(3)");
      if (!is_redox_couple(analysis.redox) && lower(analysis.redox) != "pe")
        reading.messages.error(line, "names no couple; write pe, or a couple as Fe(2)/Fe(3)");
      break;
    case Option::density:
      analysis.density = number("a density (kg/L)", positive);
      reading.messages.ends(line, 2);
      break;
    case Option::water:
      solution.water = number("a mass of water (kg)", positive);
      break;
    case Option::pressure:
      if (number("a pressure (atm)", positive) != 1)
        reading.messages.error(line, "is not supported: constants are those of 1 atm");
      break;
    case Option::unsupported:
      reading.messages.error(line, "is not supported");
  }
}

}  // namespace

SolutionBlock read_solution(BlockReading& reading, KeywordBlock const& block) {
  SolutionBlock solution;
  solution.analysis.gases_by_pe = true;
  for (TextLine const& line : block.lines) {
    if (auto const option = find_option<Option>(line.words[0], option_names))
      read_option(reading, line, *option, solution);
    else
      solution.analysis.measurements.push_back(read_measurement(reading, line));
  }
  return solution;
}

}  // namespace sanggan
