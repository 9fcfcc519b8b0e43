#pragma once
#include <optional>
#include <vector>

#include "solver/cell_content.hpp"
#include "solver/controls.hpp"
#include "solver/face_dispersion.hpp"
#include "solver/gradient.hpp"
#include "solver/limiter.hpp"
#include "solver/line_sweeps.hpp"
#include "solver/petsc_linear.hpp"
#include "solver/release_source.hpp"
#include "solver/richards.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// What moved over one transport step for one species (mol, this rank only).
struct SpeciesFlows {
  std::vector<double> boundary;  ///< out of each boundary of the site, negative in
  std::vector<double> well;      ///< out through each well
  std::vector<double> account;   ///< consumed under each account of the site
  double loaded = 0;             ///< deposition and sources
  double released = 0, decayed = 0, consumed = 0, vented = 0, produced = 0;

  /// Adds `share` of what moved of another species.
  void add(SpeciesFlows const& other, double share);
};

/// Outcome of one transport step.
struct TransportOutcome {
  bool converged = true;
  int linear_iterations = 0, nonlinear_iterations = 0;
  std::string reason;
};

/// Moves all species with the flow of one accepted flow step, in batches: species that do not wait
/// for each other and whose storage and sinks are linear go side by side, up to four at a time.
///
/// A monotone step (implicit, upwind, two-point dispersion) gives C_low; then the difference to
/// high-order fluxes (linear reconstruction, Crank-Nicolson weights, cross terms of the dispersion
/// tensor) is limited so that no new extremum arises, and added. Both are conservative, and the
/// water content is the one that the flows left, so a uniform concentration stays uniform.
class Transport {
 public:
  /// Collective.
  Transport(Mesh const& mesh, Halo const& halo, Site const& site, CellProperties const& cells,
            Richards const& flow, TransportControl const& control);

  /// Takes over the flow of the step that has just been accepted: Darcy fluxes and dispersion at
  /// the mean water content. `water_old`, `water_new` [n_owned]. Collective.
  void set_flow(ConstField water_old, ConstField water_new, double dt);
  /// Keeps the flow of the last call for another step of dt (s), where it is steady.
  void keep_flow(double dt) { flow_dt_ = dt; }
  /// What reactions set free of each mobile of the chemistry over the next steps, by cell (mol/s
  /// per m3 of ground), [mobiles][n_owned]; null: transport goes without them.
  void set_reaction_rates(std::vector<std::vector<double>> const* rates) {
    reaction_rates_ = rates;
  }
  /// Advances all species over the whole flow step that began at t_begin, in as many sub-steps as
  /// the control asks for. `flows` [species] is added to. Collective.
  TransportOutcome advance(State& state, double t_begin, std::vector<SpeciesFlows>& flows);

  /// Steps are given up from now on where that is asked: advance() throws GivenUp.
  void heed(StopAsked const& asked);

  CellChemistry const& chemistry() const { return chemistry_; }
  ReleaseSource const& release() const { return release_; }
  /// What the solver of what the sweeps are slow for goes by, and its recalling that.
  LinearEffort effort() const { return linear_ ? linear_->effort() : LinearEffort{}; }
  void recall(LinearEffort const& effort) {
    if (effort.factorisation > 0) lone_solver().recall(effort);
  }

 private:
  /// Species that are advanced together.
  struct Batch {
    std::vector<std::size_t> species;
    int width = 1;       ///< lanes: 1, 2 or 4, some of them idle
    bool linear = true;  ///< storage and sinks are linear in C
    bool alike = true;   ///< equal diffusion: one matrix but for its diagonal
    bool reacts = false;
    std::vector<double> conductance;  ///< [n_faces][width] where not alike (m3/s)
  };
  struct Substep {
    Batch const& batch;
    double t_begin, dt;
    double t_middle() const { return t_begin + 0.5 * dt; }
  };
  template <int W, class G>
  struct BatchSubstep;
  struct Contents {
    double by_water, across;  // (-)
  };
  template <int W>
  struct Sizes {
    Lanes<W> residual, scale;
  };

  std::vector<Batch> batches() const;
  void allot(std::size_t width);
  int substeps() const;
  LinearSolver& lone_solver();

  // transport_terms.cpp: what enters and leaves, species by species.
  void mix_returned_water(State const& state);
  double injected(std::size_t well, std::size_t species, double t) const;
  void boundary_terms(Substep const& step);
  void boundary_terms(Substep const& step, std::size_t lane);
  void add_sources(State& state, Substep const& step, std::vector<SpeciesFlows>& flows);
  void admit_what_enters(Substep const& step);
  void book_boundaries(Substep const& step, std::vector<SpeciesFlows>& flows);
  Lane lane(std::vector<double>& field, Substep const& step, std::size_t k) const {
    return {field.data() + k, step.batch.width};
  }

