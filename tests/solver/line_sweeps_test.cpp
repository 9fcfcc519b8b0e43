#include "solver/line_sweeps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/test_run.hpp"

namespace sanggan {
namespace {

using test::edges;

/// A box with random flows, conductances and storages of W species: the systems of one batch.
template <int W, class G>
struct System {
  Mesh mesh =
      build_box({edges(0, 1, 4), edges(0, 1, 3), edges(0, 1, 5), "z", {}, {}, {}}, MPI_COMM_SELF);
  Halo halo{mesh, MPI_COMM_SELF};
  std::vector<double> Q = std::vector<double>(mesh.n_faces());
  std::vector<G> conductance = std::vector<G>(mesh.n_faces());
  std::vector<Lanes<W>> diagonal = std::vector<Lanes<W>>(mesh.n_cells()), b = diagonal,
                        pivot = diagonal, x = diagonal;

  System(double flow, double spread, double storage) {
    std::mt19937 random(3);  // the standard fixes its numbers
    auto const number = [&] { return random() / 4294967296.0; };
    for (Index f = 0; f < mesh.n_faces(); ++f) {
      Q[f] = flow * (2 * number() - 1);
      if constexpr (std::is_same_v<G, double>)
        conductance[f] = spread * number();
      else
        for (int k = 0; k < W; ++k) conductance[f][k] = spread * number();
    }
    for (Index c = 0; c < mesh.n_cells(); ++c) {
      for (int k = 0; k < W; ++k) {
        diagonal[c][k] = storage * (k + 0.5 + number());
        b[c][k] = number() - 0.3;
      }
      each_neighbour(c, [&](Index, Index f, double outflow) {
        diagonal[c] += std::max(0.0, outflow) + conductance[f];
      });
      x[c] = 0.0;
    }
  }
  template <class Visit>
  void each_neighbour(Index c, Visit const& visit) const {
    for (auto const [f, sign] : mesh.faces_of(c))
      if (f < mesh.n_interior_faces())
        visit(sign > 0 ? mesh.neighbour()[f] : mesh.owner()[f], f, sign * Q[f]);
  }
  typename LineSweeps::Outcome<W> solve(double tolerance) {
    LineSweeps sweeps(mesh, halo);
    sweeps.set_flow(Q);
    sweeps.factorise(conductance.data(), diagonal.data(), pivot.data());
    return sweeps.solve(conductance.data(), pivot.data(), b.data(), x.data(), tolerance);
  }
  /// Solution of one lane by elimination with the full matrix, diagonally dominant by columns.
  std::vector<double> exact(int k) const {
    auto const n = static_cast<std::size_t>(mesh.n_cells());
    std::vector<std::vector<double>> A(n, std::vector<double>(n + 1, 0.0));
    for (std::size_t c = 0; c < n; ++c) {
      A[c][c] = diagonal[c][k];
      A[c][n] = b[c][k];
      each_neighbour(static_cast<Index>(c), [&](Index other, Index f, double outflow) {
        Lanes<W> const g = conductance[f];
        A[c][static_cast<std::size_t>(other)] -= std::max(0.0, -outflow) + g[k];
      });
    }
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t row = 0; row < n; ++row) {
        if (row == p) continue;
        double const factor = A[row][p] / A[p][p];
        for (std::size_t j = p; j <= n; ++j) A[row][j] -= factor * A[p][j];
      }
    std::vector<double> solution(n);
    for (std::size_t c = 0; c < n; ++c) solution[c] = A[c][n] / A[c][c];
    return solution;
  }
  double largest_error() const {
    double worst = 0;
    for (int k = 0; k < W; ++k) {
      std::vector<double> const solution = exact(k);
      for (Index c = 0; c < mesh.n_cells(); ++c)
        worst = std::max(worst, std::abs(x[c][k] - solution[static_cast<std::size_t>(c)]));
    }
    return worst;
  }
};

template <int W, class G>
void expect_solution(double flow, double spread, double storage) {
  System<W, G> system(flow, spread, storage);
  auto const outcome = system.solve(1e-11);
  for (int k = 0; k < W; ++k) EXPECT_TRUE(outcome.converged[k]);
  EXPECT_LT(system.largest_error(), 1e-9) << W << " lanes, " << outcome.sweeps << " sweeps";
}

TEST(LineSweeps, AgreeWithElimination) {
  for (double flow : {0.0, 1.0})
    for (double spread : {0.0, 1.0}) {
      expect_solution<1, double>(flow, spread, 0.5);
      expect_solution<2, double>(flow, spread, 0.5);
      expect_solution<4, double>(flow, spread, 0.5);
      expect_solution<2, Lanes<2>>(flow, spread, 0.5);
      expect_solution<4, Lanes<4>>(flow, spread, 0.5);
    }
}

// Without dispersion a flow that falls everywhere along some direction is followed from its source
// to its end in one sweep, whichever way it runs through the numbers of the cells.
TEST(LineSweeps, FollowAdvectionInOneSweep) {
  for (Vec3 const direction : {Vec3{1, 0.5, 0.1}, Vec3{-1, 0.5, -0.2}, Vec3{-0.3, -1, 1}}) {
    System<1, double> system(0, 0, 0.1);
    for (Index f = 0; f < system.mesh.n_faces(); ++f)
      system.Q[f] = dot(direction, system.mesh.area_vector()[f]);
    for (Index c = 0; c < system.mesh.n_cells(); ++c)
      system.each_neighbour(
          c, [&](Index, Index, double outflow) { system.diagonal[c] += std::max(0.0, outflow); });
    EXPECT_EQ(system.solve(1e-12).sweeps, 2);  // the second finds that nothing is left to do
    EXPECT_LT(system.largest_error(), 1e-12);
  }
}

// Diffusion over many cells within a step is for multigrid, which the sweeps must soon say.
TEST(LineSweeps, SayThatTheyAreSlow) {
  System<2, double> system(0, 1, 1e-6);
  for (Lanes<2>& diagonal : system.diagonal) diagonal[1] += 10;
  auto const outcome = system.solve(1e-10);
  EXPECT_FALSE(outcome.converged[0]);
  EXPECT_LT(outcome.sweeps, 30);
}

}  // namespace
}  // namespace sanggan
