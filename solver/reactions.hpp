#pragma once
#include <mpi.h>

#include <memory>
#include <string>
#include <vector>

#include "mesh/halo.hpp"
#include "physics/chemistry/site_chemistry.hpp"
#include "physics/state_edit.hpp"
#include "solver/balance.hpp"
#include "solver/cell_job.hpp"
#include "solver/job_exchange.hpp"
#include "solver/state.hpp"
#include "solver/stop.hpp"
#include "solver/transport.hpp"

namespace sanggan {

/// Below this there is too little water for chemistry, and what it holds waits (-).
constexpr double least_water_to_react = 1e-6;

/// A cell whose reactions failed, as it was before.
struct FailedCell {
  Vec3 centre;  ///< (m)
  std::string zone;
  chemistry::CellProblem problem;
};

/// Work of all cells on all ranks.
struct ReactionCounts {
  long iterations = 0;  ///< of Newton's method
  long solves = 0;      ///< of cells; those that have not changed are skipped
};

/// How the reactions of all cells over a step ended.
struct ReactionOutcome {
  bool converged = true;
  ReactionCounts counts;
  std::string reason;                             ///< the cell that found no equilibrium
  std::shared_ptr<FailedCell const> failed = {};  ///< that cell, on the rank that has it
  /// [mobiles] on this rank (mol): of gases what all reactions made, of components what slow
  /// reactions took from or brought to no stock that is counted.
  std::vector<double> gained = {};
};

/// Chemistry between steps of transport: in each cell, what moves with the water, what the pores
/// hold as gas and what sits on sites and in minerals come into equilibrium, while slow reactions
/// go on.
///
/// A cell is solved by the kilogram of its water; the flow says how much water there is, and what
/// reactions make or take of it is left out. What a cell holds is what it held before and what
/// transport brought, to round-off: the solver's tolerance moves amounts between water and minerals
/// but never makes any.
class Reactions {
 public:
  /// @param site      with a chemistry
  /// @param porosity  [n_cells] saturated water content (-)
  Reactions(Mesh const& mesh, Halo const& halo, Site const& site, ConstField porosity);

  /// Fills sites and minerals of each zone, in equilibrium with its water. Collective.
  ReactionOutcome initialise(State& state);
  /// Brings owned cells into equilibrium at once. On failure the state is to be dropped.
  /// Collective.
  ReactionOutcome settle(State& state, std::vector<Index> const& cells);
  /// Gives a cell the minerals, reactants and sites of a zone or a fill, instead of what it held
  /// beside its water. This and the next two leave it out of equilibrium: settle() it.
  void fill(State& state, Index cell, chemistry::GroundContent const& content) const;
  /// Adds solids to a cell whose ground has the density rho_b (kg/m3); added reactants count as
  /// there from the start (m0 of the rate laws).
  void add(State& state, Index cell, Addition const& added, double rho_b) const;
  /// Takes a share of all that a cell holds, dissolved or not, away.
  void take(State& state, Index cell, double share) const;
  /// Reacts for dt (s), and takes note of the rates. Rates that transport was given already, those
  /// of the state, are taken back first. On failure the state is to be dropped. Collective.
  ReactionOutcome advance(State& state, double dt, bool rates_given);
  /// Reactions are given up from now on where that is asked: advance(), settle() and initialise()
  /// throw GivenUp.
  void heed(StopAsked asked) { asked_ = std::move(asked); }
  /// What the rates of two states make differ within dt (s): the largest change of a concentration
  /// in any cell, as a share of the largest that there is in any cell or water. Collective.
  double change(State const& before, State const& after, double dt) const;

  /// Adds to what a cell holds of a mobile per volume of ground (mol/m3) what sites, minerals and,
  /// of a component, the gases hold of it.
  void add_content(State const& state, std::size_t mobile, Index cell, StoredPools& pools) const;
  /// Adds to what moved of each component, by species, what gases carried of it; and to all what
  /// reactions `gained` of them.
  void add_flows(std::vector<SpeciesFlows>& flows, std::vector<double> const& gained) const;
  /// Dissolved concentration (mol/m3) of a mobile, of a component with what the molecules of gases
  /// hold of it.
  double dissolved(State const& state, std::size_t mobile, Index cell) const;
  /// False of the sums that acidity and electrons are, which have no concentration of their own.
  bool is_substance(std::size_t mobile) const;
  /// -log10 of the activity of H+ in the last equilibrium of a cell.
  double pH(State const& state, Index cell) const;
  /// pH, pe, minerals, saturations and species that the case asks for.
  std::vector<OutputField> fields(State const& state) const;

 private:
  struct Failure {
    Index cell = -1;
    chemistry::CellOutcome outcome;
    chemistry::CellProblem problem;
  };
  /// What reactions last for, and whether transport was given their rates.
  struct Step {
    double dt;
    bool rates_given;
  };
  /// What holds a component: moles of it in a mole of each gas (by its place in the mobiles), phase
  /// and reactant that has any.
  struct Part {
    std::size_t place;
    double moles;
  };
  struct Parts {
    std::vector<Part> gases, phases, reactants;
  };
  static Step const at_once;
  ReactionOutcome react(State& state, Step const& step, std::vector<Index> const& cells);
  void load(State const& state, Step const& step, Index cell, CellJobLayout::Job job) const;
  void store(CellJobLayout::Job job, Step const& step, Index cell, State& state) const;
  void leave(State& state, Step const& step, Index cell) const;
  /// Whether a cell is still what it was in equilibrium.
  bool unchanged(State const& state, Step const& step, Index cell) const;
  /// Stored by a concentration of 1 of a mobile in the water (m3 per m3 of ground).
  double capacity(State const& state, std::size_t mobile, Index cell) const;
  ReactionOutcome conclude(ReactionCounts counts, Failure const& failure,
                           std::vector<double> gained) const;
  std::vector<double> amounts(State const& state, Step const& step) const;
  /// What the stock of slow reactions holds of a component in a cell (mol per m3 of ground).
  double in_reactants(State const& state, std::size_t mobile, Index cell) const;
  double gas_content(State const& state, Index cell) const;
  std::vector<Parts> parts_of_components() const;

  Mesh const& mesh_;
  Halo const& halo_;
  chemistry::SiteChemistry const& site_;
  std::size_t first_;  // species of the first mobile
  ConstField porosity_;
  chemistry::Kinetics kinetics_;
  std::vector<Parts> parts_;  // [mobiles]
  CellJobLayout layout_;
  JobExchange exchange_;
  std::vector<CellWorker> workers_;  // one for each thread
  StopAsked asked_;
  std::vector<int> cost_;  // [n_owned] by what the last reactions took
};

}  // namespace sanggan
