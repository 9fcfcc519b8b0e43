#include "solver/monitors.hpp"
#include "tests/measures/measure_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double C_in = 3;  // (mol/m3)

double value(Monitors const& monitors, std::vector<double> const& sample, std::string const& name) {
  for (std::size_t k = 0; k < sample.size(); ++k)
    if (monitors.columns()[k].name == name) return sample[k];
  ADD_FAILURE() << "no column " << name;
  return 0;
}

// A steady flow passes every fence across the strip, whatever its course; to the right of a line
// from south to north is east.
TEST(Fence, TellsTheSteadyFlowToTheRightOfItsLine) {
  Strip const strip;
  Species salt;
  salt.name = "salt";
  salt.molar_mass = 0.058;
  salt.C_initial = C_in;
  MeasureRun run(strip.box(), strip.site({salt}, C_in), {}, Strip::steady(10 * day));
  run.to_end([](Vec3) { return 12.0; });
  auto const above = [](double, double, double z) { return z > 2; };
  Monitors const monitors(run.simulation(), {},
                          {{"southward", {{{42, 2}, {42, -1}}, {}}},
                           {"northward", {{{42, -1}, {42, 2}}, {}}},
                           {"oblique", {{{60, 2}, {30, -1}}, {}}}},
                          {});
  auto const sample = monitors.sample();
  double const flow = day * strip.flow(), kg = flow * C_in * salt.molar_mass;
  EXPECT_NEAR(value(monitors, sample, "southward flow"), -flow, 1e-9 * flow);
  EXPECT_NEAR(value(monitors, sample, "northward flow"), flow, 1e-9 * flow);
  EXPECT_NEAR(value(monitors, sample, "oblique flow"), -flow, 1e-9 * flow);
  EXPECT_NEAR(value(monitors, sample, "northward flow of salt"), kg, 1e-9 * kg);
  EXPECT_THROW(Monitors(run.simulation(), {}, {{"high", {{{42, 2}, {42, -1}}, above}}}, {}),
               MeshError);
}

}  // namespace
}  // namespace sanggan
