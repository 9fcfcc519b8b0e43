#include <map>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// A leaking zone over a sloping groundwater flow in 3-D, with sorption and decay into a daughter.
TestRun site_run(MPI_Comm comm, std::vector<int> const& kept = {0, 1, 2}) {
  BoxSpec box{edges(0, 40, 10), edges(0, 28, 7), edges(0, 10, 8), "soil", {}, {}, {}};
  box.zones = {{"waste", {}, 7, 10, [](Vec3 x) { return x.x < 14 && x.y < 14; }}};
  std::vector<Species> all = {tracer("A", 0.1), tracer("B"), tracer("chloride")};
  all[0].lambda = 1e-7;
  all[0].C_initial_in_zone = {{"waste", 5}};
  all[1].lambda = 3e-8;
  all[1].C_initial_in_zone = {{"waste", 1}};
  all[2].D_m = 1e-9;
  all[2].C_initial_in_zone = {{"waste", 2}};
  if (kept.size() == 3) all[0].daughter = 1;
  std::vector<std::optional<Sorption>> const sorption = {
      Sorption{FreundlichIsotherm{1e-4, 1, 0.8}}, Sorption{LinearIsotherm{2e-4}, 0.5, 1e-6}, {}};
  Site site;
  Material soil = material(VanGenuchten{0.06, 0.40, 4, 1.8, 0.5, 0}, 2e-5);
  soil.S_s = 1e-4;
  soil.rho_b = 1600;
  soil.dispersivity = {1, 0.2, 0.2};
  for (int s : kept) {
    site.species.push_back(all[static_cast<std::size_t>(s)]);
    soil.sorption.push_back(sorption[static_cast<std::size_t>(s)]);
  }
  Material waste = soil;
  waste.K = {1e-4, 1e-4, 3e-5};
  site.materials = {soil, waste};
  site.material_of_zone = {{"soil", 0}, {"waste", 1}};
  Series const rain{{0, 10 * day, 20 * day}, {1e-7, 4e-7, 0}, Series::Kind::step, 0};
  site.boundaries = {{"ground", "top", Recharge{rain}, {}, {}, {}},
                     {"up", "west", FixedHead{Series::constant(4)}, {}, {}, {}},
                     {"down", "east", FixedHead{Series::constant(3)}, {}, {}, {}}};
  site.wells = {{"pumped", 30, 14, 0, 2.5, 0.1, 0, Series::constant(2e-5), {}, 0, {}}};
  TimeControl time;
  time.end = 30 * day;
  time.first_step = 600;
  NewtonControl newton;
  newton.linear_tolerance = 1e-10;
  TransportControl transport;
  transport.linear_tolerance = 1e-12;
  return {box, site, time, newton, transport, comm};
}
void start(TestRun& run) {
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return 3.5 - x.z; })));
}

TEST(Ranks, AgreeWithOneRank) {
  TestRun one = site_run(MPI_COMM_SELF), many = site_run(MPI_COMM_WORLD);
  start(one);
  start(many);
  // The same steps on both, so that only the layout differs.
  for (double dt : {600.0, 3000.0, 10800.0, 21600.0, 43200.0, 86400.0, 86400.0, 86400.0}) {
    ASSERT_TRUE(one.simulation->step(dt)) << one.simulation->failure().reason;
    ASSERT_TRUE(many.simulation->step(dt)) << many.simulation->failure().reason;
  }
  expect_balance(one);
  expect_balance(many);
  std::map<GlobalIndex, Index> place;
  for (Index c = 0; c < one.mesh.n_owned_cells(); ++c) place[one.mesh.cell_id()[c]] = c;
  for (std::size_t s = 0; s < 3; ++s) {
    double worst = 0;
    for (Index c = 0; c < many.mesh.n_owned_cells(); ++c)
      worst =
          std::max(worst, std::abs(many.simulation->state().C[s][c] -
                                   one.simulation->state().C[s][place.at(many.mesh.cell_id()[c])]));
    worst = many.largest(worst);
    if (many.halo.rank() == 0)
      std::printf("%d ranks, %s: largest difference %.1e\n", many.halo.size(),
                  many.site.species[s].name.c_str(), worst);
    EXPECT_LT(worst, 1e-8);
    auto const &a = one.simulation->balance().accounts()[1 + s],
               &b = many.simulation->balance().accounts()[1 + s];
    EXPECT_NEAR(a.stored.total() / b.stored.total(), 1, 1e-9);
  }
}

TEST(Repetition, IsBitwise) {
  TestRun one = site_run(MPI_COMM_WORLD), two = site_run(MPI_COMM_WORLD);
  start(one);
  start(two);
  ASSERT_EQ(one.simulation->run({}), RunEnd::done) << one.simulation->failure().reason;
  ASSERT_EQ(two.simulation->run({}), RunEnd::done);
  expect_balance(one);
  EXPECT_EQ(one.simulation->state().psi, two.simulation->state().psi);
  EXPECT_EQ(one.simulation->state().C, two.simulation->state().C);
  EXPECT_EQ(one.simulation->state().S_kinetic, two.simulation->state().S_kinetic);
}

// A run that is stopped and taken up from its state goes on as if nothing had happened.
TEST(Restart, IsExact) {
  TestRun one = site_run(MPI_COMM_WORLD), two = site_run(MPI_COMM_WORLD);
  start(one);
  State saved;
  RunCallbacks look;
  look.step = [&](StepReport const&) {
    if (one.simulation->state().t >= 10 * day && saved.step == 0) saved = one.simulation->state();
  };
  ASSERT_EQ(one.simulation->run(look), RunEnd::done);
  ASSERT_GT(saved.step, 0);
  start(two);
  two.simulation->restore(saved);
  ASSERT_EQ(two.simulation->run({}), RunEnd::done);
  EXPECT_EQ(one.simulation->state().step, two.simulation->state().step);
  double worst = 0;
  for (std::size_t s = 0; s < 3; ++s)
    for (Index c = 0; c < one.mesh.n_owned_cells(); ++c)
      worst = std::max(worst,
                       std::abs(one.simulation->state().C[s][c] - two.simulation->state().C[s][c]));
  std::printf("restart: largest difference %.1e\n", worst);
  EXPECT_LT(worst, 1e-9);
  expect_balance(two);
}

TEST(Species, TogetherAreEachAlone) {
  TestRun together = site_run(MPI_COMM_WORLD);
  start(together);
  ASSERT_EQ(together.simulation->run({}), RunEnd::done);
  for (std::size_t s : {std::size_t{0}, std::size_t{2}}) {
    TestRun alone = site_run(MPI_COMM_WORLD, {static_cast<int>(s)});
    start(alone);
    ASSERT_EQ(alone.simulation->run({}), RunEnd::done);
    EXPECT_EQ(alone.simulation->state().C[0], together.simulation->state().C[s]);
  }
}

}  // namespace
}  // namespace sanggan
