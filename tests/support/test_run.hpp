#pragma once
#include <mpi.h>

#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <vector>

#include "mesh/builders.hpp"
#include "solver/simulation.hpp"

namespace sanggan::test {

/// n + 1 equally spaced edges from a to b (m).
inline std::vector<double> edges(double a, double b, int n) {
  std::vector<double> x(static_cast<std::size_t>(n) + 1);
  for (int i = 0; i <= n; ++i) x[static_cast<std::size_t>(i)] = a + (b - a) * i / n;
  return x;
}

/// A homogeneous material of isotropic conductivity K (m/s) for `n_species` species.
inline Material material(Retention retention, double K, std::size_t n_species = 0) {
  Material m;
  m.name = "soil";
  m.K = {K, K, K};
  std::visit([](auto& law) { law.prepare(); }, retention);
  m.retention = retention;
  m.sorption.resize(n_species);
  return m;
}

/// A tracer without diffusion.
inline Species tracer(std::string name, double C_initial = 0) {
  Species s;
  s.name = std::move(name);
  s.molar_mass = 1;
  s.C_initial = C_initial;
  return s;
}

/// Everything that a run needs, kept alive together.
struct TestRun {
  Mesh mesh;
  Halo halo;
  Site site;
  std::vector<double> K_factor;
  std::unique_ptr<Simulation> simulation;

  TestRun(BoxSpec const& box, Site s, TimeControl const& time, NewtonControl const& newton = {},
          TransportControl const& transport = {}, MPI_Comm comm = MPI_COMM_WORLD)
      : TestRun(build_box(box, comm), std::move(s), time, newton, transport, comm) {}

  /// On any mesh, with a conductivity that varies in space by the factor K_at.
  TestRun(Mesh built, Site s, TimeControl const& time, NewtonControl const& newton = {},
          TransportControl const& transport = {}, MPI_Comm comm = MPI_COMM_WORLD,
          std::function<double(Vec3)> const& K_at = {})
      : mesh(std::move(built)), halo(mesh, comm), site(std::move(s)) {
    for (Vec3 x : mesh.centre()) K_factor.push_back(K_at ? K_at(x) : 1.0);
    simulation = std::make_unique<Simulation>(mesh, halo, site, K_factor, time, newton, transport);
  }
  TestRun(TestRun const&) = delete;  // the simulation refers to the other members

  /// Pressure heads [n_cells] from a function of place.
  template <class F>
  std::vector<double> psi(F const& at) const {
    std::vector<double> values;
    for (Vec3 x : mesh.centre()) values.push_back(at(x));
    return values;
  }

  /// Sum over the ranks of the run.
  double sum(double here) const {
    MPI_Allreduce(MPI_IN_PLACE, &here, 1, MPI_DOUBLE, MPI_SUM, halo.comm());
    return here;
  }
  double largest(double here) const {
    MPI_Allreduce(MPI_IN_PLACE, &here, 1, MPI_DOUBLE, MPI_MAX, halo.comm());
    return here;
  }
  /// Value of a cell field (owned part) in the cell whose centre is nearest to z, on every rank;
  /// for columns.
  template <class F>
  double at_height(double z, F const& value) const {
    struct {
      double distance;
      int rank;
    } best{1e300, halo.rank()};
    Index cell = 0;
    for (Index c = 0; c < mesh.n_owned_cells(); ++c)
      if (double const d = std::abs(mesh.centre()[c].z - z); d < best.distance) {
        best.distance = d;
        cell = c;
      }
    double result = best.distance < 1e300 ? value(cell) : 0;
    MPI_Allreduce(MPI_IN_PLACE, &best, 1, MPI_DOUBLE_INT, MPI_MINLOC, halo.comm());
    MPI_Bcast(&result, 1, MPI_DOUBLE, best.rank, halo.comm());
    return result;
  }
};

}  // namespace sanggan::test
