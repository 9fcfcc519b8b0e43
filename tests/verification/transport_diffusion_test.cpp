#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

/// A column along z without flow of water, of two materials that meet at `interface`.
struct StillColumn {
  std::vector<double> z;
  double interface = 0;
  Material below, above;
  Species species;
  Series gas_above;  ///< gas concentration held above the ground (mol/m3)
  double psi = 10, end = 0, first_step = 0, largest_step = 1e300;

  TestRun build() const {
    BoxSpec const box{
        edges(0, 1, 1), edges(0, 1, 1), z, "below", {{"above", {}, interface, 1e300, {}}}, {}, {}};
    Site site;
    site.materials = {below, above};
    for (Material& m : site.materials) {  // water at rest stays at rest
      m.K = {1e-14, 1e-14, 1e-14};
      m.S_s = 1e-5;
    }
    site.material_of_zone = {{"below", 0}, {"above", 1}};
    site.species = {species};
    if (!gas_above.empty())
      site.boundaries = {{"air", "top", FixedFlux{Series::constant(0)}, {}, {}, {gas_above}}};
    TimeControl time;
    time.end = end;
    time.first_step = first_step;
    time.largest_step = largest_step;
    TransportControl transport;
    transport.linear_tolerance = 1e-12;
    return {box, site, time, {}, transport};
  }
  void complete(TestRun& run) const {
    test::complete(run, [&](Vec3 x) { return psi - x.z; });
  }
};
double at(TestRun const& run, double z) {
  return run.at_height(z, [&](Index c) { return run.simulation->state().C[0][c]; });
}

// Two half spaces: the concentration of their contact is constant, b1/(b1 + b2) with
// b = n sqrt(D R).  [CarslawJaeger1959]
struct Jump {
  double n_1 = 0.45, D_1 = 5e-10, n_2 = 0.30, D_2 = 1e-10, R_2 = 4;
  double contact() const {
    double const b_1 = n_1 * std::sqrt(D_1), b_2 = n_2 * std::sqrt(D_2 * R_2);
    return b_1 / (b_1 + b_2);
  }
  double exact(double x, double t) const {
    if (x < 0) return 1 - (1 - contact()) * std::erfc(-x / (2 * std::sqrt(D_1 * t)));
    return contact() * std::erfc(x / (2 * std::sqrt(D_2 * t / R_2)));
  }
  double crossed(double t) const { return 2 * n_2 * contact() * std::sqrt(D_2 * R_2 * t / M_PI); }
};

struct JumpErrors {
  double Linf, crossed;
};
JumpErrors jump(int cells_per_metre) {
  Jump const problem;
  StillColumn column;
  column.z = edges(-4, 1, 5 * cells_per_metre);  // the far ends feel nothing yet
  column.below = saturated(problem.n_1);
  column.above = saturated(problem.n_2);
  column.below.tortuosity = 1;
  column.above.tortuosity = problem.D_2 / problem.D_1;
  column.above.rho_b = 1000;
  column.above.sorption[0] =
      Sorption{LinearIsotherm{(problem.R_2 - 1) * problem.n_2 / column.above.rho_b}};
  column.species = tracer("A");
  column.species.D_m = problem.D_1;
  column.species.C_initial_in_zone = {{"below", 1}};
  column.end = 10 * year;
  // Beyond a cell per step the scheme leans to backward Euler: the step follows the square.
  column.first_step = column.largest_step = 250 * year / (cells_per_metre * cells_per_metre);
  TestRun run = column.build();
  column.complete(run);
  double stored_above = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c)
    if (run.mesh.centre()[c].z > 0)
      stored_above +=
          problem.n_2 * problem.R_2 * run.mesh.volume()[c] * run.simulation->state().C[0][c];
  double const Linf = errors(run, 0, [&](Vec3 x) { return problem.exact(x.z, 10 * year); }).Linf;
  return {Linf, std::abs(stored_above / problem.crossed(10 * year) - 1)};
}

TEST(MaterialJump, DiffusionAcrossItIsOfSecondOrder) {
  EXPECT_NEAR(Jump{}.contact(), 0.62645463, 1e-8);
  EXPECT_NEAR(Jump{}.exact(0.1, 10 * year), 0.26685641, 1e-8);
  JumpErrors const coarse = jump(50), fine = jump(100), finest = jump(200);
  std::printf("Linf %.2e %.2e %.2e, order %.2f %.2f; crossed %.1e %.1e %.1e\n", coarse.Linf,
              fine.Linf, finest.Linf, order(coarse.Linf, fine.Linf), order(fine.Linf, finest.Linf),
              coarse.crossed, fine.crossed, finest.crossed);
  EXPECT_LT(fine.Linf, 0.002);
  EXPECT_LT(fine.crossed, 0.002);
  EXPECT_GT(order(coarse.Linf, fine.Linf), 1.8);
  EXPECT_GT(order(coarse.crossed, finest.crossed) / 2, 1.8);
}

// Oxygen in tailings whose water stands still; concentrations of the gas in kg/m3.
constexpr double C_air = 0.276, D_e = 1e-8, phi = 0.4;

