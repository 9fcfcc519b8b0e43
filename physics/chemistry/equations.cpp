#include "physics/chemistry/equations.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace sanggan::chemistry {
namespace {

constexpr double standard_pressure = 101325;  // (Pa) 1 atm, the unit of gases in databases
constexpr double most_absent = 1e-25;         // (mol) of a component that is taken as not there
constexpr double most_overdrawn = 1e-20;      // (mol) below nothing that is still round-off
constexpr double least_moles = 1e-30;         // (mol) guards logarithms and quotients
constexpr double most_ln_moles = 300;         // far above any start, far below overflow
constexpr double most_held_strength = 5;      // (mol/kg) the models of activity say nothing beyond
constexpr double most_half_potential = 35;    // 1.8 V at 25 C, beyond any surface

bool is_element_total(System const& system, int j) {
  return system.closure[j] == Closure::total && j != System::water && j != System::hydrogen &&
         j != system.electron;
}

/// The rows with the columns of the unknowns: the activity of water stands apart from its mass.
SparseRows with_water_activity(SparseRows rows, int water_activity) {
  for (int& column : rows.column)
    if (column == System::water) column = water_activity;
  return rows;
}

}  // namespace

Equations::Equations(System const& system) : system_(system) {
  if (n_unknowns() > max_unknowns)
    throw std::invalid_argument("a chemical system of " + std::to_string(n_unknowns()) +
                                " unknowns exceeds the " + std::to_string(max_unknowns) +
                                " that the solver holds");
  extend_rows();
  find_titrants();
  auto const n = system.n_species();
  ln_K_.resize(n);
  ln_factor_.setZero(n);
  N_.resize(n);
  on_carrier_.setZero(n);
  auto const n_classes = static_cast<Eigen::Index>(system.activity_classes.size());
  ln_gamma_.setZero(n_classes);
  slope_.setZero(n_classes);
  curves_.resize(system.activity_classes.size());
  ln_phase_K_.resize(static_cast<std::size_t>(system.n_phases()));
  auto const n_rows = static_cast<std::size_t>(system.n_components) + 2;
  absent_.resize(n_rows);
  balanced_.resize(n_rows);
  sides_.resize(n_rows);
  weight_positive_.resize(n_rows);
  weight_negative_.resize(n_rows);
  find_carriers();
}

void Equations::find_carriers() {
  per_mole_.assign(sides_.size(), 0);
  for (int j = 0; j < system_.n_components; ++j) per_mole_[j] = system_.is_carried(j);
  carrier_.assign(static_cast<std::size_t>(system_.n_species()), -1);
  for (int i = system_.n_dissolved; i < system_.first_gas(); ++i)
    if (int const p = system_.carrier[system_.site[i]]; p >= 0) carrier_[i] = phase(p);
}

/// Dissolved species also follow the mass of water, and count in the activity of water and in the
/// ionic strength.
void Equations::extend_rows() {
  SparseRows const action = with_water_activity(system_.action, water_activity());
  for (int i = 0; i < system_.n_species(); ++i) {
    std::map<int, double> nu, b;
    for (int k = action.start[i]; k < action.start[i + 1]; ++k)
      nu[action.column[k]] = action.value[k];
    for (int k = system_.balance.start[i]; k < system_.balance.start[i + 1]; ++k)
      b[system_.balance.column[k]] = system_.balance.value[k];
    if (i < system_.n_dissolved) {
      nu[System::water] = 1;
      b[water_activity()] = water_activity_slope;
      b[ionic_strength()] = 0.5 * system_.charge[i] * system_.charge[i];
    }
    action_.append(nu);
    balance_.append(b);
  }
}

