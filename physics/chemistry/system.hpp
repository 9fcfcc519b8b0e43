#pragma once
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "physics/chemistry/activity.hpp"
#include "physics/chemistry/log_k.hpp"

namespace sanggan::chemistry {

/// What determines the activity of a component, and so what its number in an `Input` means.
enum class Closure {
  total,       ///< its moles in water, on sites and in minerals (mol of the component)
  activity,    ///< log10 of its activity: a given pH or pe; of water its mass (kg)
  charge,      ///< the charge of the water (mol of charge)
  alkalinity,  ///< the alkalinity of the water (eq)
  phase,       ///< log10 saturation of the water with a phase
  potential    ///< of a charged surface: the area of the surface (m2)
};

/// Rows of a sparse matrix, one after another.
struct SparseRows {
  std::vector<int> start{0};
  std::vector<int> column;
  std::vector<double> value;

  int rows() const { return static_cast<int>(start.size()) - 1; }
  void append(std::map<int, double> const& row);
  /// The sum over a row of value times x[column].
  double dot(int row, std::span<double const> x) const {
    double sum = 0;
    for (int k = start[row]; k < start[row + 1]; ++k) sum += value[k] * x[column[k]];
    return sum;
  }
  /// The value in one place; 0 where the row has none.
  double at(int row, int wanted) const;
};

/// How the coefficient c of an ActivityCurve follows from temperature.
enum class ActivityModel { neutral, davies, wateq, llnl, ideal };

/// Species that share one activity coefficient at every ionic strength.
struct ActivityClass {
  ActivityModel model;
  double charge;    ///< of an exchanged species: of the ion
  double a, b;      ///< as in ActivityEntry
  double ions = 1;  ///< of an exchanged species: in one of it, 0.5 in Ca0.5X
  auto operator<=>(ActivityClass const&) const = default;
};

/// B-dot parameters at one temperature, by linear interpolation in the table of the database.
struct LlnlPoint {
  double A, B, b_dot;
};

/// Chemical system in flat arrays: what a solve needs, and names for reports. Made by `compile`.
///
/// Components come in the order water, H+, the electron (if any), elements or valences, sites,
/// surfaces; reactions are written in them. Species come dissolved first, then on sites. Phases
/// that may react come first, then those of which only the saturation is asked.
struct System {
  static constexpr int water = 0, hydrogen = 1;
  int n_components = 0;
  int electron = -1;    ///< its component; -1 where no electron is exchanged
  int n_dissolved = 0;  ///< species in the water
  int n_gases = 0;      ///< species in the gas, the last ones
  int n_reactive_phases = 0;

  std::vector<Closure> closure;          ///< [n_components]
  std::vector<int> closing_phase;        ///< [n_components] for Closure::phase, else -1
  std::vector<double> component_charge;  ///< [n_components]
  std::vector<std::map<std::string, double>> component_formula;  ///< elements of each component
  std::vector<double> atoms;      ///< [n_components] of its element in one component
  std::vector<int> site_surface;  ///< [n_components] of a site: its surface (component), or -1
  /// [n_components] of a site or surface that comes and goes with a mineral: that phase; else -1.
  std::vector<int> carrier;
  std::vector<double> per_carrier;  ///< [n_components] moles, or area (m2), on one mole of it
  std::vector<double> capacitance;  ///< [n_components] of a surface (F/m2); 0: a diffuse layer

  SparseRows action;   ///< [species] log a = log K + sum action log a(component)
  SparseRows content;  ///< [species] moles of each component in one mole
  SparseRows balance;  ///< [species] what each component's equation counts, by its closure
  std::vector<LogK> log_K;
  std::vector<double> charge;       ///< [species]
  std::vector<double> alkalinity;   ///< [species] (eq/mol)
  std::vector<int> activity_class;  ///< [species]
  std::vector<int> site;            ///< [species] component of its site; -1 if on none
  std::vector<double> sites_taken;  ///< [species] 1 if on none
  std::vector<ActivityClass> activity_classes;

  SparseRows phase_action;   ///< [phases] log IAP
  SparseRows phase_content;  ///< [phases] components in one mole of what dissolves
  std::vector<LogK> phase_log_K;
  std::vector<double> phase_target;   ///< [phases] log10 saturation where it is in equilibrium
  std::vector<bool> phase_two_sided;  ///< [phases] may also be taken out without limit (a titrant)

  std::vector<double> llnl_temperature;  ///< (degrees C)
  std::vector<LlnlPoint> llnl;
  double water_molar_mass = 0.018016;  ///< (kg/mol), of the database

  std::vector<std::map<std::string, double>> species_formula;  ///< elements counted in each species

  std::vector<std::string> component_names, element_names, species_names, phase_names;
  std::vector<std::string> notes;  ///< what the database lacks for this system

  /// What the equation of an `Equations` row balances, for messages.
  std::string balance_name(int row) const;
  bool is_carried(int component) const { return carrier[component] >= 0; }
  int n_species() const { return static_cast<int>(species_names.size()); }
  int first_gas() const { return n_species() - n_gases; }
  int n_phases() const { return static_cast<int>(phase_names.size()); }
  /// Index of a species, a phase, or the component of an element; -1 if there is none.
  int species(std::string_view name) const;
  int phase(std::string_view name) const;
  int element(std::string_view name) const;
};

}  // namespace sanggan::chemistry
