#include <fmt/format.h>

#include <array>
#include <cmath>

#include "io/block_readers.hpp"
#include "io/kinetics_reader.hpp"
#include "io/section.hpp"
#include "physics/chemistry/option_names.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

enum class Option { formula, m, m0, rate, steps, integrator, unsupported };
using Name = OptionName<Option>;

constexpr std::array kinetics_options{Name{"formula", Option::formula},
                                      Name{"m", Option::m},
                                      Name{"m0", Option::m0},
                                      Name{"rate", Option::rate},
                                      Name{"steps", Option::steps},
                                      Name{"tol", Option::integrator},
                                      Name{"step_divide", Option::integrator},
                                      Name{"runge_kutta", Option::integrator},
                                      Name{"rk", Option::integrator},
                                      Name{"bad_step_max", Option::integrator},
                                      Name{"cvode", Option::integrator},
                                      Name{"cvode_steps", Option::integrator},
                                      Name{"cvode_order", Option::integrator},
                                      Name{"parms", Option::unsupported}};

/// What a unit of a step is in SI; 0 if it is none.
using UnitOf = double (*)(std::string const& word);

double seconds(std::string const& word) {
  constexpr double day = 86400;
  if (word.starts_with("s")) return 1;
  if (word.starts_with("min")) return 60;
  if (word.starts_with("h")) return 3600;
  if (word.starts_with("d")) return day;
  return word.starts_with("y") ? 365.25 * day : 0;
}

double moles(std::string const& word) {
  if (word.starts_with("mmol") || word.starts_with("millimol")) return 1e-3;
  if (word.starts_with("umol") || word.starts_with("micromol")) return 1e-6;
  return word.starts_with("mol") ? 1 : 0;
}

/// Numbers, their unit, and "in n steps", from a word of a line on.
void read_steps(BlockReading& reading, TextLine const& line, std::size_t word, UnitOf unit_of,
                Range range, StepList& list) {
  std::size_t const before = list.values.size();
  for (std::size_t k = word; k < line.words.size(); ++k) {
    std::string const& text = line.words[k];
    if (to_number(text)) {
      list.values.push_back(reading.messages.number(line, k, "a step", range));
    } else if (lower(text) == "in") {
      list.equal_parts = reading.messages.count(line, ++k, "a number of steps");
      if (k + 1 < line.words.size() && lower(line.words[k + 1]).starts_with("step")) ++k;
    } else if (double const unit = unit_of(lower(text)); unit > 0) {
      for (std::size_t v = before; v < list.values.size(); ++v) list.values[v] *= unit;
    } else {
      reading.messages.error(line, fmt::format("has \"{}\", which is no step or unit", text));
    }
  }
  if (list.values.empty() || (list.equal_parts > 0 && list.values.size() > 1))
    reading.messages.error(line, "should list steps, or one value `in n steps`");
}

/// The rate law of `-rate {law: ...}`, as a case file has it.
Rate read_rate(BlockReading& reading, TextLine const& line) {
  Reading yaml(reading.messages.comm());
  int const file = yaml.files.number(reading.messages.path());
  std::string const text = line.text.substr(line.text.find_first_of(" \t{", 1));
  Rate rate;
  try {
    Node const tree = parse_yaml(std::string(line.number - 1, '\n') + text, file);
    rate = read_rate(Section(yaml, tree));
    report_unknown_keys(yaml, tree);
    yaml.throw_errors();
  } catch (SyntaxError const& error) {
    reading.messages.error(line, "is no rate law: " + error.problem);
  } catch (CaseError const& error) {
    reading.messages.add(error.messages);
  }
  return rate;
}

/// A reactant of KINETICS as it is read, line by line.
struct Reactant {
  TextLine const* head;
  KineticReaction reaction;
  bool has_rate = false;
  std::optional<double> m = {}, m0 = {};
};

void read_formula(BlockReading& reading, TextLine const& line, KineticReaction& reaction) {
  for (std::size_t k = 1; k < line.words.size(); k += 2) {
    std::string const& name = line.words[k];
    if (reading.database.phase(name) != nullptr && line.words.size() <= 3) {
      reaction.phase = known_phase(reading, line, name);
      continue;
    }
    known_formula(reading, line, name);
    reaction.releases.push_back(
        {reading.messages.number(line, k + 1, "a coefficient", any_number, 1), name});
  }
}

