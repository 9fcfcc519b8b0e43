#pragma once
#include <memory>
#include <string>
#include <vector>

#include "io/measure_check.hpp"
#include "io/readers.hpp"
#include "reactive_run.hpp"
#include "solver/staged_run.hpp"

namespace sanggan::test {

/// A case of tests/reactive with measures, as flow sequences of a case file, on all ranks.
struct ReactiveMeasures {
  Case c;
  Mesh mesh;
  Halo halo;
  std::vector<double> K_factor;
  std::vector<TimedEdit> edits;
  StagedRun run;

  explicit ReactiveMeasures(std::string const& file, std::string const& measures,
                            std::vector<std::string> overrides = {})
      : c(read_case("tests/reactive/" + file, with(std::move(overrides), measures),
                    MPI_COMM_WORLD)),
        mesh(build_mesh(c, MPI_COMM_WORLD)),
        halo(mesh, MPI_COMM_WORLD),
        K_factor(static_cast<std::size_t>(mesh.n_cells()), 1.0),
        edits(timed_edits(c.site, c.measures, c.time.end)),
        run(mesh, halo, c.site, edits, K_factor, c.time, c.newton, c.transport) {
    check_measures(c, mesh, MPI_COMM_WORLD);
  }
  ReactiveMeasures(ReactiveMeasures const&) = delete;  // the run refers to the other members

  Simulation const& simulation() const { return run.simulation(); }
  State const& state() const { return simulation().state(); }

  void start() {
    std::vector<double> psi;
    for (Vec3 x : mesh.centre()) psi.push_back(c.initial_psi(x));
    ASSERT_TRUE(run.start(psi)) << simulation().failure().reason;
  }
  /// Runs to the end; the books close in every step, nothing left over.
  void to_end(RunCallbacks const& callbacks = {}) {
    ASSERT_EQ(run.run(callbacks), RunEnd::done) << simulation().failure().reason;
    for (auto const& account : simulation().balance().accounts()) {
      EXPECT_LT(account.relative_error(), 1e-12) << account.name;
      EXPECT_EQ(account.in.back() + account.out.back(), 0) << account.name << " is settled";
    }
  }
  void complete() {
    ASSERT_NO_FATAL_FAILURE(start());
    to_end();
  }

  /// The books of water, or of something that moves.
  Balance::Account const& account(std::string const& name) const {
    auto const& accounts = simulation().balance().accounts();
    return accounts[place_of(names_of(accounts), name)];
  }
  double in(std::string const& quantity, std::string const& item) const {
    return account(quantity).in[place(item)];
  }
  double out(std::string const& quantity, std::string const& item) const {
    return account(quantity).out[place(item)];
  }
  double step(std::string const& quantity, std::string const& item) const {
    return account(quantity).step[place(item)];
  }
  /// A field of the owned cells, summed up over the site (mol).
  double sum(std::vector<double> const& field) const {
    double sum = 0;
    for (Index k = 0; k < mesh.n_owned_cells(); ++k) sum += mesh.volume()[k] * field[k];
    MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_DOUBLE, MPI_SUM, halo.comm());
    return sum;
  }

 private:
  static std::vector<std::string> with(std::vector<std::string> overrides,
                                       std::string const& measures) {
    overrides.push_back("measures=[" + measures + "]");
    return overrides;
  }
  static std::size_t place_of(std::vector<std::string> const& names, std::string const& name) {
    auto const found = std::find(names.begin(), names.end(), name);
    EXPECT_NE(found, names.end()) << name;
    return static_cast<std::size_t>(found - names.begin());
  }
  std::size_t place(std::string const& item) const {
    return place_of(simulation().balance().items(), item);
  }
};

}  // namespace sanggan::test
