#include <cmath>

#include "physics/chemistry/equations.hpp"

namespace sanggan::chemistry {

void Equations::assemble(Unknowns const& u, std::vector<char> const& active, double slack,
                         Jacobian& J, Unknowns& rhs) const {
  J.setZero(n_unknowns(), n_unknowns());
  rhs.setZero(n_unknowns());
  assemble_species(u, J);
  assemble_given(u, J);
  assemble_phases(u, active, slack, J, rhs);
  for (std::size_t j = 0; j < sides_.size(); ++j) {
    if (!balanced_[j]) continue;
    double const positive = sides_[j].positive, negative = sides_[j].negative;
    rhs[static_cast<Eigen::Index>(j)] = takes_difference(sides_[j])
                                            ? (negative - positive) * weight_positive_[j]
                                            : std::log(negative / positive);
  }
  assemble_held(u, J, rhs);
  if (held_) hold_medium(J, rhs);
}

void Equations::assemble_change(SparseRows const& content, int row, Unknowns& rhs) const {
  rhs.setZero(n_unknowns());
  for (int k = content.start[row]; k < content.start[row + 1]; ++k) {
    int const j = content.column[k];
    if (balanced_[j]) rhs[j] = weight(j, -input_->component[j]) * content.value[k];
  }
}

void Equations::hold_medium(Jacobian& J, Unknowns& rhs) const {
  auto const hold = [&](int row) {
    J.row(row).setZero();
    J(row, row) = 1;
    rhs[row] = 0;
  };
  for (int row = 0; row <= ionic_strength(); ++row)
    if (is_medium(row)) hold(row);
  for (int const p : titrant_)
    if (p >= 0) hold(phase(p));
}

void Equations::assemble_species(Unknowns const& u, Jacobian& J) const {
  for (int i = 0; i < system_.n_species(); ++i) {
    double const by_strength = -slope_[system_.activity_class[i]];
    int const carrier = carrier_[i];
    for (int k = balance_.start[i]; k < balance_.start[i + 1]; ++k) {
      int const row = balance_.column[k];
      if (!balanced_[row]) continue;
      double const term = balance_.value[k] * amount(i, row);
      double const share = term * weight(row, term);
      for (int l = action_.start[i]; l < action_.start[i + 1]; ++l)
        J(row, action_.column[l]) += share * action_.value[l];
      J(row, ionic_strength()) += share * by_strength;
      if (carrier < 0 || per_mole_[row]) continue;
      double const per_mole = balance_.value[k] * on_carrier_[i];
      J(row, carrier) += weight(row, u[carrier] < 0 ? -per_mole : per_mole) * per_mole;
    }
  }
}

void Equations::assemble_given(Unknowns const& u, Jacobian& J) const {
  int const a_w = water_activity(), I = ionic_strength(), W = System::water;
  double const mass = std::exp(u[W]), strength = std::exp(u[I]);
  if (balanced_[W]) J(W, W) += weight_positive_[W] * mass / system_.water_molar_mass;
  double const active_mass = mass * std::exp(u[a_w]);
  J(a_w, a_w) += weight_positive_[a_w] * active_mass;
  J(a_w, W) += weight_positive_[a_w] * active_mass - weight_negative_[a_w] * mass;
  J(I, I) -= weight_negative_[I] * strength * mass;
  J(I, W) -= weight_negative_[I] * strength * mass;
  for (int j = 0; j < system_.n_components; ++j) {
    if (system_.closure[j] != Closure::potential || !balanced_[j]) continue;
    LayerCharge const layer = layer_charge(u, j);
    J(j, j) += weight(j, layer.charge) * layer.by_potential;
    J(j, I) += weight(j, layer.charge) * layer.by_strength;
  }
}

void Equations::assemble_phases(Unknowns const& u, std::vector<char> const& active, double slack,
                                Jacobian& J, Unknowns& rhs) const {
  SparseRows const &action = system_.phase_action, &content = system_.phase_content;
  for (int p = 0; p < system_.n_reactive_phases; ++p) {
    int const row = phase(p);
    double const moles = u[row];
    if (active[p]) {
      for (int k = action.start[p]; k < action.start[p + 1]; ++k) {
        int const j = action.column[k];
        J(row, j == System::water ? water_activity() : j) += action.value[k];
      }
      J(row, row) = system_.phase_two_sided[p] ? 0 : -slack;
      rhs[row] = -saturation(p, u);
    } else {
      J(row, row) = 1;
      rhs[row] = -moles;
    }
    for (int k = content.start[p]; k < content.start[p + 1]; ++k) {
      int const j = content.column[k];
      if (balanced_[j] && system_.closure[j] == Closure::total)
        J(j, row) += weight(j, moles < 0 ? -content.value[k] : content.value[k]) * content.value[k];
    }
  }
}

/// Rows of components whose activity, or saturation, is given, and of those that are absent.
void Equations::assemble_held(Unknowns const& u, Jacobian& J, Unknowns& rhs) const {
  for (int j = 0; j < system_.n_components; ++j) {
    if (balanced_[j]) continue;
    if (system_.closure[j] == Closure::phase) {
      int const p = system_.closing_phase[j];
      SparseRows const& action = system_.phase_action;
      for (int k = action.start[p]; k < action.start[p + 1]; ++k) {
        int const column = action.column[k];
        J(j, column == System::water ? water_activity() : column) = action.value[k];
      }
      rhs[j] = ln_10 * input_->component[j] - saturation(p, u);
      continue;
    }
    J(j, j) = 1;
    if (absent_[j]) continue;  // it stays where the solver has put it
    double const given = input_->component[j];
    rhs[j] = (j == System::water ? std::log(given) : ln_10 * given) - u[j];
  }
}

}  // namespace sanggan::chemistry
