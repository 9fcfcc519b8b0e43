#include <cmath>

#include "reactive_measures.hpp"

namespace sanggan::test {
namespace {

// What measures add and exchange, with what they hold.
constexpr char const* seal =
    "{name: seal, kind: gcl_cover, patch: top, conductivity: 1e-11 m/s, thickness: 1 cm, head: 0.3 "
    "m, "
    "start: 8 day, end: 14 day}";
constexpr char const* trench =
    "{name: trench, kind: excavation, region: {where: \"x > 0.3 && x < 0.6\"}, material: "
    "limestone, "
    "pressure_head: -0.5 m, start: 4 day}";
constexpr char const* lime =
    "{name: lime, kind: mineral_amendment, region: {where: \"x > 0.5\"}, substances: [Calcite, "
    "Pyrite], "
    "content: [20 mmol/kg, 1 mmol/kg], start: 8 day}";
constexpr char const* sale =
    "{name: sale, kind: heap_reuse, region: {where: \"x > 0.7\"}, rate: 0.03 1/day, ageing: "
    "{every: 4 day}, "
    "start: 8 day, end: 16 day}";

std::string all(std::initializer_list<std::string> measures) {
  std::string list;
  for (std::string const& one : measures) list += (list.empty() ? "" : ", ") + one;
  return list;
}

void expect_same_bits(State const& a, State const& b) {
  EXPECT_EQ(a.step, b.step);
  EXPECT_EQ(a.psi, b.psi);
  EXPECT_EQ(a.C, b.C);
  EXPECT_EQ(a.chemistry.held, b.chemistry.held);
  EXPECT_EQ(a.chemistry.phase, b.chemistry.phase);
  EXPECT_EQ(a.chemistry.reactant, b.chemistry.reactant);
  EXPECT_EQ(a.chemistry.reactant_initial, b.chemistry.reactant_initial);
  EXPECT_EQ(a.chemistry.solution, b.chemistry.solution);
}

/// Two stages more, of a lid where nothing passes anyway, and no bit differs from a run that just
/// stops at these times: solids, sites, surfaces, reactants and where equilibria begin go over.
TEST(ReactiveMeasures, StageThatChangesNothingLeavesNoTrace) {
  std::vector<std::string> const stops{"output.times=[8 day, 14 day]"};
  ReactiveMeasures with("measures.yaml", seal, stops), without("measures.yaml", "", stops);
  with.complete();
  without.complete();
  expect_same_bits(with.state(), without.state());
}

/// A checkpoint within any stage, or just before one begins, leads to the same end, bit for bit.
TEST(ReactiveMeasures, GoOnFromAnyStage) {
  std::string const measures = all({trench, lime, sale});
  ReactiveMeasures whole("measures.yaml", measures);
  ASSERT_NO_FATAL_FAILURE(whole.start());
  std::vector<State> kept;
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const&) { kept.push_back(whole.state()); };
  whole.to_end(callbacks);
  int on_a_start = 0;
  for (State const& state : kept) {
    bool const starts = state.t == 4 * day || state.t == 8 * day || state.t == 12 * day;
    on_a_start += starts;
    if (!starts && state.step % 5 != 0) continue;
    ReactiveMeasures part("measures.yaml", measures);
    part.run.restore(state);
    part.to_end();
    SCOPED_TRACE(state.t);
    expect_same_bits(part.state(), whole.state());
    EXPECT_EQ(part.state().cumulative, whole.state().cumulative);
  }
  EXPECT_EQ(on_a_start, 3);
}

constexpr double theta = 0.3, theta_fill = 0.4, rho_b = 1500, rho_fill = 1700;  // (-), (kg/m3)

/// All that the waste held leaves, the filling comes, element by element.
TEST(ReactiveMeasures, ExcavationBooksWhatLeavesAndWhatComes) {
  ReactiveMeasures run("measures-still.yaml",
                       "{name: dig, kind: excavation, region: {zones: [waste]}, material: "
                       "limestone, pressure_head: 1 m, start: 0 day}");
  run.complete();
  double const gypsum = 0.1 * rho_b, pyrite = 0.02 * rho_b, calcite = 9 * rho_fill;  // (mol/m3)
  auto const expect = [&](char const* element, double out, double in) {
    EXPECT_NEAR(run.out(element, "dig"), 5 * out, 1e-9 * 5 * out) << element;
    EXPECT_NEAR(run.in(element, "dig"), 5 * in, 1e-9 * 5 * in) << element;
  };
  expect("Ca", gypsum + theta * 5, calcite + theta_fill * 2);
  expect("Zn", theta * 0.5, theta_fill * 1e-4);
  expect("Fe", pyrite + theta * 1, theta_fill * 1e-6);
  expect("Na", theta * 1, theta_fill * 1);
  expect("water", theta, theta_fill);
  EXPECT_NEAR(run.out("S", "dig"), 5 * (gypsum + 2 * pyrite + theta * 8),
              5);  // its charge is balanced
  for (Index k = 0; k < run.mesh.n_owned_cells(); ++k)
    EXPECT_EQ(run.state().chemistry.reactant[0][k], 0);
}

/// A share of everything, whatever holds it.
TEST(ReactiveMeasures, ReuseTakesItsShareOfEverything) {
  ReactiveMeasures run("measures-still.yaml",
                       "{name: sale, kind: heap_reuse, region: {zones: [waste]}, rate: 0.01 1/day, "
                       "ageing: {every: 20 day}, start: 0 day, end: 20 day}");
  run.complete();
  double const share = 1 - std::exp(-0.2);
  double const Fe = 5 * (0.02 * rho_b + theta), Zn = 5 * theta * 0.5;
  EXPECT_NEAR(run.out("Fe", "sale"), share * Fe, 1e-9 * Fe);
  EXPECT_NEAR(run.out("Zn", "sale"), share * Zn, 1e-9 * Zn);
  EXPECT_EQ(run.out("water", "sale"), 0);
}

/// What is added at the start is what was there at the start: the books have just it, and the waste
/// comes to the same end, its slow reaction at the same rate.
TEST(ReactiveMeasures, AddedMineralsAreAsThoseThatWereThere) {
  ReactiveMeasures added(
      "measures-still.yaml",
      "{name: lime, kind: mineral_amendment, region: {zones: [waste]}, substances: "
      "[Calcite, Pyrite], content: [0.05 mol/kg, 0.03 mol/kg], start: 0 day}");
  ReactiveMeasures there(
      "measures-still.yaml", "",
      {"chemistry.zones.waste.minerals={Gypsum: 0.1 mol/kg, Calcite: 0.05 mol/kg}",
       "chemistry.zones.waste.reactants.Pyrite=0.05 mol/kg"});
  added.complete();
  there.complete();
  double const calcite = 5 * 0.05 * rho_b, pyrite = 5 * 0.03 * rho_b;  // (mol)
  EXPECT_NEAR(added.in("Ca", "lime"), calcite, 1e-9 * calcite);
  EXPECT_NEAR(added.in("C", "lime"), calcite, 1e-9 * calcite);
  EXPECT_NEAR(added.in("Fe", "lime"), pyrite, 1e-9 * pyrite);
  EXPECT_NEAR(added.in("S", "lime"), 2 * pyrite, 1e-9 * pyrite);
  EXPECT_LT(added.in("Zn", "lime") + added.in("Na", "lime"), 1e-9);
  for (Index k = 0; k < added.mesh.n_owned_cells(); ++k) {
    double const pH = there.simulation().reactions()->pH(there.state(), k);
    EXPECT_NEAR(added.simulation().reactions()->pH(added.state(), k), pH, 1e-6);
    EXPECT_GT(pH, 6);
  }
  double const oxidised = 5 * 0.05 * rho_b - there.sum(there.state().chemistry.reactant[0]);
  EXPECT_GT(oxidised, 1e-6);
  EXPECT_NEAR(5 * 0.05 * rho_b - added.sum(added.state().chemistry.reactant[0]), oxidised,
              1e-3 * oxidised);
}

/// Steady diffusion with consumption of the first order: the flow into a heap of height H under a
/// cover of the thickness L is G_0 / (L/D_c + 1/(sqrt(k D_h) tanh(H sqrt(k/D_h)))), both D by
/// Millington and Quirk. Reactions go on within a step from what would be there without them, which
/// makes the flow too large by about k dt / (4 theta_g), 0.3 %.
TEST(ReactiveMeasures, FineWetCoverKeepsOxygenOut) {
  double const k = 1e-6, D_g = 1.8e-5, G_air = 0.21 * 101325 / (8.3145 * 298.15);
  auto const D_e = [&](double theta_s, double alpha, double n) {
    double const gas = theta_s * (1 - std::pow(1 + std::pow(alpha * 1.0, n), 1 / n - 1));
    return D_g * std::pow(gas, 10.0 / 3) / (theta_s * theta_s);
  };
  double const D_heap = D_e(0.4, 8, 2), D_cover = D_e(0.45, 0.7, 1.5);
  auto const flow = [&](double L, double H) {
    double const heap = 1 / (std::sqrt(k * D_heap) * std::tanh(H * std::sqrt(k / D_heap)));
    return G_air / (L / D_cover + heap);
  };
  auto const computed = [&](std::string const& measures) {
    ReactiveMeasures run("measures-cover.yaml", measures);
    run.complete();
    return -run.step("O2", "air") / run.simulation().report().dt;
  };
  double const bare = computed("");
  double const covered = computed(
      "{name: cover, kind: soil_cover, region: {where: x < 0.5}, material: loess, "
      "pressure_head: -1 m, start: 5 day}");
  EXPECT_NEAR(bare, flow(0, 3), 5e-3 * bare);
  EXPECT_NEAR(covered, flow(0.5, 2.5), 5e-3 * covered);
  EXPECT_LT(covered, 0.1 * bare);
}

/// Under a membrane pyrite oxidises by the oxygen of the water that leaks, 3.75 mol for one: no
/// mineral takes the iron, and the acid keeps it ferric where the oxygen ends.
TEST(ReactiveMeasures, MembraneLeavesPyriteTheOxygenOfItsLeak) {
  std::string const membrane =
      "{name: membrane, kind: membrane_cover, patch: top, start: 100 day, defects: 20 1/ha, "
      "defect_area: 1 cm2, head: 0.3 m, contact: 1.15, thickness: 1 m, conductivity: 1e-6 m/s}";
  ReactiveMeasures run("measures-membrane.yaml", membrane);
  ASSERT_NO_FATAL_FAILURE(run.start());
  std::vector<double> rate;  // of pyrite, step by step (mol/s)
  double before = run.sum(run.state().chemistry.reactant[0]);
  double bare = 0;
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const& step) {
    double const now = run.sum(run.state().chemistry.reactant[0]);
    rate.push_back((before - now) / step.dt);
    before = now;
    if (step.t <= 100 * day) bare = rate.back();
  };
  run.to_end(callbacks);
  double const leak = std::get<MembraneCover>(run.c.measures[0].kind).leak(0);
  auto const& chemistry = *run.c.site.chemistry;
  double O2 = 0;
  for (std::size_t m = 0; m < chemistry.mobile.size(); ++m)
    if (chemistry.mobile[m].name == "O2") O2 = chemistry.waters[0][m];
  EXPECT_NEAR(rate.back(), leak * O2 / 3.75, 1e-3 * rate.back());
  EXPECT_GT(bare, 100 * rate.back());
}

}  // namespace
}  // namespace sanggan::test
