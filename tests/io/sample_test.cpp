// Sample cases that use every section, key and law, read back to the numbers in SI.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "io/case_reader.hpp"
#include "physics/chemistry/site_chemistry.hpp"
#include "physics/random_field.hpp"

namespace sanggan {
namespace {

constexpr char const* terrain_case = "tests/io/sample/case.yaml";
constexpr char const* box_case = "tests/io/sample/box.yaml";
constexpr char const* gmsh_case = "tests/io/sample/gmsh.yaml";
constexpr char const* reactive_case = "tests/io/sample/reactive.yaml";
constexpr char const* measures_case = "tests/io/sample/measures.yaml";
constexpr double day = 86400, year = 365.25 * day, Cd = 0.112414, O2 = 0.032;

Case const& sample() {
  static Case const c = read_case(terrain_case, {}, MPI_COMM_WORLD);
  return c;
}
Case const& box() {
  static Case const c = read_case(box_case, {}, MPI_COMM_WORLD);
  return c;
}
Case const& reactive() {
  static Case const c = read_case(reactive_case, {}, MPI_COMM_WORLD);
  return c;
}
Material const& material(std::string const& name) {
  for (auto const& m : sample().site.materials)
    if (m.name == name) return m;
  throw std::out_of_range(name);
}
Boundary const& boundary(Case const& c, std::string const& name) {
  for (auto const& b : c.site.boundaries)
    if (b.name == name) return b;
  throw std::out_of_range(name);
}
template <class Law>
Law const& law_of(Case const& c, std::string const& name) {
  return std::get<Law>(boundary(c, name).flow);
}

/// Equal but for the round-off of a few conversions.
void expect_si(double value, double expected) {
  EXPECT_NEAR(value, expected, 1e-13 * std::abs(expected));
}

TEST(Sample, Header) {
  EXPECT_EQ(sample().name, "sample");
  EXPECT_EQ(sample().title, "Every key of a case file");
  EXPECT_EQ(sample().crs, "EPSG:32649");
  EXPECT_EQ(sample().start_date, "2020-03-01");
  EXPECT_EQ(box().name, "sample");  // of its folder
}

TEST(Sample, TerrainMesh) {
  auto const& mesh = std::get<TerrainSpec>(sample().mesh);
  EXPECT_EQ(mesh.x, (std::vector<double>{0, 10, 30, 60}));
  EXPECT_EQ(mesh.y, (std::vector<double>{0, 10, 20, 30, 50}));
  EXPECT_DOUBLE_EQ(mesh.base({30, 7}), -9.7);
  EXPECT_EQ(mesh.least_thickness, 0.1);
  ASSERT_EQ(mesh.layers.size(), 5u);  // three layers and two heaps
  // The ground rises from 0 to 6 m; soil is 1 to 3 m thick from west to east, sand 2 m.
  EXPECT_NEAR(mesh.layers[2].top({30, 25}), 3, 1e-14);
  EXPECT_NEAR(mesh.layers[1].top({30, 25}), 3 - 1, 1e-14);  // the centre of the western pixel
  EXPECT_NEAR(mesh.layers[1].top({60, 25}), 6 - 2, 1e-14);  // halfway to the eastern one
  EXPECT_NEAR(mesh.layers[0].top({30, 25}), 3 - 1 - 2, 1e-14);
  EXPECT_EQ(mesh.layers[0].cells, 2);
  EXPECT_EQ(mesh.layers[0].grading, 0.5);
  // A heap rises at 1:2 from its edge up to 8 m; the other has its own surface.
  EXPECT_NEAR(mesh.layers[3].top({56, 25}), 5.6 + 2, 1e-14);
  EXPECT_NEAR(mesh.layers[3].top({30, 25}), 3 + 8, 1e-14);
  EXPECT_NEAR(mesh.layers[4].top({6, 25}), 12, 1e-14);
  EXPECT_NEAR(mesh.layers[4].top({20, 25}), mesh.layers[3].top({20, 25}), 1e-14);
  EXPECT_NEAR(mesh.ceiling({50, 10}), 5 - 1, 1e-14);  // the pit
  ASSERT_EQ(mesh.zones.size(), 2u);                   // the fill and the region
  EXPECT_EQ(mesh.zones[0].zone, "tailings");
  EXPECT_TRUE(mesh.zones[0].where({15, 35, 0}));  // 3 m deep in the middle
  EXPECT_FALSE(mesh.zones[0].where({15, 35, -2}));
  auto const& clay = mesh.zones[1];
  EXPECT_EQ(clay.bottom, -4);
  EXPECT_EQ(clay.top, -3);
  EXPECT_TRUE(clay.where({10, 0, 0}));     // 1 m below the ground, z < 0.1 x
  EXPECT_FALSE(clay.where({10, 0, 0.5}));  // less than 1 m below it
  ASSERT_EQ(mesh.surface.size(), 1u);
  EXPECT_EQ(mesh.surface[0].patch, "pond");
  EXPECT_EQ(mesh.outline.vertices.size(), 4u);
}

TEST(Sample, BoxMesh) {
  auto const& mesh = std::get<BoxSpec>(box().mesh);
  EXPECT_EQ(mesh.x, (std::vector<double>{0, 1, 2, 3, 4}));
  EXPECT_EQ(mesh.y, (std::vector<double>{0, 1}));  // one cell of 1 m, which is not refined
  ASSERT_EQ(mesh.z.size(), 7u);
  expect_si(mesh.z[6] - mesh.z[5], 4 * (mesh.z[1] - mesh.z[0]));
  EXPECT_EQ(mesh.default_zone, "soil");
  EXPECT_FALSE(mesh.active({1, 0.5, 6.5}));
  EXPECT_TRUE(mesh.active({3, 0.5, 6.5}));
  EXPECT_TRUE(mesh.active({1, 0.5, 5.5}));
}

TEST(Sample, GmshMesh) {
  auto const c = read_case(gmsh_case, {}, MPI_COMM_WORLD);
  auto const& mesh = std::get<GmshSpec>(c.mesh);
  EXPECT_EQ(mesh.n_cells, 192);
  EXPECT_EQ(mesh.zone_names, (std::vector<std::string>{"aquifer", "heap"}));
  EXPECT_EQ(mesh.cells_of_zone, (std::vector<GlobalIndex>{96, 96}));
  EXPECT_EQ(mesh.patch_names,
            (std::vector<std::string>{"boundary", "bottom", "top", "west", "east"}));
  EXPECT_EQ(mesh.faces_of_patch, (std::vector<GlobalIndex>{64, 48, 48, 24, 24}));
  EXPECT_EQ(mesh.high, (Vec3{40, 30, 20}));
  ASSERT_EQ(mesh.keep_together.size(), 1u);  // the cells around the well
  EXPECT_EQ(mesh.keep_together[0].x, 31);
  EXPECT_EQ(mesh.keep_together[0].top, 8);
}

TEST(Sample, Species) {
  auto const& s = sample().site.species;
  ASSERT_EQ(s.size(), 4u);
  EXPECT_EQ(s[0].name, "Cd");
  expect_si(s[0].molar_mass, Cd);
  expect_si(s[0].D_m, 0.7e-9);
  expect_si(s[0].C_initial, 0.1e-6 / Cd);
  expect_si(s[2].C_initial_at(10, 0, 0), 0.03);
  EXPECT_EQ(s[0].C_initial_in_zone, (std::vector<std::pair<std::string, double>>{{"rock", 0}}));
  expect_si(s[0].C_limit, 5e-6 / Cd);
  EXPECT_EQ(s[0].limit_source, "GB/T 14848-2017 class III");
  EXPECT_EQ(s[0].lambda, 0);
  expect_si(s[1].lambda, std::log(2.0) / (30 * year));
  EXPECT_FALSE(s[1].sorbed_decays);
  EXPECT_EQ(s[1].daughter, 2);
  EXPECT_EQ(s[1].yield, 0.9);
  expect_si(s[2].lambda, 0.05 / day);
  EXPECT_TRUE(s[2].sorbed_decays);
  EXPECT_EQ(s[3].D_g, 2e-5);
  EXPECT_EQ(s[3].K_H, 30);
  ASSERT_EQ(s[3].consumption.size(), 1u);
  auto const& use = s[3].consumption[0];
  EXPECT_EQ(use.zones, std::vector<std::string>{"soil"});
  expect_si(use.zero_order, 1e-3 / O2 / day);
  expect_si(use.first_order, 0.1 / day);
  EXPECT_TRUE(use.on_total);
  expect_si(use.monod_rate, 2e-3 / O2 / day);
  expect_si(use.monod_half, 0.5e-3 / O2);
}

TEST(Sample, Materials) {
  auto const& gangue = material("gangue");
  for (double const K : {gangue.K.xx, gangue.K.yy, gangue.K.zz}) expect_si(K, 0.12 / day);
  EXPECT_EQ(gangue.K.xy, 0);
  auto const& curve = std::get<VanGenuchten>(gangue.retention);
  EXPECT_EQ(curve.theta_r, 0.05);
  expect_si(curve.theta_s, 0.42);
  EXPECT_EQ(curve.alpha, 3.5);
  EXPECT_EQ(curve.n, 1.8);
  EXPECT_EQ(curve.l, -1);
  expect_si(curve.psi_e, -0.02);
  expect_si(curve.m, 1 - 1 / 1.8);  // prepared
  expect_si(gangue.S_s, 1e-3);
  expect_si(gangue.rho_b, 1600);
  EXPECT_EQ(gangue.dispersivity.longitudinal, 1);
  expect_si(gangue.dispersivity.transverse, 0.1);
  expect_si(gangue.dispersivity.transverse_vertical, 0.01);
  EXPECT_EQ(gangue.tortuosity, 0.3);
  auto const& langmuir = std::get<LangmuirIsotherm>(gangue.sorption[0]->isotherm);
  expect_si(langmuir.S_max, 250e-6 / Cd);
  expect_si(langmuir.K_L, 0.8e3 * Cd);
  EXPECT_EQ(gangue.sorption[0]->equilibrium_fraction, 1);
  expect_si(std::get<LinearIsotherm>(gangue.sorption[1]->isotherm).K_d, 0.02);
  EXPECT_EQ(gangue.sorption[1]->equilibrium_fraction, 0.4);
  expect_si(gangue.sorption[1]->omega, 0.2 / day);
  auto const& freundlich = std::get<FreundlichIsotherm>(gangue.sorption[2]->isotherm);
  expect_si(freundlich.S_ref, 1e-3);
  expect_si(freundlich.C_ref, 2);
  EXPECT_EQ(freundlich.n_F, 0.7);
  EXPECT_FALSE(gangue.sorption[3]);
  EXPECT_FALSE(gangue.immobile);

  auto const& immobile = material("sand").immobile;
  EXPECT_EQ(immobile->theta_im, 0.04);
  expect_si(immobile->rate, 1e-3 / day);
  EXPECT_EQ(immobile->sorption_share, 0.25);
  expect_si(material("sand").K.xx, 10 / day);
  expect_si(material("sand").K.yy, 10 / day);
  expect_si(material("sand").K.zz, 1 / day);
  auto const& sand = std::get<BrooksCorey>(material("sand").retention);
  expect_si(sand.psi_b, -0.2);
  EXPECT_EQ(sand.lambda, 2.5);
  EXPECT_FALSE(sand.burdine);
  expect_si(material("rock").K.xx, 3 / day);
  expect_si(material("rock").K.yy, 2 / day);
  expect_si(std::get<Gardner>(material("rock").retention).alpha, 10);
  SymmetricTensor const& bedded = material("clay").K;  // the bedding falls towards +x
  double const mm = 1e-3 / day;
  expect_si(bedded.xx, 7.75 * mm);
  expect_si(bedded.yy, 10 * mm);
  expect_si(bedded.zz, 3.25 * mm);
  expect_si(bedded.xz, -9 * 0.25 * std::sqrt(3.0) * mm);
  EXPECT_NEAR(bedded.xy, 0, 1e-15 * mm);
  EXPECT_NEAR(bedded.yz, 0, 1e-15 * mm);
  SymmetricTensor const& whole = material("soil").K;
  expect_si(whole.xx, 3 / day);
  expect_si(whole.yy, 2 / day);
  expect_si(whole.xz, -0.5 / day);
  EXPECT_EQ(whole.yz, 0);
  auto const& clay = std::get<Haverkamp>(material("clay").retention);
  expect_si(clay.h_theta, 0.37);
  expect_si(clay.h_k, 0.19);
  EXPECT_EQ(clay.b, 3.96);
  EXPECT_EQ(clay.B, 4.74);
  auto const& table = std::get<TabulatedRetention>(material("soil").retention);
  EXPECT_EQ(table.psi, (std::vector<double>{-10, -1, 0}));
  EXPECT_EQ(table.k_r, (std::vector<double>{1e-6, 1e-3, 1}));

  auto const& zones = sample().site.material_of_zone;
  ASSERT_EQ(zones.size(), 7u);
  for (auto const& [zone, i] : zones) {
    auto const& name = sample().site.materials[static_cast<std::size_t>(i)].name;
    EXPECT_EQ(name, zone == "dump" ? "gangue" : zone == "tailings" ? "clay" : zone);
  }
}

TEST(Sample, Boundaries) {
  auto const& weather = law_of<Atmosphere>(sample(), "ground");
  EXPECT_EQ(weather.rain.kind, Series::Kind::linear);
  EXPECT_EQ(weather.rain.times, (std::vector<double>{0, 10 * day}));
  expect_si(weather.rain.values[0], 0.8 * 5e-3 / day);
  expect_si(weather.rain.at(5 * day), 0.8 * 10e-3 / day);
  EXPECT_EQ(weather.rain.period, year);
  // The months go on from March.
  expect_si(weather.evaporation.at(0), 2e-3 / day);  // the mean February ends on 1 March
  expect_si(weather.evaporation.at(10 * day), 3e-3 / day);
  expect_si(weather.evaporation.at(100 * day), 6e-3 / day);
  expect_si(weather.evaporation.at(300 * day), 1e-3 / day);
  EXPECT_EQ(weather.psi_dry, -150);
  expect_si(weather.deepest_pond, 0.02);
  expect_si(boundary(sample(), "ground").C_inflow[0].at(0), 1e-6 / Cd);
  auto const& air = boundary(sample(), "ground").gas_fixed[3];
  EXPECT_EQ(air.at(9 * day), 9);
  EXPECT_EQ(air.at(11 * day), 8);

  EXPECT_EQ(law_of<FixedHead>(sample(), "pond").head.at(0), 12);
  auto const& held = boundary(sample(), "pond").C_fixed[0];
  EXPECT_EQ(held.times, (std::vector<double>{0, 240 * 3600}));
  expect_si(held.values[1], 4e-6 / Cd);
  expect_si(law_of<GeneralHead>(sample(), "west").conductance, 0.1 / day);
  EXPECT_EQ(law_of<River>(sample(), "east").bed_elevation, 1);
  EXPECT_EQ(law_of<River>(sample(), "east").stage.at(0), 2);
  expect_si(law_of<Drain>(sample(), "south").conductance, 0.3 / day);
  auto const& seepage = std::get<SeepageFace>(boundary(sample(), "north").flow);
  expect_si(seepage.water_level.place(20, 50, 3), 3);
  EXPECT_TRUE(std::holds_alternative<FreeDrainage>(boundary(sample(), "base").flow));
  EXPECT_EQ(boundary(sample(), "base").patch, "bottom");

  expect_si(law_of<Recharge>(box(), "top").rate.at(2 * day), 2e-3 / day);
  expect_si(law_of<FixedFlux>(box(), "west").inflow.at(0), -1e-3 / day);
  expect_si(law_of<FixedPressureHead>(box(), "east").psi.at(0), 0.1);
}

TEST(Sample, ReleasesLoadsWellsAndSources) {
  auto const& site = sample().site;
  auto const& first = std::get<FirstOrderRelease>(site.releases.at(0).law);
  EXPECT_EQ(site.releases[0].zone, "gangue");
  EXPECT_EQ(site.releases[0].species, 0);
  expect_si(first.content, 3e-6 / Cd);
  expect_si(first.rate, 0.2 / year);
  auto const& column = std::get<ColumnTestRelease>(site.releases.at(1).law);
  expect_si(column.L_S[0], 1e-4);
  expect_si(column.released_at[1], 2e-3);
  auto const& core = std::get<ShrinkingCoreRelease>(site.releases.at(2).law);
  EXPECT_EQ(core.content, 0.1);
  EXPECT_EQ(core.rate, 1e-9);
  EXPECT_EQ(site.releases[2].oxidant, 3);
  EXPECT_EQ(site.releases[2].oxidant_per_mol, 3.5);

  expect_si(site.loads.at(0).rate.at(0), 5e-3 / Cd / 1e4 / year);
  EXPECT_EQ(site.loads[0].patch, "pond");

  auto const& well = site.wells.at(0);
  EXPECT_EQ((std::array{well.x, well.y, well.screen_bottom, well.screen_top}),
            (std::array{15.0, 25.0, -6.0, -2.0}));
  expect_si(well.radius, 0.15);
  EXPECT_EQ(well.skin, 2);
  expect_si(well.rate->at(0), 50 / day);
  EXPECT_EQ(well.lowest_head, -5);
  expect_si(well.stop_below[0].at(0), 3e-6 / Cd);
  expect_si(well.restart_above[0].at(0), 5e-6 / Cd);
  EXPECT_FALSE(well.head);
  EXPECT_EQ(site.wells.at(1).head->at(0), 3);
  expect_si(site.wells[1].C_injected[0].at(0), 2e-6 / Cd);

  EXPECT_EQ(site.sources.at(0).zone, "tailings");
  expect_si(site.sources[0].water.at(0), 3 / day);
  expect_si(site.sources[0].mass[0].at(0), 1e-3 / Cd / day);
  expect_si(site.sources[1].water_density(10, 0, 0), -1.1e-8);
}

TEST(Sample, StateControlsAndOutput) {
  auto const& psi = sample().initial_psi;
  EXPECT_EQ(psi({5, 5, -3}), 3);
  EXPECT_EQ(psi({5, 5, 50}), -20);
  EXPECT_DOUBLE_EQ(box().initial_psi({2, 0.5, 1}), 5.2 - 1);
  ASSERT_EQ(sample().cell_fields.size(), 2u);
  EXPECT_DOUBLE_EQ(sample().cell_fields[0].at({0, 0, -4}), 0.6);
  EXPECT_DOUBLE_EQ(sample().cell_fields[1].at({20, 20, 0}), 1);
  EXPECT_EQ(box().cell_fields[0].hdf5_dataset, "factor");
  MaternCovariance const matern{2, 1.5, {5, 2, 0.5}, std::numbers::pi / 6};
  RandomField const field(matern, 11, 200, {{{1, 0.5, 1}, std::log(3 / 0.5)}});
  EXPECT_DOUBLE_EQ(box().cell_fields[1].at({2, 1, 0}), 0.5 * std::exp(field.at({2, 1, 0})));
  EXPECT_NEAR(box().cell_fields[1].at({1, 0.5, 1}), 3, 1e-9);
  EXPECT_DOUBLE_EQ(box().cell_fields[2].at({2, 1, 0}),
                   std::exp(RandomField({1, 0.5, {5, 5, 1}}, 1, 1000).at({2, 1, 0})));

  auto const& time = sample().time;
  EXPECT_EQ(time.end, 2 * year);
  EXPECT_EQ(time.first_step, 60);
  EXPECT_EQ(time.largest_step, 5 * day);
  EXPECT_EQ(time.spin_up, 864000);
  EXPECT_EQ(time.smallest_step, 0.1);
  EXPECT_EQ(time.water_content_tolerance, 2e-3);
  EXPECT_EQ(time.largest_growth, 1.5);
  EXPECT_TRUE(time.steady_start);
  EXPECT_FALSE(time.steady_flow);
  EXPECT_EQ(time.outputs,
            (std::vector<double>{30 * day, 200 * day, year, 400 * day, 600 * day, 2 * year}));
  EXPECT_EQ(sample().newton.most_iterations, 12);
  EXPECT_EQ(sample().newton.tolerance, 1e-9);
  EXPECT_EQ(sample().newton.linear_tolerance, 1e-7);
  EXPECT_TRUE(sample().newton.upstream);
  EXPECT_EQ(sample().newton.petsc_options, "-ksp_type gmres");
  EXPECT_EQ(sample().transport.advection, TransportControl::Advection::upwind);
  EXPECT_FALSE(sample().transport.cross_dispersion);
  EXPECT_EQ(sample().transport.largest_step, day);
  EXPECT_EQ(sample().transport.courant, 2);
  EXPECT_EQ(sample().transport.linear_tolerance, 1e-8);
  auto const& output = sample().output;
  ASSERT_EQ(output.points.size(), 1u);
  EXPECT_EQ(output.zones, (std::vector<std::string>{"gangue", "soil"}));
  EXPECT_TRUE(output.vtu);
  EXPECT_TRUE(output.triad);
  EXPECT_EQ(output.checkpoint_interval, 300);
}

TEST(Sample, Chemistry) {
  chemistry::SiteChemistry const& site = *reactive().site.chemistry;
  EXPECT_DOUBLE_EQ(site.temperature, 285.15);
  EXPECT_EQ(site.water_names, (std::vector<std::string>{"rain", "pore"}));
  auto const mobile = [&](std::string const& name) {
    auto const& all = reactive().site.species;
    return static_cast<std::size_t>(
        std::find_if(all.begin(), all.end(), [&](auto const& s) { return s.name == name; }) -
        all.begin());
  };
  std::size_t const Ca = mobile("Ca"), O2 = mobile("O2"), As3 = mobile("As(3)");
  ASSERT_LT(std::max({Ca, O2, As3}), reactive().site.species.size());
  EXPECT_NEAR(site.waters[1][Ca], 5, 1e-9);  // mol/m3
  EXPECT_NEAR(site.waters[1][As3], 1e-4, 1e-13);
  EXPECT_EQ(site.mobile[O2].D_g, 2e-5);
  EXPECT_EQ(site.mobile[O2].D_m, 2e-9);
  EXPECT_NEAR(site.mobile[O2].K_H, 25, 3);  // 1.7 mmol/(kg atm) at 12 degrees C
  expect_si(site.zones[0].phase[0], 16);    // 10 mmol/kg in 1600 kg/m3
  expect_si(site.zones[0].reactant[0], 480);
  expect_si(site.zones[0].held[site.system.element("X")], 80);
  auto const& oxide = site.request.mineral_surfaces.at(0);
  EXPECT_EQ(oxide.mineral, "Ferrihydrite");
  expect_si(oxide.per_mole.at("Hfo"), 53400);
  expect_si(oxide.per_mole.at("Hfo_w"), 0.2);
  EXPECT_EQ(site.system.capacitance[site.system.element("Hfo")], 1.06);
  auto const& ground = boundary(reactive(), "ground");
  EXPECT_NEAR(ground.C_inflow[Ca].at(0), 0, 1e-12);
  EXPECT_NEAR(ground.C_inflow[Ca].at(11 * day), 5, 1e-9);
  EXPECT_NEAR(boundary(reactive(), "base").C_fixed[Ca].at(0), 5, 1e-9);
  EXPECT_NEAR(reactive().site.wells[0].C_injected[Ca].at(0), 5, 1e-9);
  auto const& pyrite = std::get<chemistry::PyriteRate>(site.reactions[0].rate);
  EXPECT_EQ(pyrite.D_rim, 1e-12);
  EXPECT_EQ(site.reactions[4].yields.at("bugs"), 0.1);
  auto const& coupling = reactive().transport.coupling;
  EXPECT_EQ(coupling.scheme, CouplingControl::Scheme::iterative);
  EXPECT_EQ(coupling.tolerance, 0.2);
  EXPECT_EQ(coupling.most_iterations, 12);
}

template <class Kind>
Kind const& kind_of(Measure const& measure) {
  return std::get<Kind>(measure.kind);
}

TEST(Sample, Measures) {
  Case const c = read_case(measures_case, {}, MPI_COMM_WORLD);
  auto const named = [&](std::string const& name) -> Measure const& {
    return *std::find_if(c.measures.begin(), c.measures.end(),
                         [&](Measure const& m) { return m.name == name; });
  };
  ASSERT_EQ(c.measures.size(), std::variant_size_v<MeasureKind>);
  Measure const& wall = named("wall");
  EXPECT_EQ(wall.place, "tests/io/sample/measures.yaml:42:5: measures.0 \"wall\"");
  EXPECT_EQ(wall.start, year);
  EXPECT_EQ(wall.end, never);
  expect_si(wall.ageing.rate, 0.02 / year);
  EXPECT_EQ(wall.ageing.every, 5 * year);
  EXPECT_EQ(wall.cost.capital, 2.5e6);
  EXPECT_EQ(wall.cost.yearly, 1e4);
  EXPECT_EQ(wall.cost.currency, "CNY");
  EXPECT_EQ(wall.cost.price_year, 2022);
  EXPECT_EQ(wall.responsible, "owner of the mine");
  EXPECT_EQ(kind_of<CutoffWall>(wall).thickness, 0.8);
  EXPECT_EQ(wall.target.line[1], (std::array{50.0, 40.0}));
  EXPECT_TRUE(wall.target.region.holds(50, 20, 5));
  EXPECT_FALSE(wall.target.region.holds(50, 20, 1));
  EXPECT_EQ(named("containment").target.wells, (std::vector<std::string>{"pump"}));
  EXPECT_EQ(named("membrane").target.boundary, "rain");
  expect_si(kind_of<MembraneCover>(named("membrane")).defects, 2.5e-4);
  EXPECT_EQ(named("gallery").target.boundary, "gallery_outlet");
  expect_si(kind_of<Phytoremediation>(named("willows")).uptake, 0.1 / Cd / 1e4 / year);
  // May to September, of years that begin two months before the run in March.
  EXPECT_NEAR(named("willows").season.start_of_year, -60 * day, day);
  expect_si(named("willows").season.from, 4 * year / 12);
  expect_si(named("willows").season.to, 9 * year / 12);
  EXPECT_EQ(named("nets").target.loads, (std::vector<std::string>{"dust", "sewer"}));
  EXPECT_EQ(c.site.accounts.size(), c.measures.size());
  auto const& liming = kind_of<MineralAmendment>(named("liming"));
  EXPECT_EQ(liming.substances, (std::vector<std::string>{"Calcite", "Pyrite"}));
  expect_si(liming.content[1], 1e-3);
  auto const& fill = c.site.chemistry->fills.at(0);
  EXPECT_EQ(fill.name, "loess");
  expect_si(fill.phase.at(static_cast<std::size_t>(c.site.chemistry->system.phase("Calcite"))),
            1.2 * 1400);
  expect_si(fill.reactant.at(0), 1e-6 * 1400);
}

/// All keys of a description, and the names of its branches.
void collect(Description const& d, std::set<std::string>& keys, std::set<std::string>& branches) {
  for (auto const& key : d.keys) {
    keys.insert(key->name);
    collect(*key, keys, branches);
  }
  if (!d.selector.empty()) keys.insert(d.selector);
  if (d.element) collect(*d.element, keys, branches);
  for (auto const& one : d.alternatives) {
    if (!d.selector.empty()) branches.insert(one->name);
    collect(*one, keys, branches);
  }
}

void collect(Node const& node, std::set<std::string>& words) {
  words.insert(node.text);
  for (auto const& item : node.items) collect(item, words);
  for (auto const& entry : node.entries) {
    words.insert(entry.key);
    collect(entry.value, words);
  }
}

// A new key or law has to join the samples.
TEST(Sample, UsesEveryKeyAndEveryLaw) {
  std::set<std::string> keys, branches, words;
  collect(describe_case(), keys, branches);
  auto const gmsh = read_case(gmsh_case, {}, MPI_COMM_WORLD);
  auto const measures = read_case(measures_case, {}, MPI_COMM_WORLD);
  for (auto const* c : {&sample(), &box(), &gmsh, &reactive(), &measures})
    collect(parse_yaml(c->source_text, 0), words);
  EXPECT_GT(keys.size(), 100u);
  EXPECT_GT(branches.size(), 20u);
  for (auto const& list : {keys, branches})
    for (auto const& word : list) EXPECT_TRUE(words.contains(word)) << word;
}

// What a run keeps of its case reads back to the same case.
TEST(Sample, ResolvedTextIsTheSameCase) {
  EXPECT_TRUE(sample().source_text.find("include") == std::string::npos);
  EXPECT_EQ(to_yaml(parse_yaml(sample().source_text, 0)), sample().source_text);
  EXPECT_EQ(read_case(terrain_case, {}, MPI_COMM_WORLD).hash, sample().hash);
}

TEST(Sample, HashKnowsOverrides) {
  EXPECT_NE(read_case(terrain_case, {"time.end=3 yr"}, MPI_COMM_WORLD).hash, sample().hash);
}

TEST(Sample, OverridesReachEveryPlace) {
  auto const c =
      read_case(terrain_case,
                {"time.end=3 yr", "materials.gangue.retention.n=2", "mesh.layers.0.cells=4",
                 "wells.village.rate=10 m3/day", "output.times=[1 day]"},
                MPI_COMM_WORLD);
  EXPECT_EQ(c.time.end, 3 * year);
  EXPECT_EQ(std::get<VanGenuchten>(c.site.materials[0].retention).n, 2);
  EXPECT_EQ(std::get<TerrainSpec>(c.mesh).layers[0].cells, 4);
  expect_si(c.site.wells[0].rate->at(0), 10 / day);
  EXPECT_EQ(c.time.outputs.front(), day);
}

}  // namespace
}  // namespace sanggan
