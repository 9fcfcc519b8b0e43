#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "physics/measure.hpp"
#include "solver/staged_run.hpp"
#include "tests/support/test_run.hpp"

namespace sanggan::test {

inline constexpr double day = 86400, year = 31557600;

/// A measure of a kind, in force from start to end (s).
template <class Kind>
Measure measure(std::string name, Kind const& kind, MeasureTarget target = {}, double start = 0,
                double end = never) {
  Measure m;
  m.name = std::move(name);
  m.kind = kind;
  m.target = std::move(target);
  m.start = start;
  m.end = end;
  return m;
}

inline MeasureTarget in_zone(std::string zone) { return {{{std::move(zone)}, {}}, {}, {}, {}, {}}; }

/// Two runs that ended in the same state, to the bit, by the same work.
inline void expect_same_end(Simulation const& a, Simulation const& b) {
  EXPECT_EQ(a.state().t, b.state().t);
  EXPECT_EQ(a.state().psi, b.state().psi);
  EXPECT_EQ(a.state().C, b.state().C);
  EXPECT_EQ(a.state().cumulative, b.state().cumulative);
  EXPECT_EQ(a.report().newton_iterations, b.report().newton_iterations);
}

/// A run with measures, all that it needs kept alive together.
struct MeasureRun {
  Mesh mesh;
  Halo halo;
  Site site;
  std::vector<double> K_factor;
  std::vector<TimedEdit> edits;
  std::unique_ptr<StagedRun> run;

  MeasureRun(BoxSpec const& box, Site s, std::vector<Measure> const& measures,
             TimeControl const& time, NewtonControl const& newton = {},
             TransportControl const& transport = {})
      : mesh(build_box(box, MPI_COMM_WORLD)),
        halo(mesh, MPI_COMM_WORLD),
        site(std::move(s)),
        K_factor(static_cast<std::size_t>(mesh.n_cells()), 1.0) {
    for (Measure const& m : measures) site.accounts.push_back(m.name);
    edits = timed_edits(site, measures, time.end);
    run = std::make_unique<StagedRun>(mesh, halo, site, edits, K_factor, time, newton, transport);
  }
  MeasureRun(MeasureRun const&) = delete;  // the run refers to the other members

  /// From the pressure heads psi(x) (m) to the end; the balance closes.
  template <class F>
  void to_end(F const& psi, RunCallbacks const& callbacks = {}) {
    std::vector<double> values;
    for (Vec3 x : mesh.centre()) values.push_back(psi(x));
    ASSERT_TRUE(run->start(values)) << simulation().failure().reason;
    ASSERT_EQ(run->run(callbacks), RunEnd::done) << simulation().failure().reason;
    for (auto const& account : simulation().balance().accounts())
      EXPECT_LT(account.relative_error(), 1e-12) << account.name;
  }

  /// As to_end(); the state after each step.
  template <class F>
  std::vector<State> steps_to_end(F const& psi) {
    std::vector<State> kept;
    RunCallbacks callbacks;
    callbacks.step = [&](StepReport const&) { kept.push_back(simulation().state()); };
    to_end(psi, callbacks);
    return kept;
  }

  /// Goes on from a state of the same run to the end, which is the same to the bit.
  void ends_as(MeasureRun const& whole, State const& from) {
    SCOPED_TRACE(from.t);
    run->restore(from);
    ASSERT_EQ(run->run({}), RunEnd::done);
    expect_same_end(simulation(), whole.simulation());
  }

  Simulation const& simulation() const { return run->simulation(); }
  Balance::Account const& account(std::size_t quantity) const {
    return simulation().balance().accounts()[quantity];
  }
  std::size_t item(std::string const& name) const {
    auto const& items = simulation().balance().items();
    auto const found = std::find(items.begin(), items.end(), name);
    EXPECT_NE(found, items.end()) << name;
    return static_cast<std::size_t>(found - items.begin());
  }
  /// What went out and came in under a name, of water (0) or a species (1, ...).
  double out(std::size_t quantity, std::string const& name) const {
    return account(quantity).out[item(name)];
  }
  double in(std::size_t quantity, std::string const& name) const {
    return account(quantity).in[item(name)];
  }
};

/// Saturated soil of the conductivity K (m/s), whose water content is 0.3 wherever psi >= 0.
inline Material aquifer(double K, std::size_t n_species = 0) {
  return material(VanGenuchten{0.05, 0.3, 2, 2, 0.5, 0}, K, n_species);
}

/// A saturated strip from west to east, of 1 m2 section, between two heads.
struct Strip {
  int cells = 20;
  double length = 100, K = 1e-4, head_west = 15, head_east = 10;  // (m), (m/s)
  BoxSpec box() const {
    return {edges(0, length, cells), edges(0, 1, 1), edges(0, 1, 1), "soil", {}, {}, {}};
  }
  Site site(std::vector<Species> species = {}, double C_inflow = 0) const {
    Site site;
    site.materials = {aquifer(K, species.size())};
    site.material_of_zone = {{"soil", 0}};
    site.species = std::move(species);
    std::vector<Series> const inflow(site.species.size(), Series::constant(C_inflow));
    site.boundaries = {{"west", "west", FixedHead{Series::constant(head_west)}, inflow, {}, {}},
                       {"east", "east", FixedHead{Series::constant(head_east)}, {}, {}, {}}};
    return site;
  }
  static TimeControl steady(double end, double step = day) {
    TimeControl time;
    time.end = end;
    time.first_step = time.largest_step = step;
    time.steady_flow = true;
    return time;
  }
  /// Flow through the strip with a resistance (s) in series (m3/s).
  double flow(double resistance = 0) const {
    return (head_west - head_east) / (length / K + resistance);
  }
};

}  // namespace sanggan::test
