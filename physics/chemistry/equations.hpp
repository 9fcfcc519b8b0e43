#pragma once
#include <Eigen/Core>
#include <span>
#include <vector>

#include "physics/chemistry/cell.hpp"
#include "physics/chemistry/system.hpp"

namespace sanggan::chemistry {

inline constexpr int max_unknowns = 80;  ///< components, two, and phases that may react

using Unknowns = Eigen::Matrix<double, Eigen::Dynamic, 1, Eigen::ColMajor, max_unknowns, 1>;
using Jacobian = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor,
                               max_unknowns, max_unknowns>;

/// The equations of local equilibrium of one cell.
///
/// Unknowns u: of each component the ln of its activity (of water the ln of its mass), then the ln
/// of the activity of water, the ln of the ionic strength, and the moles of each phase. Species
/// follow by mass action, N_i = exp(ln K_i + nu_i . ln a - ln gamma_i) times the mass of water or
/// the sites. Each component gives an equation "what comes in by species and phases, positive,
/// equals what is negative or given" [Morel1993]; its residual is the ln of the ratio of the two
/// sides, which is nearly linear in u however far the start is.
class Equations {
 public:
  explicit Equations(System const& system);

  int n_unknowns() const { return water_activity() + 2 + system_.n_reactive_phases; }
  int water_activity() const { return system_.n_components; }
  int ionic_strength() const { return system_.n_components + 1; }
  int phase(int p) const { return system_.n_components + 2 + p; }

  /// Takes temperature, totals and sites of a cell.
  void set_input(CellInput const& input);
  /// Computes all species, and both sides of each balance, at u.
  void evaluate(Unknowns const& u);
  /// From the next `evaluate` on, residuals are differences in place of logarithms; with `held` the
  /// mass and the activity of water and the ionic strength stay as they are. Then the residuals are
  /// the gradient of a convex function of the ln activities.
  void set_form(bool difference, bool held);
  /// The difference of both sides of a balance (mol); 0 for what is held.
  double difference(int row) const {
    return balanced_[row] ? sides_[row].positive - sides_[row].negative : 0;
  }
  /// The largest change of the ln of any amount that a step makes.
  double largest_change(Unknowns const& step) const;
  /// Takes what is held from the species at u: mass (kg) and activity of water, ionic strength
  /// (mol/kg), moles of titrants.
  void adopt_medium(Unknowns& u) const;
  /// Brings components that a titrant holds to their activity.
  void place_titrated(Unknowns& u) const;
  /// Largest relative imbalance, with its component.
  double imbalance(int& worst) const;
  /// ln of the saturation of a phase over its target.
  double saturation(int phase, Unknowns const& u) const;
  /// Activity of a dissolved species in a mass of water (kg), pressure (atm) of a gas.
  double activity(int species, double water_mass) const {
    double const gamma = std::exp(ln_gamma_[system_.activity_class[species]]);
    return N_[species] * gamma /
           (species < system_.n_dissolved ? water_mass : std::exp(ln_factor_[species]));
  }
  /// How the ln of the moles of a species, of its activity coefficient, and of the saturation of a
  /// phase change with the unknowns, after `evaluate`.
  double ln_moles_change(int species, std::span<double const> du) const {
    return action_.dot(species, du) - ln_gamma_change(species, du);
  }
  double ln_gamma_change(int species, std::span<double const> du) const {
    return slope_[system_.activity_class[species]] * du[static_cast<std::size_t>(ionic_strength())];
  }
  double saturation_change(int phase, std::span<double const> du) const;
  /// Right-hand side that `assemble` would add if the totals changed by a row of `content` (mol).
  void assemble_change(SparseRows const& content, int row, Unknowns& rhs) const;
  /// Matrix and right-hand side of a Newton step from u, after `evaluate`. A phase that is active
  /// is to reach its target, another one to vanish; `slack` lets an active phase miss its target by
  /// so much for each mole it changes, which keeps phases of dependent reactions apart.
  void assemble(Unknowns const& u, std::vector<char> const& active, double slack, Jacobian& J,
                Unknowns& rhs) const;

