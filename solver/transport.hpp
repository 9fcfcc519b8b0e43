#pragma once
#include <optional>
#include <vector>

#include "solver/cell_content.hpp"
#include "solver/controls.hpp"
#include "solver/face_dispersion.hpp"
#include "solver/gradient.hpp"
#include "solver/limiter.hpp"
#include "solver/petsc_linear.hpp"
#include "solver/release_source.hpp"
#include "solver/richards.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// What moved over one transport step for one species (mol, this rank only).
struct SpeciesFlows {
  std::vector<double> boundary;  ///< out of each boundary of the site, negative in
  std::vector<double> well;      ///< out through each well
  double loaded = 0;             ///< deposition and sources
  double released = 0, decayed = 0, consumed = 0, vented = 0, produced = 0;
};

/// Outcome of one transport step.
struct TransportOutcome {
  bool converged = true;
  int linear_iterations = 0, nonlinear_iterations = 0;
  std::string reason;
};

/// Moves all species with the flow of one accepted flow step.
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
  /// Advances all species over the whole flow step that began at t_begin, in as many sub-steps as
  /// the control asks for. `flows` [species] is added to. Collective.
  TransportOutcome advance(State& state, double t_begin, std::vector<SpeciesFlows>& flows);

  CellChemistry const& chemistry() const { return chemistry_; }
  ReleaseSource const& release() const { return release_; }
  std::span<Vec3 const> darcy_flux() const { return q_; }  ///< [n_cells] (m/s)
  LinearSolver const* linear() const { return linear_ ? &*linear_ : nullptr; }
  LinearSolver* linear() { return linear_ ? &*linear_ : nullptr; }

 private:
  struct Substep;
  int substeps() const;
  bool advance_species(State& state, Substep const& step, SpeciesFlows& flows,
                       TransportOutcome& outcome);
  void boundary_terms(Substep const& step);
  void add_sources(State& state, Substep const& step, SpeciesFlows& flows);
  bool solve_low_order(Substep const& step, TransportOutcome& outcome);
  void evaluate_content(Substep const& step, ConstField C);
  void low_order_residual(Substep const& step, ConstField C);
  void set_matrix();
  void admit_what_enters(Substep const& step);
  void correct_to_high_order(Substep const& step, TransportOutcome& outcome);
  void add_high_order(Substep const& step, ConstField C, bool new_level, Field flow);
  void antidiffusive_amounts(Substep const& step, ConstField C_high, ConstField C_low);
  double stored_at(Substep const& step, Index cell, double C) const;
  void book_boundaries(Substep const& step, SpeciesFlows& flows) const;

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
  CooPattern pattern_;
  std::optional<LinearSolver> linear_;

  std::vector<Vec3> q_, grad_;
  std::vector<double> water_old_, water_new_, water_mean_, porosity_;
  double flow_dt_ = 0;
  std::vector<int> dispersion_of_;           // [species] index into dispersions_
  std::vector<FaceDispersion> dispersions_;  // one per distinct set of diffusion coefficients
  std::vector<std::size_t> order_;           // species, oxidants and parents first

  // Work space of one species and sub-step.
  CellContent content_;
  std::vector<double> stored_old_, source_, residual_, slots_, slots_set_, correction_, trial_,
      out_;
  // [n_boundary_faces] leaves with the concentration of the cell (m3/s), enters (m3/s), (mol/s)
  std::vector<double> boundary_out_, boundary_entering_, boundary_in_;
  std::vector<double> high_old_, amount_;  // [n_interior_faces] (mol/s), (mol)
  std::vector<double> least_, most_, room_up_, room_down_, substep_old_, substep_new_;
  std::vector<double> C_old_, C_low_, C_high_, capacity_, S_old_, C_immobile_old_;
  std::vector<std::vector<double>> decayed_;     // [species][n_owned] over the sub-step (mol/m3)
  std::vector<std::vector<double>> C_reacting_;  // [species][n_cells] at which it reacted (mol/m3)
};

}  // namespace sanggan
