#include <map>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Pyrite oxidation fed by oxygen diffusing into a heap, in the dimensionless form
//   u_xx = kappa u X/(1 - X),  dX/dtau = -u/(X (1 - X)),  u(0) = 1,  half space. [DavisRitchie1986]
// With U the time integral of u it integrates to X^2/2 - X^3/3 = 1/6 - U, U_xx = kappa/3 (1 - X^3),
// which gives the cumulative uptake and the depth where no core is left in closed form.
constexpr double kappa = 100, tau_seconds = 1e6;         // tau = t / tau_seconds
constexpr double phi = 0.4, rho_b = 1600, demand = 250;  // oxygen per mol set free (mol)
constexpr double content = 1;  // (mol/kg): the gas stores 1e-6 of the demand
constexpr double D_bulk = 3 * rho_b * demand * content / tau_seconds / kappa;

struct Heap {
  TestRun run;
  static TestRun build(int cells, double dt_tau, double end_tau) {
    std::vector<double> z;  // fine at the top: 1.5 m in cells that grow as a square
    for (int i = 0; i <= cells; ++i) z.push_back(-1.5 * std::pow(1 - double(i) / cells, 1.5));
    BoxSpec const box{edges(0, 1, 1), edges(0, 1, 1), z, "waste", {}, {}, {}};
    Site site;
    Material waste = material(Gardner{0.02, phi, 10}, 1e-14, 2);
    waste.tortuosity = 1;
    waste.rho_b = rho_b;
    site.materials = {waste};
    site.material_of_zone = {{"waste", 0}};
    site.species = {tracer("O2"), tracer("sulfate")};
    site.species[0].K_H = 1;
    site.species[0].D_g = D_bulk / (phi - 0.02);
    site.releases = {{"waste", 1, ShrinkingCoreRelease{content, 1 / tau_seconds}, 0, demand}};
    site.boundaries = {
        {"air", "top", FixedFlux{Series::constant(0)}, {}, {}, {Series::constant(1)}}};
    TimeControl time;
    time.end = end_tau * tau_seconds;
    time.first_step = 1e-6 * tau_seconds;
    time.largest_step = dt_tau * tau_seconds;
    time.largest_growth = 1.2;
    time.outputs = {0.1 * tau_seconds, 0.5 * tau_seconds};
    return {box, site, time};
  }
};

struct Reference {
  double M, x_f;
};
std::map<double, Reference> const exact{
    {0.1, {2.138707, 0}}, {0.5, {5.577734, .0778893}}, {1.0, {8.027730, .1513892}}};

TEST(ShrinkingCore, UptakeAndDepthOfFullOxidation) {
  TestRun run = Heap::build(120, 0.004, 1);
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return -20 - x.z; })));
  std::size_t compared = 0;
  RunCallbacks look;
  look.step = [&](StepReport const& step) {
    auto const found = exact.find(step.t / tau_seconds);
    if (found == exact.end()) return;
    ++compared;
    auto const& accounts = run.simulation->balance().accounts();
    // Taken up per area in units of D C tau/L.
    double const M = accounts[1].total_in() / (D_bulk * tau_seconds);
    double x_f = 0, cell = 0;
    for (Index c = 0; c < run.mesh.n_owned_cells(); ++c)
      if (run.simulation->state().stock[0][c] <= 0) {
        double const dz = run.mesh.extent()[c].z;
        x_f = std::max(x_f, -run.mesh.centre()[c].z + 0.5 * dz);
        cell = std::max(cell, dz);
      }
    std::printf("tau %.1f: M %.4f (exact %.4f), fully oxidised to %.4f (%.4f)\n", found->first, M,
                found->second.M, x_f, found->second.x_f);
    EXPECT_NEAR(M, found->second.M, 0.01 * found->second.M);
    EXPECT_NEAR(x_f, found->second.x_f, cell);
    // Each mol set free has cost its oxygen.
    double const released = content * rho_b * 1.5 - accounts[2].stored.mineral;
    auto const processes = Balance::processes();
    auto const k = static_cast<std::size_t>(
        std::find(processes.begin(), processes.end(), "consumed") - processes.begin());
    double const consumed = accounts[1].out[1 + k];
    EXPECT_NEAR(consumed / (demand * released), 1, 1e-9);
    // The gas stores so little that the tolerance of the step, 1e-11 of what is eaten, shows in it.
    EXPECT_GE(range(run).first, -4e-8);
  };
  ASSERT_EQ(run.simulation->run(look), RunEnd::done) << run.simulation->failure().reason;
  EXPECT_EQ(compared, exact.size());
  expect_balance(run);
}

}  // namespace
}  // namespace sanggan