  // transport_batch.cpp: the step of a batch, G being the type of its conductances.
  bool advance_batch(State& state, Substep const& step, std::vector<SpeciesFlows>& flows,
                     TransportOutcome& outcome);
  template <int W, class G>
  bool advance_batch(State& state, Substep const& step, std::vector<SpeciesFlows>& flows,
                     TransportOutcome& outcome);
  template <int W, class G>
  void add_stored_before(BatchSubstep<W, G> const& step);
  template <int W, class G>
  bool solve_low_order(BatchSubstep<W, G> const& step, TransportOutcome& outcome);
  template <int W, class G>
  Sizes<W> low_order_residual(BatchSubstep<W, G> const& step);
  template <int W, class G>
  bool solve(BatchSubstep<W, G> const& step, std::vector<double> const& b, double tolerance,
             TransportOutcome& outcome);
  template <int W, class G>
  bool solve_alone(BatchSubstep<W, G> const& step, int lane, std::vector<double> const& b,
                   double tolerance, TransportOutcome& outcome);
  template <int W, class G>
  void finish(State& state, BatchSubstep<W, G> const& step, std::vector<SpeciesFlows>& flows);

  // transport_high_order.cpp
  template <int W, class G>
  void correct_to_high_order(BatchSubstep<W, G>& step, TransportOutcome& outcome);
  template <int W, class G>
  void find_swift_cells(BatchSubstep<W, G> const& step);
  template <int W, class G>
  Lanes<W> high_order_flow(BatchSubstep<W, G> const& step, Lanes<W> const* C, bool new_level,
                           Index face) const;
  template <int W, class G>
  Lanes<W> dispersive_flow(BatchSubstep<W, G> const& step, Lanes<W> const* C, Index face) const;
  template <int W, class G>
  Lanes<W> diffused(BatchSubstep<W, G> const& step, Index face) const;
  template <int W, class G>
  void smooth_old_dispersion(BatchSubstep<W, G> const& step);
  template <int W, class G>
  void antidiffusive_amounts(BatchSubstep<W, G> const& step, std::vector<double> const& C_high,
                             std::vector<double> const& C_low);
  template <int W, class G>
  Lanes<W> sweep_towards_high_order(BatchSubstep<W, G> const& step, TransportOutcome& outcome);

  // transport_limit.cpp
  template <int W, class G>
  void limit_amounts(BatchSubstep<W, G> const& step, Contents const& moves);
  template <int W, class G>
  Contents contents_moved(BatchSubstep<W, G> const& step) const;
  template <int W, class G>
  void find_bounds(BatchSubstep<W, G> const& step, double most_contents);
  template <int W, class G>
  void find_room(BatchSubstep<W, G> const& step, std::vector<double> const& C_reached);
  template <int W, class G>
  void move(BatchSubstep<W, G> const& step, std::vector<double> const& amounts,
            std::vector<double>& C_reached);

  Mesh const& mesh_;
  Halo const& halo_;
  Site const& site_;
  Richards const& flow_;
  CellProperties const& cells_;
  TransportControl control_;
  CellChemistry chemistry_;
  ReleaseSource release_;
  LeastSquaresGradient gradient_;
  FluxLimiter limiter_;
  LineSweeps sweeps_;
  std::optional<LinearSolver> linear_;  // for lone species, made when first needed

  StopAsked asked_;
  std::vector<std::vector<double>> const* reaction_rates_ = nullptr;
  std::vector<Vec3> q_;
  std::vector<double> water_old_, water_new_, water_mean_, porosity_;
  double flow_dt_ = 0;
  std::vector<std::vector<double>> returned_;  // [wells][species] what it injects (mol/m3), or none
  std::vector<int> dispersion_of_;             // [species] index into dispersions_
  std::vector<FaceDispersion> dispersions_;    // one per distinct set of diffusion coefficients
  std::vector<Batch> batches_;                 // oxidants and parents first

  // Work space of a batch and sub-step; all but the water hold a value for each lane.
  std::vector<double> substep_old_, substep_new_;            // [n_owned] water (-)
  std::vector<double> C_old_, C_low_, C_high_, correction_;  // [n_cells] (mol/m3)
  std::vector<double> capacity_;    // [n_cells] V d(stored + sinks dt)/dC (m3)
  std::vector<double> out_, gain_;  // [n_owned] leaves with C (m3/s), enters and was there (mol/s)
  std::vector<double> surplus_;     // [n_owned] gain less storage, sinks and outflow (mol/s)
  std::vector<double> last_change_, pace_;        // [n_cells] of the sweeps towards C_high
  std::vector<double> diagonal_, pivot_, trial_;  // [n_owned]
  std::vector<double> extra_sink_, extra_slope_;  // [n_owned] oxidation of waste
  // [n_boundary_faces] leaves with the concentration of the cell (m3/s), enters (m3/s), (mol/s)
  std::vector<double> boundary_out_, boundary_entering_, boundary_in_;
  std::vector<double> high_old_, amount_;        // [n_interior_faces] (mol/s), (mol)
  std::vector<double> least_, most_;             // [n_cells] bounds of the new level (mol/m3)
  std::vector<double> room_up_, room_down_;      // [n_owned] what a cell takes in, gives off (mol)
  std::vector<double> work_;                     // [n_cells][3] gradient (mol/m4), then shares (-)
  std::vector<double> told_;                     // [n_owned][3] decayed, consumed, vented (mol/m3)
  std::vector<double> booked_;                   // [accounts][n_owned] consumed (mol/m3)
  std::vector<double> slots_, lone_b_, lone_x_;  // of a lone species
  std::vector<std::vector<double>>
      decayed_;  // [species][n_owned] parents: over the sub-step (mol/m3)
  std::vector<std::vector<double>> C_reacting_;  // [species][n_cells] oxidants: when used (mol/m3)
};

}  // namespace sanggan
