#include <random>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;
using Advection = TransportControl::Advection;

// A random patchwork of five conductivities over four decades and of initial concentrations 0.2 and
// 1, flushed with 0.6 from the west and pumped: no step may leave the range of what there was.
struct Case {
  Advection advection;
  double courant, alpha_L, alpha_T, D_m;
};
constexpr int n = 24;
constexpr double side = 24;

TestRun patchwork(Case const& p) {
  std::mt19937 random(7);  // the standard fixes its numbers
  std::vector<int> soil_of(n * n);
  std::vector<int> dirty(n * n);
  for (int& soil : soil_of) soil = static_cast<int>(random() % 5);
  for (int& one : dirty) one = static_cast<int>(random() % 2);
  auto const at = [](std::vector<int> const& field, Vec3 x) {
    auto const i = static_cast<std::size_t>(x.x * n / side);
    auto const j = static_cast<std::size_t>(x.y * n / side);
    return field[j * n + i];
  };
  BoxSpec box{edges(0, side, n), edges(0, side, n), edges(0, 1, 1), "", {}, {}, {}};
  Site site;
  site.species = {tracer("A")};
  site.species[0].D_m = p.D_m;
  for (int soil = 0; soil < 5; ++soil) {
    Material m = saturated(0.2 + 0.05 * soil);
    double const K = std::pow(10.0, -3 - soil);
    m.K = {K, K, K};
    m.alpha_L = p.alpha_L;
    m.alpha_T = p.alpha_T;
    site.materials.push_back(m);
    for (int C = 0; C < 2; ++C) {
      std::string const zone = "soil" + std::to_string(soil) + (C == 1 ? "dirty" : "clean");
      site.material_of_zone.emplace_back(zone, soil);
      site.species[0].C_initial_in_zone.emplace_back(zone, C == 1 ? 1.0 : 0.2);
      box.zones.push_back({zone, {}, -1e300, 1e300, [=](Vec3 x) {
                             return at(soil_of, x) == soil && at(dirty, x) == C;
                           }});
    }
  }
  box.default_zone = box.zones.front().zone;
  site.boundaries = {
      {"in", "west", FixedHead{Series::constant(12)}, {Series::constant(0.6)}, {}, {}},
      {"out", "east", FixedHead{Series::constant(10)}, {}, {}, {}}};
  site.wells = {{"pumped", 12.5, 12.5, 0, 1, 0.05, 0, Series::constant(1e-6), {}, -1, {}}};
  TimeControl time;
  time.end = 40 * day;
  time.first_step = time.largest_step = 2 * day;
  time.steady_flow = true;
  TransportControl transport;
  transport.advection = p.advection;
  transport.courant = p.courant;
  transport.linear_tolerance = 1e-13;  // what is left of it shows in the concentrations
  return {box, site, time, {}, transport};
}

TEST(NoNewExtrema, InARandomVelocityField) {
  for (auto advection : {Advection::upwind, Advection::tvd})
    for (Case const& p : {Case{advection, 1, 0, 0, 0}, Case{advection, 1e300, 0, 0, 0},
                          Case{advection, 1, 2, 0.2, 1e-9}, Case{advection, 1e300, 2, 0.2, 1e-9}}) {
      TestRun run = patchwork(p);
      ASSERT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return 11 - x.z; })));
      double least_before = 0.2, most_before = 1, worst = 0;
      RunCallbacks look;
      look.step = [&](StepReport const&) {
        auto const [least, most] = range(run);
        worst = std::max({worst, least_before - least, most - most_before});
        least_before = std::min(0.6, least);
        most_before = std::max(0.6, most);
      };
      ASSERT_EQ(run.simulation->run(look), RunEnd::done) << run.simulation->failure().reason;
      expect_balance(run);
      std::printf("%s courant %g alpha_L %g: beyond the range %.1e, final %.4f .. %.4f\n",
                  advection == Advection::tvd ? "tvd" : "upwind", p.courant, p.alpha_L, worst,
                  least_before, most_before);
      EXPECT_LT(worst, 1e-10);
      auto const& account = run.simulation->balance().accounts()[1];
      EXPECT_GT(account.total_out(), 0.1 * account.initial);  // much has moved
    }
}

}  // namespace
}  // namespace sanggan
