#pragma once
#include <limits>
#include <string>
#include <vector>

#include "mesh/types.hpp"

namespace sanggan {

/// Mean iterations of a linear solver's solves of late with each preconditioner; 0 before the
/// first.
struct LinearEffort {
  double factorisation = 0, multigrid = 0;
};

/// Chemistry of the owned cells beside what moves with the water; empty where there is none.
struct ChemicalState {
  /// [components][n_owned] on sites and in minerals (mol/m3 of ground); of a surface its area
  /// (m2/m3)
  std::vector<std::vector<double>> held;
  std::vector<std::vector<double>> phase;     ///< [phases that react][n_owned] (mol/m3 of ground)
  std::vector<std::vector<double>> reactant;  ///< [kinetic][n_owned] (mol/m3 of ground)
  /// [kinetic][n_owned] m0 of the rate laws (mol/m3 of ground)
  std::vector<std::vector<double>> reactant_initial;
  /// [components + 2][n_owned] where the next solve starts: ln of the activities of the components
  /// and of water, ionic strength (mol/kg)
  std::vector<std::vector<double>> solution;
  /// [mobiles][n_owned] what the reactions of the last step set free (mol/s per m3 of ground)
  std::vector<std::vector<double>> rate;
  /// [1 + mobiles][n_owned] at the last equilibrium of a cell: water content (-), concentrations
  /// (mol/m3)
  std::vector<std::vector<double>> solved;
};

/// State of one rank at one time: what a checkpoint holds. Cells owned by this rank, in its order.
struct State {
  double t = 0;        ///< (s)
  double dt_next = 0;  ///< step that the control would take next (s)
  /// A steady flow holds up to here (s); before `t` where it has to be found anew.
  double steady_until = -std::numeric_limits<double>::infinity();
  long step = 0;  ///< steps done
  /// 1: the start of the site, with what measures do at once still to come; 0: any other state.
  long at_start = 0;
  /// Work since the start of the run, also that in vain.
  long cuts = 0, newton_iterations = 0, linear_iterations = 0, chemical_iterations = 0,
       chemical_solves = 0;
  LinearEffort flow_effort, transport_effort;
  std::vector<double> psi;             ///< [n_cells] pressure head, ghosts included (m)
  std::vector<double> water;           ///< [n_owned] water per bulk volume that the flows left (-)
  std::vector<double> ponded;          ///< [n_boundary_faces] depth of standing water (m)
  std::vector<std::vector<double>> C;  ///< [species][n_cells] dissolved (mol/m3)
  std::vector<std::vector<double>> S_kinetic;   ///< [species][n_owned] on kinetic sites (mol/kg)
  std::vector<std::vector<double>> C_immobile;  ///< [species][n_owned] immobile water (mol/m3)
  std::vector<std::vector<double>> stock;       ///< [release][n_owned] leachable content (mol/kg)
  std::vector<double> drained;  ///< [n_owned] water drained from the waste of the column (m3/kg)
  ChemicalState chemistry;
  std::vector<double> well_stands;  ///< [wells] 1 where its concentration has shut it off, or 0
  std::vector<double> cumulative;   ///< totals of the ledger since the start, in its own order
};

/// One field as written to files: name, unit, values of the owned cells (3 per cell for vectors).
struct OutputField {
  std::string name, unit;
  int components = 1;
  std::vector<double> values;
};

/// What the writers see at an output time.
struct Snapshot {
  double t = 0;  ///< (s)
  std::vector<OutputField> fields;
};

/// One row of monitors.csv or budget.csv: the columns are fixed by the first row.
struct Column {
  std::string name, unit;
};

}  // namespace sanggan