void Equations::set_input(CellInput const& input) {
  input_ = &input;
  impossible_ = -1;
  if (input.temperature != temperature_) set_temperature(input.temperature);
  for (int j = 0; j < system_.n_components; ++j) {
    double const moles = given(j);
    bool const is_surface = system_.closure[j] == Closure::potential;
    absent_[j] =
        (is_surface || (is_element_total(system_, j) && !in_titrant_[j])) && moles < most_absent;
    if (absent_[j] && moles < -most_overdrawn && impossible_ < 0) impossible_ = j;
    balanced_[j] = !absent_[j] && system_.closure[j] != Closure::activity &&
                   system_.closure[j] != Closure::phase;
  }
  balanced_[water_activity()] = balanced_[ionic_strength()] = 1;
  double const moles_per_atm =
      std::max(input.gas_volume, least_moles) * standard_pressure / (gas_constant * temperature_);
  for (int i = system_.first_gas(); i < system_.n_species(); ++i)
    ln_factor_[i] = std::log(moles_per_atm);
  for (int i = system_.n_dissolved; i < system_.first_gas(); ++i)
    ln_factor_[i] =
        std::log(std::max(given(system_.site[i]), least_moles) / system_.sites_taken[i]);
}

void Equations::set_temperature(double T) {
  temperature_ = T;
  TemperatureTerms const terms(T);
  for (int i = 0; i < system_.n_species(); ++i) ln_K_[i] = ln_10 * system_.log_K[i].at(terms);
  for (int p = 0; p < system_.n_phases(); ++p)
    ln_phase_K_[p] = ln_10 * system_.phase_log_K[p].at(terms);
  DebyeHueckel const dh = debye_hueckel(T);
  LlnlPoint const llnl = system_.llnl.empty() ? LlnlPoint{dh.A, dh.B, 0} : llnl_at(T);
  for (std::size_t k = 0; k < curves_.size(); ++k)
    curves_[k] = curve(system_.activity_classes[k], dh, llnl);
  diffuse_layer_ = diffuse_layer_coefficient(T);
}

ActivityCurve Equations::curve(ActivityClass const& group, DebyeHueckel const& dh,
                               LlnlPoint const& llnl) const {
  double const z_squared = group.ions * group.charge * group.charge;
  constexpr double davies_linear = 0.3;
  switch (group.model) {
    case ActivityModel::davies:
      return {dh.A * z_squared, 1, davies_linear * dh.A * z_squared};
    case ActivityModel::wateq:
      return {dh.A * z_squared, dh.B * group.a, group.ions * group.b};
    case ActivityModel::llnl:
      return {llnl.A * z_squared, llnl.B * group.a, group.ions * llnl.b_dot};
    case ActivityModel::neutral:
      return {0, 0, group.b};
    case ActivityModel::ideal:
      break;
  }
  return {0, 0, 0};
}

LlnlPoint Equations::llnl_at(double T) const {
  auto const& grid = system_.llnl_temperature;
  double const t = T - 273.15;
  auto const above = std::upper_bound(grid.begin(), grid.end(), t);
  auto const k = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
      above - grid.begin(), 1, static_cast<std::ptrdiff_t>(grid.size()) - 1));
  double const f = std::clamp((t - grid[k - 1]) / (grid[k] - grid[k - 1]), 0.0, 1.0);
  auto const& [A_0, B_0, b_0] = system_.llnl[k - 1];
  auto const& [A_1, B_1, b_1] = system_.llnl[k];
  return {A_0 + f * (A_1 - A_0), B_0 + f * (B_1 - B_0), b_0 + f * (b_1 - b_0)};
}

void Equations::evaluate_activities(double I) {
  double const sqrt_I = std::sqrt(I);
  for (std::size_t k = 0; k < curves_.size(); ++k) {
    auto const i = static_cast<Eigen::Index>(k);
    ln_gamma_[i] = ln_10 * curves_[k].log_gamma(I, sqrt_I);
    slope_[i] = ln_10 * I * curves_[k].slope(sqrt_I);
  }
}

