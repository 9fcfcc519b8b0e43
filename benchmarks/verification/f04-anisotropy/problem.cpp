#include <numbers>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/own_mesh.hpp"
#include "benchmarks/verification/problems.hpp"
#include "tests/support/tensor_problems.hpp"

namespace sanggan::verification {
namespace {

using namespace test;

constexpr double pi = std::numbers::pi;

/// A head that is made up, with the flux and the source that belong to it.
struct MadeUp {
  std::vector<SymmetricTensor> K;
  HeldAround::Scalar head, source;
  HeldAround::Vector flux;
  double k;     // wave number (1/m)
  double size;  // of the head (m)
  double flow;  // root mean square of the flux density (m/s)
};

MadeUp const mild_waves{{mild}, mild_head, mild_source, mild_flux, pi, 1, pi / std::sqrt(8.0)};

/// a sin(2 pi x) sin(2 pi y) sin(2 pi z) in each zone
MadeUp waves(std::vector<SymmetricTensor> const& K, std::vector<double> const& a,
             std::function<Index(Vec3)> const& zone, double flow) {
  auto const value = [=](Vec3 p) {
    return a[zone(p)] * std::sin(2 * pi * p.x) * std::sin(2 * pi * p.y) * std::sin(2 * pi * p.z);
  };
  auto const source = [=](Vec3 p) {
    SymmetricTensor const& T = K[zone(p)];
    return 4 * pi * pi * (T.xx + T.yy + T.zz) * value(p);
  };
  auto const flux = [=](Vec3 p) {
    double const x = 2 * pi * p.x, y = 2 * pi * p.y, z = 2 * pi * p.z;
    return -2 * pi * a[zone(p)] *
           times(K[zone(p)], Vec3{std::cos(x) * std::sin(y) * std::sin(z),
                                  std::sin(x) * std::cos(y) * std::sin(z),
                                  std::sin(x) * std::sin(y) * std::cos(z)});
  };
  return {K, value, source, flux, 2 * pi, *std::max_element(a.begin(), a.end()), flow};
}

Index quarter(Vec3 p) { return p.y <= 0.5 ? (p.z <= 0.5 ? 0 : 3) : (p.z <= 0.5 ? 1 : 2); }

TwistedBox in_quarters(Index n) {
  TwistedBox box = cube(n);
  box.zones = {"1", "2", "3", "4"};
  box.zone_of = quarter;
  return box;
}

Answer solve(Grid const& grid, Work& work, std::function<TwistedBox(Index)> const& mesh,
             MadeUp const& made_up, std::string const& name) {
  HeldAround const held(mesh(cells_along(grid)), made_up.K, made_up.head, made_up.source);
  work = work_of(held);
  Answer answer;
  answer.errors = {held.head_error(), held.flux_error(made_up.flux)};
  // Heads against what they should be: all of them on one line.
  Curve found{name, {}, {}};
  for (Index c = 0; c < held.mesh().n_owned_cells(); c += 1 + held.mesh().n_owned_cells() / 50) {
    found.x.push_back(made_up.head(held.mesh().centre()[c]) / made_up.size);
    found.y.push_back(held.head(c) / made_up.size);
  }
  answer.computed = {std::move(found)};
  return answer;
}

/// Second order: (k h)^2/12 in each direction, of the flux (k h)^2/8, what the waves would lose on
/// a grid along the axes. Meshes that do not follow the axes may lose an order of the flux: k h/2.
Study study(std::string const& name, std::function<TwistedBox(Index)> mesh, Index coarse,
            MadeUp const& made_up, bool follows_axes) {
  double const kh = made_up.k / static_cast<double>(coarse);
  double const flux = (follows_axes ? kh * kh / 8 : kh / 2) * made_up.flow;
  return {.name = name,
          .grids = cubes(coarse),
          .criteria = {{"L2 of the head", "m", kh * kh / 4 * made_up.size, 1.8,
                        "order 2 (second-order schemes of FVCA6)"},
                       {"L2 of the flux density", "m/s", flux, follows_axes ? 1.8 : 0.9,
                        "order 1 to 2"}},
          .solve_apart = [=](Grid const& grid, Work& work) {
            return solve(grid, work, mesh, made_up, name);
          }};
}

}  // namespace

Problem anisotropy() {
  auto const everywhere = [](Vec3) { return Index{0}; };
  // Root mean square of K_z du/dz, which in the second quarter of the jump is as large.
  double const steep = 2000 * pi / std::sqrt(8.0);
  MadeUp const flat = waves({{1, 1, 1000}}, {1}, everywhere, steep);
  MadeUp const jump = waves({{1, 10, 0.01}, {1, 0.1, 100}, {1, 0.01, 10}, {1, 100, 0.1}},
                            {0.1, 10, 100, 0.01}, quarter, steep);
  auto const plain = [](Index n) { return cube(n); };
  Study first = study(
      "mild, shaken hexahedra", [](Index n) { return shaken(Cut::none, n, 0.2); }, 8, mild_waves,
      false);
  auto const plotted = first.solve_apart;
  first.solve_apart = [plotted](Grid const& grid, Work& work) {
    Answer answer = plotted(grid, work);
    answer.reference = {{"exact", {-1, 2}, {-1, 2}}};
    return answer;
  };
  return {"F04",
          "f04-anisotropy",
          {"Heads computed against heads exact", "exact head over its size", "computed head"},
          {first,
           study(
               "mild, waved hexahedra", [](Index n) { return waved(Cut::none, n); }, 8, mild_waves,
               false),
           study(
               "mild, shaken tetrahedra", [](Index n) { return shaken(Cut::tetrahedra, n, 0.2); },
               5, mild_waves, false),
           study("flat, 1 : 1 : 1000", plain, 8, flat, true),
           study("jump", in_quarters, 8, jump, true)}};
}

}  // namespace sanggan::verification
