#pragma once
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "io/case_mesh.hpp"
#include "io/case_reader.hpp"
#include "io/cell_field.hpp"
#include "solver/simulation.hpp"

namespace sanggan::test {

/// What was seen in the cells over all steps of a run.
struct Extremes {
  double psi_least = 1e300, psi_most = -1e300;    ///< (m)
  double head_least = 1e300, head_most = -1e300;  ///< (m)
  double theta_least = 1e300, theta_most = -1e300;
  /// Water content beyond the range from residual to saturated, elastic storage allowed for (-).
  double out_of_range = 0;
};

/// A case of benchmarks/robustness, run to its end in this process.
struct HardCase {
  Case definition;
  Mesh mesh;
  Halo halo;
  std::vector<double> K_factor, S_s;
  std::unique_ptr<Simulation> simulation;
  RunEnd end = RunEnd::no_convergence;
  Extremes seen;
  std::map<double, State> at_output;  ///< the state at each output time (s)

  explicit HardCase(std::string const& name)
      : definition(read_case("benchmarks/robustness/" + name + "/case.yaml", {}, MPI_COMM_WORLD)),
        mesh(build_mesh(definition, MPI_COMM_WORLD)),
        halo(mesh, MPI_COMM_WORLD),
        K_factor(conductivity_factor(definition.cell_fields, mesh, halo)),
        S_s(spread_materials(mesh, definition.site, K_factor).S_s),
        simulation(std::make_unique<Simulation>(mesh, halo, definition.site, K_factor,
                                                definition.time, definition.newton,
                                                definition.transport)) {
    std::vector<double> psi;
    for (Vec3 const x : mesh.centre()) psi.push_back(definition.initial_psi(x));
    if (!simulation->start(psi)) return;
    look();
    RunCallbacks callbacks;
    callbacks.step = [this](StepReport const&) { look(); };
    callbacks.output = [this](Snapshot const& shot) { at_output[shot.t] = simulation->state(); };
    end = simulation->run(callbacks);
  }
  HardCase(HardCase const&) = delete;  // the simulation refers to the other members

  Balance::Account const& water() const { return simulation->balance().accounts()[0]; }
  /// Number of a boundary or well in the ledger.
  std::size_t item(std::string const& name) const {
    auto const& items = simulation->balance().items();
    return static_cast<std::size_t>(std::find(items.begin(), items.end(), name) - items.begin());
  }
  /// Saturation (-) of a state at a point of a section in x and z, linear between the centres of
  /// the cells around it.
  double saturation(State const& state, double x, double z) const {
    constexpr double apart = 1e-6;  // centres of one row differ by round-off (m)
    double x_below = -1e300, x_above = 1e300, z_below = -1e300, z_above = 1e300;
    for (Vec3 const at : mesh.centre()) {
      (at.x <= x + apart ? x_below : x_above) =
          at.x <= x + apart ? std::max(x_below, at.x) : std::min(x_above, at.x);
      (at.z <= z + apart ? z_below : z_above) =
          at.z <= z + apart ? std::max(z_below, at.z) : std::min(z_above, at.z);
    }
    auto const near = [](double a, double b) { return std::abs(a - b) < apart; };
    auto const theta_s = simulation->flow().equations().curves().theta_s();
    double sum = 0;
    for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
      Vec3 const at = mesh.centre()[c];
      double const x_beyond = near(at.x, x_below) ? x_above : near(at.x, x_above) ? x_below : x;
      double const z_beyond = near(at.z, z_below) ? z_above : near(at.z, z_above) ? z_below : z;
      sum += std::abs((x_beyond - x) * (z_beyond - z)) * state.water[c] / theta_s[c];
    }
    return sum / ((x_above - x_below) * (z_above - z_below));
  }

 private:
  void look() {
    State const& state = simulation->state();
    auto const& curves = simulation->flow().equations().curves();
    for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
      double const psi = state.psi[c], head = psi + mesh.centre()[c].z, theta = state.water[c];
      double const elastic = S_s[c] * std::max(psi, 0.0);
      seen.psi_least = std::min(seen.psi_least, psi);
      seen.psi_most = std::max(seen.psi_most, psi);
      seen.head_least = std::min(seen.head_least, head);
      seen.head_most = std::max(seen.head_most, head);
      seen.theta_least = std::min(seen.theta_least, theta);
      seen.theta_most = std::max(seen.theta_most, theta);
      seen.out_of_range = std::max(
          {seen.out_of_range, curves.theta_r()[c] - theta, theta - elastic - curves.theta_s()[c]});
    }
  }
};

}  // namespace sanggan::test