void Equations::evaluate(Unknowns const& u) {
  evaluate_activities(std::exp(u[ionic_strength()]));
  std::span<double const> const x(u.data(), static_cast<std::size_t>(u.size()));
  for (int i = 0; i < system_.n_species(); ++i)
    N_[i] = std::min(
        ln_K_[i] + ln_factor_[i] - ln_gamma_[system_.activity_class[i]] + action_.dot(i, x),
        most_ln_moles);
  N_ = N_.exp();
  place_on_carriers(u);
  std::fill(sides_.begin(), sides_.end(), Sides{});
  add_sides_of_species();
  add_sides_of_phases(u);
  add_given_sides(u);
  for (std::size_t j = 0; j < sides_.size(); ++j) {
    bool const plain = takes_difference(sides_[j]);
    double const larger = std::max({sides_[j].positive, sides_[j].negative, least_moles});
    weight_positive_[j] = 1 / (plain ? larger : sides_[j].positive);
    weight_negative_[j] = 1 / (plain ? larger : sides_[j].negative);
  }
}

/// The logarithm serves species, which grow as exponentials of u, but not phases, which grow with
/// u.
bool Equations::takes_difference(Sides const& sides) const {
  return difference_ || sides.positive == 0 || sides.negative == 0 ||
         sides.in_phases > 0.5 * std::max(sides.positive, sides.negative);
}

void Equations::place_on_carriers(Unknowns const& u) {
  for (int i = system_.n_dissolved; i < system_.first_gas(); ++i) {
    if (carrier_[i] < 0) continue;
    on_carrier_[i] = N_[i];
    N_[i] *= u[carrier_[i]];
  }
}

void Equations::add_sides_of_species() {
  for (int i = 0; i < system_.n_species(); ++i)
    for (int k = balance_.start[i]; k < balance_.start[i + 1]; ++k) {
      int const row = balance_.column[k];
      sides_[row].add(balance_.value[k] * amount(i, row));
    }
}

void Equations::add_sides_of_phases(Unknowns const& u) {
  SparseRows const& content = system_.phase_content;
  for (int p = 0; p < system_.n_reactive_phases; ++p)
    for (int k = content.start[p]; k < content.start[p + 1]; ++k)
      if (system_.closure[content.column[k]] == Closure::total)
        sides_[content.column[k]].add_phase(content.value[k] * u[phase(p)]);
}

Equations::LayerCharge Equations::layer_charge(Unknowns const& u, int j) const {
  double const per_density = given(j) / faraday_constant;  // of charge (C/m2)
  if (double const C = system_.capacitance[j]; C > 0) {
    double const slope = per_density * C * gas_constant * temperature_ / faraday_constant;
    return {slope * u[j], slope, 0};
  }
  double const factor = per_density * diffuse_layer_ * std::exp(u[ionic_strength()] / 2);
  double const half = half_potential(u, j), charge = factor * std::sinh(half);
  return {charge, factor * std::cosh(half) / 2, charge / 2};
}

double Equations::half_potential(Unknowns const& u, int j) {
  return std::clamp(u[j] / 2, -most_half_potential, most_half_potential);
}

void Equations::add_given_sides(Unknowns const& u) {
  double const W = std::exp(u[System::water]), I = std::exp(u[ionic_strength()]);
  for (int j = 0; j < system_.n_components; ++j) {
    if (!balanced_[j]) continue;
    if (system_.closure[j] == Closure::potential)
      sides_[j].add(layer_charge(u, j).charge);
    else
      sides_[j].add(-given(j));
  }
  if (balanced_[System::water]) sides_[System::water].positive += W / system_.water_molar_mass;
  sides_[water_activity()].positive += W * std::exp(u[water_activity()]);
  sides_[water_activity()].negative += W;
  sides_[ionic_strength()].negative += I * W;
}

double Equations::imbalance(int& worst) const {
  double largest = 0;
  for (std::size_t j = 0; j < sides_.size(); ++j) {
    if (!balanced_[j] || (held_ && is_medium(static_cast<int>(j)))) continue;
    double const positive = sides_[j].positive, negative = sides_[j].negative;
    double const relative =
        std::abs(positive - negative) / std::max({positive, negative, least_moles});
    if (!(relative <= largest)) {  // also where it is not a number
      largest = relative;
      worst = static_cast<int>(j);
    }
  }
  return largest;
}