void read_kinetics_option(BlockReading& reading, TextLine const& line, Option option,
                          KineticsBlock& block, Reactant& reactant) {
  switch (option) {
    case Option::formula:
      read_formula(reading, line, reactant.reaction);
      break;
    case Option::m:
      reactant.m = reading.messages.number(line, 1, "an amount (mol)", not_negative);
      break;
    case Option::m0:
      reactant.m0 = reading.messages.number(line, 1, "an amount (mol)", not_negative);
      break;
    case Option::rate:
      reactant.reaction.rate = read_rate(reading, line);
      reactant.has_rate = true;
      break;
    case Option::steps:
      block.times = {};
      read_steps(reading, line, 1, seconds, not_negative, block.times);
      break;
    case Option::integrator:
      reading.unused.push_back(fmt::format("{} (line {})", line.words[0], line.number));
      break;
    case Option::unsupported:
      reading.messages.error(line,
                             "is not supported: programs in BASIC are not run; write the "
                             "numbers in -rate {law: ...}");
  }
}

/// Checks a reactant and takes it in.
void finish(BlockReading& reading, Reactant const& reactant, KineticsBlock& block) {
  KineticReaction reaction = reactant.reaction;
  TextLine const& line = *reactant.head;
  if (!reactant.has_rate)
    reading.messages.error(line,
                           "has a rate in BASIC, which is not run; write below it -rate "
                           "{law: expression, formula: ...} or another law, in mol/s");
  if (reaction.phase.empty() && reaction.releases.empty())
    reaction.phase = known_phase(reading, line, reaction.name);
  reaction.moles = reactant.m0.value_or(reactant.m.value_or(1));
  block.moles.push_back(reactant.m.value_or(reaction.moles));
  block.reactions.push_back(std::move(reaction));
}

}  // namespace

KineticsBlock read_kinetics(BlockReading& reading, KeywordBlock const& block) {
  KineticsBlock kinetics{{}, {}, {{1.0}}};
  std::vector<Reactant> reactants;
  for (TextLine const& line : block.lines) {
    auto const option = find_option<Option>(line.words[0], kinetics_options);
    if (!option && line.words[0].starts_with('-')) {
      reading.messages.error(line, "is not supported");
    } else if (!option) {
      reactants.push_back({&line, {.name = line.words[0], .rate = {}}});
      reading.messages.ends(line, 1);
    } else if (reactants.empty() && *option != Option::steps && *option != Option::integrator) {
      reading.messages.error(line, "stands before the name of a reaction");
    } else {
      Reactant none{&line, {}};
      read_kinetics_option(reading, line, *option, kinetics,
                           reactants.empty() ? none : reactants.back());
    }
  }
  for (Reactant const& reactant : reactants) finish(reading, reactant, kinetics);
  return kinetics;
}

ReactionBlock read_reaction(BlockReading& reading, KeywordBlock const& block) {
  ReactionBlock reaction;
  for (TextLine const& line : block.lines) {
    if (to_number(line.words[0])) {
      read_steps(reading, line, 0, moles, any_number, reaction.amounts);
      continue;
    }
    double const coefficient = reading.messages.number(line, 1, "a coefficient", any_number, 1);
    reading.messages.ends(line, 2);
    reaction.substances.push_back({known_formula(reading, line, line.words[0]), coefficient});
  }
  if (reaction.amounts.values.empty())
    reading.messages.error(*block.head,
                           "lacks amounts; write them below, as `1 2 3 mmol` or "
                           "`0.1 mol in 10 steps`");
  return reaction;
}

TemperatureBlock read_reaction_temperature(BlockReading& reading, KeywordBlock const& block) {
  constexpr double celsius = 273.15;
  auto const none = [](std::string const&) { return 0.0; };
  TemperatureBlock temperatures;
  for (TextLine const& line : block.lines) {
    StepList list;
    auto const in = line.words.size() > 2 && lower(line.words[2]) == "in";
    if (!in) {
      read_steps(reading, line, 0, none, celsius_of_water, list);
      for (double const t : list.values) temperatures.push_back(celsius + t);
      continue;
    }
    double const first = reading.messages.number(line, 0, "a temperature (degrees C)",
                                                 celsius_of_water),
                 last = reading.messages.number(line, 1, "a temperature (degrees C)",
                                                celsius_of_water);
    int const n = reading.messages.count(line, 3, "a number of steps");
    for (int k = 0; k < n; ++k)
      temperatures.push_back(celsius + (n == 1 ? first : first + (last - first) * k / (n - 1)));
  }
  if (temperatures.empty()) reading.messages.error(*block.head, "lacks temperatures (degrees C)");
  return temperatures;
}

MixBlock read_mix(BlockReading& reading, KeywordBlock const& block) {
  MixBlock mix;
  for (TextLine const& line : block.lines) {
    auto const number = static_cast<int>(
        reading.messages.number(line, 0, "the number of a solution", not_negative));
    mix[number] += reading.messages.number(line, 1, "a share", positive);
    reading.messages.ends(line, 2);
  }
  if (mix.empty()) reading.messages.error(*block.head, "lacks solutions and their shares");
  return mix;
}

}  // namespace sanggan
