#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Continuous line source in uniform flow, case A of the PORFLOW and Amanzi suites, at 45 degrees to
// the grid and without cross terms; with them it is T04 of the suite.  [WilsonMiller1978,
// Aleman2007]
constexpr double q = 1.8634e-6, porosity = 0.35, alpha_L = 21.3, alpha_T = 4.3, t_end = 1400 * day;
constexpr double load = 8.1483e-8;  // (kg/s per m of depth)
constexpr double h = 15;            // cell size (m)

struct Plume {
  static double angle() { return M_PI / 4; }
  // The source is the cell around the origin.
  TestRun build() const {
    double const before = -8.5 * 15, after = 65.5 * 15;
    auto const cells = static_cast<int>(std::lround((after - before) / h));
    BoxSpec box{edges(before, after, cells),
                edges(before, after, cells),
                edges(0, 1, 1),
                "sand",
                {},
                {},
                {}};
    box.zones = {{"source", {}, -1e300, 1e300, [](Vec3 x) {
                    return std::abs(x.x) < 0.5 * h && std::abs(x.y) < 0.5 * h;
                  }}};
    Site site;
    Material sand = saturated(porosity);
    sand.dispersivity = {alpha_L, alpha_T, alpha_T};
    sand.S_s = 1e-8;  // fixes the heads, that only fluxes bound, and stores next to nothing
    site.materials = {sand};
    site.material_of_zone = {{"sand", 0}, {"source", 0}};
    site.species = {tracer("A")};
    double const q_x = q * std::cos(angle()), q_y = q * std::sin(angle());
    auto const side_flux = [](char const* patch, double flux) {
      return Boundary{patch, patch, FixedFlux{Series::constant(flux)}, {}, {}, {}};
    };
    site.boundaries = {side_flux("west", q_x), side_flux("east", -q_x), side_flux("south", q_y),
                       side_flux("north", -q_y)};
    site.sources = {{"line", "source", {}, {Series::constant(load)}}};
    TimeControl time;
    time.end = t_end;
    time.first_step = time.largest_step = 7 * day;
    TransportControl transport;
    transport.cross_dispersion = false;
    return {box, site, time, {}, transport};
  }
  void complete(TestRun& run) const {
    double const K = 1e-4;
    test::complete(run, [&](Vec3 x) {
      return 50 - (q * std::cos(angle()) * x.x + q * std::sin(angle()) * x.y) / K - x.z;
    });
  }
};

// Bilinear between the four cells around the place (along, across).
double at(TestRun const& run, Plume const& plume, double along, double across) {
  double const x = along * std::cos(plume.angle()) - across * std::sin(plume.angle());
  double const y = along * std::sin(plume.angle()) + across * std::cos(plume.angle());
  double sum = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    Vec3 const centre = run.mesh.centre()[c];
    double const a = 1 - std::abs(centre.x - x) / h, b = 1 - std::abs(centre.y - y) / h;
    if (a > 0 && b > 0) sum += a * b * run.simulation->state().C[0][c];
  }
  return sum;
}

struct Point {
  double along, across, C;
};
constexpr Point points[] = {{210, 0, 3.99576e-4},
                            {450, 0, 2.44511e-4},
                            {690, 0, 8.76139e-5},
                            {420, 60, 1.53758e-4},
                            {420, 120, 3.46434e-5}};

std::vector<double> relative_errors(Plume const& plume) {
  TestRun run = plume.build();
  plume.complete(run);
  auto const [least, most] = range(run);
  EXPECT_GE(least, -1e-9 * most);
  std::vector<double> errors;
  for (Point const& p : points) {
    errors.push_back(at(run, plume, p.along, p.across) / p.C - 1);
  }
  return errors;
}
// What the cross terms are for: without them the plume is far too wide.
TEST(Plume, At45DegreesNeedsTheCrossTerms) {
  auto const errors = relative_errors({});
  EXPECT_LT(errors[0], -0.3);
  EXPECT_GT(errors[4], 0.6);
}

}  // namespace
}  // namespace sanggan
