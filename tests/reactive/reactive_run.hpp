#pragma once
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "io/case_mesh.hpp"
#include "io/case_reader.hpp"
#include "physics/chemistry/site_chemistry.hpp"
#include "tests/physics/chemistry/support.hpp"
#include "tests/support/transport_column.hpp"

namespace sanggan::test {

/// A database followed by definitions that replace some of its own, as a file for all ranks.
inline std::string amended(std::string const& database, std::string const& name,
                           std::string const& definitions) {
  int ranks = 1, rank = 0;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  std::string const path = "build/" + name + "_" + std::to_string(ranks) + ".dat";
  if (rank == 0) std::ofstream(path) << std::ifstream(database).rdbuf() << '\n' << definitions;
  MPI_Barrier(MPI_COMM_WORLD);
  return std::filesystem::absolute(path).string();
}

/// A column along x from a case file of tests/reactive, on all ranks.
struct ReactiveRun {
  Case c;
  TestRun run;

  explicit ReactiveRun(std::string const& file, std::vector<std::string> const& overrides = {})
      : c(read_case("tests/reactive/" + file, overrides, MPI_COMM_WORLD)),
        run(build_mesh(c, MPI_COMM_WORLD), c.site, c.time, c.newton, c.transport) {}

  chemistry::SiteChemistry const& chemistry() const { return *c.site.chemistry; }
  Simulation const& simulation() const { return *run.simulation; }

  /// Runs to the end, with look() at every output time; the books must close.
  template <class Look>
  void complete(Look const& look) {
    ASSERT_TRUE(run.simulation->start(run.psi(c.initial_psi))) << run.simulation->failure().reason;
    RunCallbacks callbacks;
    callbacks.output = [&](Snapshot const&) { look(run.simulation->state().t); };
    ASSERT_EQ(run.simulation->run(callbacks), RunEnd::done) << run.simulation->failure().reason;
    for (auto const& account : run.simulation->balance().accounts())
      EXPECT_LT(account.relative_error(), 1e-9) << account.name;
  }
  void complete() {
    complete([](double) {});
  }

  /// A value of the owned cells by x, on all ranks: [cells] pairs in ascending order.
  using Profile = std::vector<std::pair<double, double>>;
  template <class Value>
  Profile profile(Value const& value) const {
    std::vector<double> here;
    for (Index k = 0; k < run.mesh.n_owned_cells(); ++k) {
      here.push_back(run.mesh.centre()[k].x);
      here.push_back(value(k));
    }
    int const n = static_cast<int>(here.size());
    std::vector<int> counts(static_cast<std::size_t>(run.halo.size())), first(counts.size(), 0);
    MPI_Allgather(&n, 1, MPI_INT, counts.data(), 1, MPI_INT, run.halo.comm());
    for (std::size_t r = 1; r < counts.size(); ++r) first[r] = first[r - 1] + counts[r - 1];
    std::vector<double> all(static_cast<std::size_t>(first.back() + counts.back()));
    MPI_Allgatherv(here.data(), n, MPI_DOUBLE, all.data(), counts.data(), first.data(), MPI_DOUBLE,
                   run.halo.comm());
    Profile sorted;
    for (std::size_t k = 0; k + 1 < all.size(); k += 2) sorted.emplace_back(all[k], all[k + 1]);
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }
  /// Molality of all that is dissolved of a component, such as Ca.
  Profile total(std::string const& name) const {
    return profile([this, s = species(name)](Index cell) {
      return simulation().concentration(s, cell) / chemistry::water_per_volume;
    });
  }
  Profile pH() const { return minus_log(chemistry::System::hydrogen); }
  Profile pe() const { return minus_log(chemistry().system.electron); }
  /// A mineral, by the kilogram of water (mol/kg).
  Profile mineral(std::string const& name) const {
    int const p = chemistry().system.phase(name);
    EXPECT_GE(p, 0) << name;
    return by_water(simulation().state().chemistry.phase[p]);
  }
  /// What a slow reaction has left (mol/kg of water).
  Profile reactant(std::string const& name) const {
    auto const& all = chemistry().reactions;
    auto const found =
        std::find_if(all.begin(), all.end(), [&](auto const& other) { return other.name == name; });
    EXPECT_NE(found, all.end()) << name;
    return by_water(simulation().state().chemistry.reactant[found - all.begin()]);
  }

 private:
  Profile by_water(std::vector<double> const& amount) const {
    return profile([&](Index cell) {
      return amount[cell] / (simulation().state().water[cell] * chemistry::water_per_volume);
    });
  }
  std::size_t species(std::string const& name) const {
    auto const& all = simulation().site().species;
    auto const found = std::find_if(all.begin(), all.end(),
                                    [&](Species const& other) { return other.name == name; });
    EXPECT_NE(found, all.end()) << name;
    return static_cast<std::size_t>(found - all.begin());
  }
  Profile minus_log(int component) const {
    return profile([this, component](Index cell) {
      return -simulation().state().chemistry.solution[component][cell] / chemistry::ln_10;
    });
  }
};

/// A column of a table by another, without the rows that lack one.
inline ReactiveRun::Profile column(chemistry::ReferenceTable const& table, std::string const& x,
                                   std::string const& y) {
  ReactiveRun::Profile points;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    if (auto const value = table.number(row, y))
      points.emplace_back(table.number(row, x).value(), *value);
  return points;
}

/// A profile at x, linear between the cells and constant beyond.
inline double at(ReactiveRun::Profile const& profile, double x) {
  auto const above = std::lower_bound(profile.begin(), profile.end(), std::pair{x, -1e300});
  if (above == profile.begin()) return profile.front().second;
  if (above == profile.end()) return profile.back().second;
  auto const& [x1, y1] = *above;
  auto const& [x0, y0] = *(above - 1);
  return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
}

/// Where a profile first crosses a level, going along x; beyond the end where it does not.
inline double front(ReactiveRun::Profile const& profile, double level) {
  for (std::size_t k = 1; k < profile.size(); ++k) {
    auto const& [x0, y0] = profile[k - 1];
    auto const& [x1, y1] = profile[k];
    if ((y0 - level) * (y1 - level) <= 0 && y0 != y1)
      return x0 + (x1 - x0) * (level - y0) / (y1 - y0);
  }
  return 1e300;
}

}  // namespace sanggan::test