Material tailings(double share_of_D_e) {
  // All pores hold gas at the dry end of this curve: nothing dissolves, nothing flows.
  Material m = material(Gardner{0.02, phi, 10}, 1e-12, 1);
  m.tortuosity = share_of_D_e;
  return m;
}
StillColumn oxygen(double depth, int cells, double cover, double D_cover) {
  StillColumn column;
  column.z = edges(-depth, cover, cells);
  column.below = tailings(1);
  column.above = tailings(D_cover / D_e);
  column.species = tracer("O2");
  column.species.K_H = 1;
  column.species.D_g = D_e / (phi - 0.02);
  column.gas_above = Series::constant(C_air);
  column.psi = -20;
  column.first_step = 1 * day;
  column.end = 1000 * year;
  return column;
}
/// Flux into the ground over the last step (kg/m2/year).
double flux(TestRun const& run) {
  return -run.simulation->balance().accounts()[1].step[0] / run.simulation->report().dt * year;
}

TEST(OxygenDiffusion, ZeroOrderConsumptionPenetratesToItsDepth) {
  constexpr double S = 2e-9;
  double const X = std::sqrt(2 * D_e * C_air / S);
  StillColumn column = oxygen(2.5, 50, 0, D_e);
  Consumption eaten;
  eaten.zero_order = S;
  column.species.consumption = {eaten};
  TestRun run = column.build();
  column.complete(run);
  auto const e =
      errors(run, 0, [&](Vec3 x) { return x.z > -X ? C_air * std::pow(1 + x.z / X, 2) : 0.0; });
  std::printf("zero order: flux %.6f kg/m2/a (exact 0.104855), Linf %.1e, least %.1e\n", flux(run),
              e.Linf, range(run).first);
  EXPECT_NEAR(flux(run), 0.10485485, 0.01 * 0.10485485);
  EXPECT_LT(e.Linf, 0.01 * C_air);
  EXPECT_GE(range(run).first, 0);
}

double first_order_flux(int cells, double cover, double D_cover, double& under_cover) {
  StillColumn column = oxygen(2, cells, cover, D_cover);
  Consumption eaten;
  eaten.zones = {"below"};
  eaten.first_order = 5e-8 / phi;  // the rate law counts water and gas, phi of the bulk
  eaten.on_total = true;
  column.species.consumption = {eaten};
  TestRun run = column.build();
  column.complete(run);
  double const dz = column.z[1] - column.z[0];
  under_cover = at(run, -0.5 * dz);
  return flux(run);
}

TEST(OxygenDiffusion, FirstOrderConsumptionWithAndWithoutCover) {
  double const f = std::sqrt(5e-8 / D_e), uptake = D_e * f * std::tanh(2 * f);
  double under = 0;
  double const coarse = std::abs(first_order_flux(20, 0, D_e, under) - C_air * uptake * year);
  double const fine = std::abs(first_order_flux(40, 0, D_e, under) - C_air * uptake * year);
  std::printf("uncovered: error of the flux %.2e at 10 cm, %.2e at 5 cm, order %.2f\n",
              coarse / 0.1947, fine / 0.1947, order(coarse, fine));
  EXPECT_NEAR(C_air * uptake * year, 0.19470841, 1e-7);
  EXPECT_LT(fine, 0.01 * 0.19470841);
  EXPECT_GT(order(coarse, fine), 1.8);

  struct Cover {
    double D, flux, under;
  };
  for (Cover const& cover : {Cover{1e-7, .17513305, .248252}, Cover{1e-9, .015989296, .0226649},
                             Cover{1e-10, .0017265329, .00244737}}) {
    double const found = first_order_flux(50, 0.5, cover.D, under);
    // The first cell centre lies 2.5 cm below the contact, where `under` holds.
    double const exact_under = cover.under * std::cosh(f * 1.975) / std::cosh(f * 2);
    std::printf("cover %.0e: flux %.7f (exact %.7f), under it %.5f (%.5f)\n", cover.D, found,
                cover.flux, under, exact_under);
    EXPECT_NEAR(found, cover.flux, 0.01 * cover.flux);
    EXPECT_NEAR(under, exact_under, 0.01 * exact_under);
  }
}

// The diffusivity itself falls with the water content as Millington and Quirk found.
TEST(OxygenDiffusion, FollowsTheWaterContent) {
  StillColumn column = oxygen(1, 20, 0, D_e);
  column.below = material(VanGenuchten{0.02, phi, 2, 1.8, 0.5, 0}, 1e-6, 1);
  column.above = column.below;
  column.species.D_g = 2e-5;
  column.species.K_H = 30;
  column.psi = -1.5;  // the water table lies 0.5 m below the base
  Consumption eaten;
  eaten.zones = {"below"};
  eaten.first_order = 1e-6;
  eaten.on_total = true;
  column.species.consumption = {eaten};
  TestRun run = column.build();
  column.complete(run);
  auto const& state = run.simulation->state();
  // Steady: the flux through each face is what is eaten below it.
  double eaten_below = 0;
  for (Index c = 0; c + 1 < run.mesh.n_owned_cells(); ++c) {
    auto const pools =
        run.simulation->transport().chemistry().pools(0, c, state.water[c], state.C[0][c], 0, 0);
    eaten_below += 0.05 * 1e-6 * (pools.dissolved + pools.gas);
    auto const diffusivity = [&](Index k) {
      double const gas = phi - state.water[k];
      return std::pow(gas, 10.0 / 3) / (phi * phi) * 2e-5 * 30;
    };
    double const series = 0.05 * 0.5 * (1 / diffusivity(c) + 1 / diffusivity(c + 1));
    // The sweeps towards the high order may leave a millionth of the concentration, which is more
    // of the small differences at the base.
    EXPECT_NEAR((state.C[0][c + 1] - state.C[0][c]) / series, eaten_below, 1e-5 * eaten_below);
  }
}

}  // namespace
}  // namespace sanggan
