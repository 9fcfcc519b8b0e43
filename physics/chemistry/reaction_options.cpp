#include "physics/chemistry/reaction_options.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "physics/chemistry/option_names.hpp"

namespace sanggan::chemistry {
namespace {

enum class Option {
  log_k,
  delta_h,
  analytic,
  gamma,
  llnl_gamma,
  llnl_carbon,
  davies,
  no_check,
  mole_balance,
  volume,
  transport,
  real_gas,
  unsupported
};

using Name = OptionName<Option>;

constexpr std::array option_names{Name{"log_k", Option::log_k},
                                  Name{"logk", Option::log_k},
                                  Name{"delta_h", Option::delta_h},
                                  Name{"deltah", Option::delta_h},
                                  Name{"analytic", Option::analytic},
                                  Name{"analytical_expression", Option::analytic},
                                  Name{"a_e", Option::analytic},
                                  Name{"ae", Option::analytic},
                                  Name{"gamma", Option::gamma},
                                  Name{"llnl_gamma", Option::llnl_gamma},
                                  Name{"co2_llnl_gamma", Option::llnl_carbon},
                                  Name{"davies", Option::davies},
                                  Name{"no_check", Option::no_check},
                                  Name{"mole_balance", Option::mole_balance},
                                  Name{"mass_balance", Option::mole_balance},
                                  Name{"mb", Option::mole_balance},
                                  Name{"vm", Option::volume},
                                  Name{"millero", Option::volume},
                                  Name{"dw", Option::transport},
                                  Name{"viscosity", Option::transport},
                                  Name{"erm_ddl", Option::unsupported},
                                  Name{"t_c", Option::real_gas},
                                  Name{"p_c", Option::real_gas},
                                  Name{"omega", Option::real_gas},
                                  Name{"add_logk", Option::unsupported},
                                  Name{"add_log_k", Option::unsupported},
                                  Name{"add_constant", Option::unsupported},
                                  Name{"activity_water", Option::unsupported},
                                  Name{"cd_music", Option::unsupported}};

/// What one unit of an enthalpy is in J/mol: kJ where nothing is said, calories where it has a c.
double enthalpy_unit(std::vector<std::string> const& words) {
  if (words.size() < 3) return 1000;
  std::string const unit = lower(words[2]);
  return (unit.starts_with('k') ? 1000 : 1) * (unit.find('c') != std::string::npos ? 4.184 : 1);
}

}  // namespace

LogK ReactionOptions::equilibrium_constant() const {
  auto const is_zero = [](double value) { return value == 0; };
  if (analytic && !std::all_of(analytic->begin(), analytic->end(), is_zero)) return {*analytic};
  return LogK::from_enthalpy(log_k, delta_h);
}

bool OptionReader::read(TextLine const& line, ReactionOptions& options) {
  std::string const& word = line.words.front();
  auto const count_unused = [&](std::string const& consequence) {
    auto& unused = unused_[consequence];
    if (unused.lines++ == 0) unused.first_line = line.number;
  };
  auto const option = find_option<Option>(word, option_names);
  if (!option) {
    if (!word.starts_with('-') || word.size() < 2 || to_number(word)) return false;
    note(line, "no such option here, left out");
    return true;
  }
  switch (*option) {
    case Option::log_k:
      read_log_k(line, options);
      break;
    case Option::delta_h:
      read_delta_h(line, options);
      break;
    case Option::analytic:
      read_analytic(line, options);
      break;
    case Option::gamma:
      read_activity(line, ActivityKind::wateq, options);
      break;
    case Option::llnl_gamma:
      read_activity(line, ActivityKind::llnl, options);
      break;
    case Option::llnl_carbon:
      options.activity = {ActivityKind::llnl_carbon, 0, 0};
      break;
    case Option::davies:
      options.activity = {ActivityKind::davies, 0, 0};
      break;
    case Option::no_check:
      options.checked = false;
      break;
    case Option::mole_balance:
      read_mole_balance(line, options);
      break;
    case Option::volume:
      count_unused("molar volume: pressure changes no constant");
      break;
    case Option::transport:
      count_unused("diffusion or viscosity: not computed");
      break;
    case Option::real_gas:
      count_unused("critical constants: gases are ideal");
      break;
    case Option::unsupported:
      note(line, "not understood, and left out: the constant or charge above may be wrong");
  }
  return true;
}

void OptionReader::note_unused() {
  for (auto const& [consequence, unused] : unused_)
    notes_.push_back(
        {unused.first_line,
         "and below, " + std::to_string(unused.lines) + " lines not used, " + consequence, true});
}

void OptionReader::read_log_k(TextLine const& line, ReactionOptions& options) {
  if (auto const value = line.words.size() > 1 ? to_number(line.words[1]) : std::nullopt)
    options.log_k = *value;
  else
    note(line, "log K is no number, taken as 0");
}

void OptionReader::read_delta_h(TextLine const& line, ReactionOptions& options) {
  if (auto const value = line.words.size() > 1 ? to_number(line.words[1]) : std::nullopt)
    options.delta_h = *value * enthalpy_unit(line.words);
  else
    note(line, "the enthalpy is no number, taken as 0: no change with temperature");
}

void OptionReader::read_activity(TextLine const& line, ActivityKind kind,
                                 ReactionOptions& options) {
  std::array<double, 2> pair{};
  for (std::size_t k = 0; k < pair.size() && k + 1 < line.words.size(); ++k) {
    auto const value = to_number(line.words[k + 1]);
    if (!value)
      return note(line, "activity parameters are no numbers: the model by charge is used");
    pair[k] = *value;
  }
  options.activity = {kind, pair[0], pair[1]};
}

void OptionReader::read_analytic(TextLine const& line, ReactionOptions& options) {
  std::array<double, 6> A{};
  for (std::size_t k = 0; k + 1 < line.words.size() && k < A.size(); ++k) {
    auto const value = to_number(line.words[k + 1]);
    if (!value) return note(line, "a coefficient is no number: log_k and delta_h are used");
    A[k] = *value;
  }
  options.analytic = A;
}

void OptionReader::read_mole_balance(TextLine const& line, ReactionOptions& options) {
  try {
    options.mole_balance = parse_formula(line.words.size() > 1 ? line.words[1] : "").composition;
  } catch (std::invalid_argument const& error) {
    note(line, std::string(error.what()) + ": the formula of the species is counted");
  }
}

void OptionReader::note(TextLine const& line, std::string const& consequence) {
  notes_.push_back({line.number, "\"" + line.text + "\": " + consequence});
}

}  // namespace sanggan::chemistry
