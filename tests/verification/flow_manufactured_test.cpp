// Manufactured steady states of Richards' equation in van Genuchten's soil: a smooth pressure head
// is kept in place by the water set free in every cell, and the error falls with the square of the
// cell size.
#include <gtest/gtest.h>

#include <numbers>
#include <string>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double pi = std::numbers::pi, size = 1;
Material const loam = material(VanGenuchten{0.08, 0.43, 4, 1.6}, 1e-5);

/// The pressure head and its derivatives (m), (-), (1/m).
/// psi = -1 + 0.6 cos(pi x) sin^2(pi z) + 0.3 z: no flow through the sides, uniform along the base
/// and the top.
struct SmoothHead {
  double psi, psi_x, psi_z, laplacian;
};
SmoothHead manufactured(Vec3 p) {
  double const c = std::cos(pi * p.x), s = std::sin(pi * p.z), a = 0.6;
  return {-1 + a * c * s * s + 0.3 * p.z, -a * pi * std::sin(pi * p.x) * s * s,
          a * c * pi * std::sin(2 * pi * p.z) + 0.3,
          -a * pi * pi * c * s * s + 2 * a * pi * pi * c * std::cos(2 * pi * p.z)};
}
/// div q (1/s), q = -K (grad psi + e_z).
double source(Vec3 p) {
  SmoothHead const m = manufactured(p);
  CurvePoint const curves = curve(loam, m.psi);
  return -loam.K.xx * (curves.dk_r_dpsi * (m.psi_x * m.psi_x + m.psi_z * (m.psi_z + 1)) +
                       curves.k_r * m.laplacian);
}

/// Every cell is a zone of its own, with its own source.
struct Manufactured : TestRun {
  explicit Manufactured(int n) : TestRun(mesh_of(n), site_of(n), steady()) {
    run_balanced(*this, [](Vec3) { return -1.0; });
  }
  static TimeControl steady() {
    TimeControl time;
    time.end = 1;
    time.steady_start = true;
    return time;
  }
  static std::string zone_of(int i, int k) { return std::to_string(i) + " " + std::to_string(k); }
  static BoxSpec mesh_of(int n) {
    BoxSpec box{edges(0, size, n), edges(0, 1, 1), edges(0, size, n), "none", {}, {}, {}};
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < n; ++k) {
        double const west = i * size / n, east = (i + 1) * size / n;
        box.zones.push_back({zone_of(i, k),
                             {{{west, -1}, {east, -1}, {east, 2}, {west, 2}}},
                             k * size / n,
                             (k + 1) * size / n,
                             {}});
      }
    return box;
  }
  static Site site_of(int n) {
    Site site = one_soil(loam, {held_pressure("bottom", -1), held_pressure("top", -0.7)});
    site.material_of_zone = {{"none", 0}};
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < n; ++k) {
        std::string const zone = zone_of(i, k);
        Vec3 const centre{(i + 0.5) * size / n, 0, (k + 0.5) * size / n};
        site.material_of_zone.emplace_back(zone, 0);
        site.sources.push_back(
            {zone, zone, Series::constant(source(centre) * size * size / n / n), {}});
      }
    return site;
  }
  ErrorNorms error() const {
    return psi_error(*this, [](Vec3 x) { return manufactured(x).psi; });
  }
};

TEST(Manufactured, SecondOrderInSpace) {
  ErrorNorms error[3];
  int const cells[] = {8, 16, 32};
  for (int k : {0, 1, 2}) {
    error[k] = Manufactured(cells[k]).error();
    record("L2_of_" + std::to_string(cells[k]), error[k].L2);
  }
  EXPECT_GT(observed_order(error[0].L2, error[1].L2), 1.8);
  EXPECT_GT(observed_order(error[1].L2, error[2].L2), 1.9);
  EXPECT_GT(observed_order(error[1].largest, error[2].largest), 1.8);
}

}  // namespace
}  // namespace sanggan
