#include "physics/chemistry/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {
namespace {

enum class Denominator { litre, solution, water };

/// A unit of concentration.
struct Unit {
  double scale;  ///< to g or mol
  bool is_mass;
  Denominator denominator;
};

double prefix_scale(std::string_view prefix, std::string const& whole) {
  if (prefix.empty()) return 1;
  if (prefix == "m") return 1e-3;
  if (prefix == "u") return 1e-6;
  throw std::invalid_argument("the unit " + whole + " is not known");
}

Unit parse_unit(std::string const& text) {
  std::string const unit = lower(text);
  if (unit == "ppt") return {1, true, Denominator::solution};
  if (unit == "ppm") return {1e-3, true, Denominator::solution};
  if (unit == "ppb") return {1e-6, true, Denominator::solution};
  auto const slash = unit.find('/');
  std::string_view amount = std::string_view(unit).substr(0, slash);
  std::string const per = slash == std::string::npos ? "" : unit.substr(slash + 1);
  Denominator const denominator = per == "l"     ? Denominator::litre
                                  : per == "kgs" ? Denominator::solution
                                                 : Denominator::water;
  if (denominator == Denominator::water && per != "kgw")
    throw std::invalid_argument("the unit " + text + " should be per L, kgs or kgw");
  for (std::string_view const base : {"mol", "eq", "g"}) {
    if (!amount.ends_with(base)) continue;
    amount.remove_suffix(base.size());
    return {prefix_scale(amount, text), base == "g", denominator};
  }
  throw std::invalid_argument("the unit " + text + " is not known");
}

/// Grams of one mole (of alkalinity: one equivalent) of what a measurement counts.
double molar_mass(Database const& database, Measurement const& m) {
  if (m.molar_mass > 0) return m.molar_mass;
  if (!m.as.empty()) {
    double const mass = database.molar_mass(parse_formula(m.as).composition);
    return is_alkalinity(m) && m.as == "CaCO3" ? mass / 2 : mass;  // of which 2 eq neutralise acid
  }
  MasterEntry const* const master =
      database.master(is_alkalinity(m) ? "Alkalinity" : normal_valence(m.element));
  if (master == nullptr)
    throw std::invalid_argument(database.file + " has no element " + m.element);
  return master->input_mass;
}

bool has_valence(std::string const& element) { return element.find('(') != std::string::npos; }

}  // namespace

void check_unit(std::string const& unit) { parse_unit(unit); }

bool is_alkalinity(Measurement const& m) { return lower(m.element) == "alkalinity"; }

std::string alkaline_element(Database const& database) {
  return database.master("C(4)") != nullptr ? "C(4)" : "C";
}

std::vector<double> molalities(Database const& database, WaterAnalysis const& analysis) {
  std::vector<double> result;
  double solutes = 1e-3 * (std::pow(10, -analysis.pH) * 1.0 + std::pow(10, analysis.pH - 14) * 17);
  Denominator const denominator = parse_unit(analysis.unit).denominator;
  for (Measurement const& m : analysis.measurements) {
    Unit const unit = parse_unit(m.unit.empty() ? analysis.unit : m.unit);
    if (unit.denominator != denominator)
      throw std::invalid_argument(m.element + ": the unit " + m.unit +
                                  " should be per the same as " + analysis.unit);
    double const mass = molar_mass(database, m);
    double amount = m.amount * unit.scale;
    if (denominator == Denominator::litre) amount /= analysis.density;
    if (unit.is_mass) amount /= mass;
    solutes += 1e-3 * amount * mass;
    result.push_back(amount);
  }
  if (denominator != Denominator::water)  // so far per kg of solution
    for (double& amount : result) amount /= 1 - solutes;
  return result;
}

Speciation prepare_speciation(Database const& database, WaterAnalysis const& analysis,
                              std::vector<std::string> const& indicators) {
  Speciation problem;
  SystemRequest& request = problem.request;
  request.water = Closure::activity;
  request.hydrogen = analysis.pH_closure;
  request.hydrogen_phase = analysis.pH_phase.phase;
  request.electron = analysis.pe_closure;
  request.electron_phase = analysis.pe_phase.phase;
  request.redox = false;
  std::vector<double> const molality = molalities(database, analysis);
  std::vector<double> given;
  for (std::size_t k = 0; k < molality.size(); ++k) {
    Measurement const& m = analysis.measurements[k];
    std::string const redox = m.redox.empty() ? analysis.redox : m.redox;
    std::string const element = is_alkalinity(m) ? alkaline_element(database) : m.element;
    request.elements.push_back({element, is_alkalinity(m) ? Closure::alkalinity : m.closure,
                                m.phase, has_valence(element) || redox == "pe" ? "" : redox});
    request.redox = request.redox || (!has_valence(element) && redox == "pe");
    MasterEntry const* const master = database.master(normal_valence(element));
    if (master == nullptr)
      throw std::invalid_argument(database.file + " has no element " + element);
    Composition const formula = parse_formula(master->species).composition;
    auto const atoms = formula.find(without_valence(element));
    double const per_component =
        m.closure == Closure::total && !is_alkalinity(m) && atoms != formula.end() ? atoms->second
                                                                                   : 1;
    given.push_back(m.closure == Closure::charge  ? 0
                    : m.closure == Closure::phase ? m.saturation
                                                  : molality[k] / per_component);
  }
  if (analysis.gases_by_pe && !request.redox) {
    request.redox = true;
    if (is_redox_couple(analysis.redox)) {  // that nothing else asks for another pe
      request.electron = Closure::phase;
      request.electron_phase = analysis.redox;
    }
  }
  request.indicators = phases_in_play(database, indicators, request);
  problem.input.temperature = analysis.temperature;
  auto const closing = [](Closure closure, double value, Saturation const& phase) {
    return closure == Closure::charge ? 0 : closure == Closure::phase ? phase.target : -value;
  };
  problem.input.component = {1.0, closing(analysis.pH_closure, analysis.pH, analysis.pH_phase)};
  if (request.redox)
    problem.input.component.push_back(closing(request.electron, analysis.pe, analysis.pe_phase));
  problem.input.component.insert(problem.input.component.end(), given.begin(), given.end());
  return problem;
}

}  // namespace sanggan::chemistry
