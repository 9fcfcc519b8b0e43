#pragma once
#include <stdexcept>
#include <vector>

#include "io/case.hpp"
#include "solver/simulation.hpp"

namespace sanggan::verification {

/// A run that did not come to its end.
struct RunFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Everything that a case needs to run on one rank, kept alive together.
struct Run {
  Case c;
  Mesh mesh;
  Halo halo;
  std::vector<double> K_factor;
  Simulation simulation;

  explicit Run(Case of);
  Run(Run const&) = delete;  // the simulation refers to the other members

  /// Starts as the case says. @throws RunFailure
  void start();
  /// Runs to the end of the case. @throws RunFailure
  void finish(RunCallbacks const& callbacks = {});
  /// Starts and runs to the end, with look() at every output time.
  template <class Look>
  void complete(Look look) {
    start();
    finish({.output = [look](Snapshot const&) { look(); }, .step = {}, .stop_requested = {}});
  }
  void complete();

  double t() const { return simulation.state().t; }
  std::vector<double> const& psi() const { return simulation.state().psi; }
  std::vector<double> const& water() const { return simulation.state().water; }
  std::vector<double> const& C(std::size_t species = 0) const {
    return simulation.state().C[species];
  }
  /// The ledger: water is account 0, the species follow.
  Balance::Account const& account(std::size_t quantity) const {
    return simulation.balance().accounts()[quantity];
  }
  /// What came in, or went out, through a boundary since the start (m3 or mol).
  double inflow(std::string const& boundary, std::size_t quantity = 0) const;
  double outflow(std::string const& boundary, std::size_t quantity = 0) const;
  /// Material of a zone.
  Material const& material(std::string const& zone = "soil") const;
};

/// The curves of a material at the pressure head psi (m).
CurvePoint curve(Material const& material, double psi);

}  // namespace sanggan::verification