  /// True where a component has no mole in the cell and its species do not exist.
  bool is_absent(int component) const { return absent_[component] != 0; }
  /// A component of which the cell holds less than nothing; -1 if there is none.
  int impossible() const { return impossible_; }
  /// The least ln activity, that of an absent component.
  static constexpr double absent_ln_activity = -2000;

  System const& system() const { return system_; }
  CellInput const& input() const { return *input_; }
  Eigen::ArrayXd const& moles() const { return N_; }            ///< [species] (mol)
  Eigen::ArrayXd const& ln_gamma() const { return ln_gamma_; }  ///< [activity classes]

 private:
  /// The two sides of one balance.
  struct Sides {
    double positive = 0, negative = 0;
    double in_phases = 0;  ///< share of phases, whose moles are unknowns themselves, in both
    void add_phase(double term) {
      add(term);
      in_phases += term > 0 ? term : -term;
    }
    void add(double term) { (term > 0 ? positive : negative) += term > 0 ? term : -term; }
  };
  bool takes_difference(Sides const& sides) const;
  void extend_rows();
  void find_titrants();
  void find_carriers();
  void set_temperature(double T);
  ActivityCurve curve(ActivityClass const& group, DebyeHueckel const& dh,
                      LlnlPoint const& llnl) const;
  LlnlPoint llnl_at(double T) const;
  void evaluate_activities(double I);
  void place_on_carriers(Unknowns const& u);
  void add_sides_of_species();
  void add_sides_of_phases(Unknowns const& u);
  void add_given_sides(Unknowns const& u);
  /// What is given of a component: in the cell, or of sites and area on a mole of their mineral.
  double given(int j) const {
    return system_.is_carried(j) ? system_.per_carrier[j] : input_->component[j];
  }
  /// Moles of a species that a row counts, see `per_mole_`.
  double amount(int species, int row) const {
    return per_mole_[row] ? on_carrier_[species] : N_[species];
  }
  /// Charge (mol) of what balances a surface, with its slopes by potential and ln of strength.
  struct LayerCharge {
    double charge, by_potential, by_strength;
  };
  LayerCharge layer_charge(Unknowns const& u, int surface) const;
  /// Half of the ln of the Boltzmann factor of a surface, within what sinh and cosh bear.
  static double half_potential(Unknowns const& u, int j);
  void assemble_species(Unknowns const& u, Jacobian& J) const;
  void assemble_given(Unknowns const& u, Jacobian& J) const;
  void assemble_held(Unknowns const& u, Jacobian& J, Unknowns& rhs) const;
  bool is_medium(int row) const;
  void hold_medium(Jacobian& J, Unknowns& rhs) const;
  void assemble_phases(Unknowns const& u, std::vector<char> const& active, double slack,
                       Jacobian& J, Unknowns& rhs) const;
  double weight(int row, double term) const {
    return term > 0 ? weight_positive_[row] : weight_negative_[row];
  }

  System const& system_;
  CellInput const* input_ = nullptr;
  SparseRows action_;   ///< as in System, with the columns of u
  SparseRows balance_;  ///< as in System, with the rows of water activity and ionic strength
  double temperature_ = 0, diffuse_layer_ = 0;
  bool difference_ = false, held_ = false;
  int impossible_ = -1;
  std::vector<ActivityCurve> curves_;
  Eigen::ArrayXd ln_K_, ln_factor_, N_, ln_gamma_, slope_;
  Eigen::ArrayXd on_carrier_;  ///< [species] of a site on a mineral: moles on one mole of it
  std::vector<int> carrier_;   ///< [species] unknown of that mineral; -1 of all others
  /// [rows] of sites and surfaces on a mineral: what they balance is on one mole of it, so that
  /// their share and potential are known even where there is none.
  std::vector<char> per_mole_;
  std::vector<double> ln_phase_K_;
  std::vector<int> titrant_;      ///< [n_components] the phase that holds a component, or -1
  std::vector<char> in_titrant_;  ///< [n_components] a titrant may bring it
  std::vector<char> absent_, balanced_;
  std::vector<Sides> sides_;
  std::vector<double> weight_positive_, weight_negative_;
};

}  // namespace sanggan::chemistry