double Equations::saturation(int p, Unknowns const& u) const {
  SparseRows const& action = system_.phase_action;
  double sum = -ln_phase_K_[p] - ln_10 * system_.phase_target[p];
  for (int k = action.start[p]; k < action.start[p + 1]; ++k) {
    int const j = action.column[k];
    sum += action.value[k] * u[j == System::water ? water_activity() : j];
  }
  return sum;
}

double Equations::saturation_change(int p, std::span<double const> du) const {
  SparseRows const& action = system_.phase_action;
  double sum = 0;
  for (int k = action.start[p]; k < action.start[p + 1]; ++k) {
    int const j = action.column[k];
    sum +=
        action.value[k] * du[static_cast<std::size_t>(j == System::water ? water_activity() : j)];
  }
  return sum;
}

bool Equations::is_medium(int row) const {
  return row == System::water || row >= water_activity() || titrant_[row] >= 0 ||
         (in_titrant_[row] && input_->component[row] == 0);
}

/// A phase that is a component itself, with something else to reach its activity, is a titrant.
void Equations::find_titrants() {
  titrant_.assign(static_cast<std::size_t>(system_.n_components), -1);
  SparseRows const& action = system_.phase_action;
  for (int p = 0; p < system_.n_reactive_phases; ++p)
    if (system_.phase_two_sided[p] && action.start[p + 1] == action.start[p] + 1)
      titrant_[action.column[action.start[p]]] = p;
  in_titrant_.assign(titrant_.size(), 0);
  SparseRows const& content = system_.phase_content;
  for (int p = 0; p < system_.n_reactive_phases; ++p)
    for (int k = content.start[p]; k < content.start[p + 1]; ++k)
      if (system_.phase_two_sided[p]) in_titrant_[content.column[k]] = 1;
}

void Equations::place_titrated(Unknowns& u) const {
  for (int j = 0; j < system_.n_components; ++j)
    if (int const p = titrant_[j]; p >= 0) u[j] -= saturation(p, u) / system_.phase_action.at(p, j);
}

void Equations::set_form(bool difference, bool held) {
  difference_ = difference;
  held_ = held;
}

double Equations::largest_change(Unknowns const& step) const {
  std::span<double const> const x(step.data(), static_cast<std::size_t>(step.size()));
  double largest = step.head(system_.n_components).cwiseAbs().maxCoeff();
  for (int i = 0; i < system_.n_species(); ++i) {
    double const change = action_.dot(i, x);
    double const ln_ratio = N_[i] > 0 ? std::log(N_[i] / least_moles) : -most_ln_moles;
    largest = std::max(largest, ln_ratio > 0 ? std::abs(change) : change + ln_ratio);
  }
  return largest;
}

void Equations::adopt_medium(Unknowns& u) const {
  double solutes = 0, strength = 0;
  for (int i = 0; i < system_.n_dissolved; ++i) {
    solutes += N_[i];
    strength += 0.5 * system_.charge[i] * system_.charge[i] * N_[i];
  }
  double const old_W = std::exp(u[System::water]);
  u[ionic_strength()] = std::log(std::clamp(strength / old_W, 1e-8, most_held_strength));
  u[water_activity()] =
      std::log(std::max(1 - water_activity_slope * solutes / old_W, least_water_activity));
  for (int j = 0; j < system_.n_components; ++j)
    if (int const p = titrant_[j]; p >= 0)
      u[phase(p)] -= difference(j) / system_.phase_content.at(p, j);
  if (!balanced_[System::water]) return;
  double const W = old_W - system_.water_molar_mass * difference(System::water);
  u[System::water] = std::log(std::clamp(W, old_W / 1.2, old_W * 1.2));
}

}  // namespace sanggan::chemistry
