// Ensembles of a column whose answer is known, run as `sanggan ensemble` runs them.
#include "app/ensemble.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <sstream>

#include "io/atomic_file.hpp"
#include "io/hdf5_file.hpp"
#include "io/monitor_table.hpp"
#include "io/results_reader.hpp"
#include "io/section.hpp"
#include "study/uncertainty/distribution.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

constexpr double day = 86400, end = 200 * day;

int rank() {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

class EnsembleOfColumns : public testing::Test {
 protected:
  static std::string base() {
    static std::string const path = [] {
      int id = getpid();
      MPI_Bcast(&id, 1, MPI_INT, 0, MPI_COMM_WORLD);
      return (fs::temp_directory_path() / ("sanggan-ensemble-" + std::to_string(id))).string();
    }();
    return path;
  }
  static EnsembleOptions asked(std::string const& name, std::string const& folder) {
    EnsembleOptions options;
    options.ensemble = "tests/app/ensemble/" + name + ".yaml";
    options.batch.folder = folder;
    options.batch.verbosity.quiet = true;
    return options;
  }
  static ExitCode run(std::string const& name, std::string const& folder, int groups,
                      MPI_Comm comm = MPI_COMM_WORLD) {
    auto options = asked(name, folder);
    options.batch.groups = groups;
    options.batch.resume = true;
    return run_ensemble(options, comm);
  }
  static void TearDownTestSuite() {
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank() == 0) fs::remove_all(base());
  }
};

/// A column with an inlet of the third type, at x (m) and t (s); inflow in m/s.  [vanGenuchten1982]
double breakthrough(double inflow, double x, double t) {
  double const v = inflow / 0.25, D = 5 * v, s = 2 * std::sqrt(D * t);
  return 0.5 * std::erfc((x - v * t) / s) +
         std::sqrt(v * v * t / (std::numbers::pi * D)) * std::exp(-std::pow((x - v * t) / s, 2)) -
         0.5 * (1 + v * x / D + v * v * t / D) * std::exp(v * x / D) * std::erfc((x + v * t) / s);
}

/// The concentration grows with the velocity, so that its quantiles are those of the velocity,
/// mapped. Of n members of a Latin hypercube each lies in a stratum of its own, so that a quantile
/// is at most one stratum off; a hundredth is what the grid adds (cell and step an eighth of the
/// dispersion length).
TEST_F(EnsembleOfColumns, QuantilesAreThoseOfTheVelocityMapped) {
  constexpr double grid = 0.01;
  constexpr int n = 20;
  LognormalDistribution const inflow{0.06 / day, 0.3};
  auto const C = [&](double p, double x) {
    return breakthrough(inflow.quantile(std::clamp(p, 1e-6, 1 - 1e-6)), x, end);
  };
  std::string const folder = base() + "/velocity";
  ASSERT_EQ(run("velocity", folder, 0), ExitCode::done);

  auto const table = read_monitors(folder + "/monitors.csv");
  ASSERT_EQ(table.t.back(), end);
  for (auto const& [name, p] : {std::pair{"10%", 0.1}, {"50%", 0.5}, {"90%", 0.9}}) {
    double const found = table.values[table.column(std::string("port A ") + name)].back();
    EXPECT_GE(found, C(p - 1.0 / n, 40.5) - grid) << name;
    EXPECT_LE(found, C(p + 1.0 / n, 40.5) + grid) << name;
  }
  double mean = 0;
  for (int i = 0; i < 1000; ++i) mean += C((i + 0.5) / 1000, 40.5) / 1000;
  // Strata of 1/n: the error of a mean over a range of 1 is below 1/n, and far below at random.
  EXPECT_NEAR(table.values[table.column("port A mean")].back(), mean, 0.5 / n);
  double exceeding = 0;
  for (int i = 0; i < 1000; ++i) exceeding += C((i + 0.5) / 1000, 40.5) > 0.5 ? 1e-3 : 0;
  EXPECT_NEAR(table.values[table.column("port A above limit")].back(), exceeding, 1.5 / n);

  // The head falls linearly to the outlet: it is above its limit where the inflow is above one.
  double const score = std::log(0.42 * 1e-4 / 59.5 / inflow.median) / inflow.log_deviation;
  double const above = 0.5 * std::erfc(score / std::numbers::sqrt2);
  EXPECT_NEAR(table.values[table.column("port head above limit")].back(), above, 1.0 / n);
  Hdf5File const monitors(folder + "/monitors.h5", Hdf5File::Mode::read, MPI_COMM_WORLD);
  auto const rows = static_cast<GlobalIndex>(table.t.size());
  RowRange const all{0, rows, rows};
  EXPECT_EQ(monitors.text_attribute("mean/port head", "units"), "m");
  EXPECT_EQ(monitors.number_attribute("above_limit/port head", "limit"), 10.42);
  auto const same = [&](std::vector<double> const& found, std::string const& column) {
    auto const& expected = table.values[table.column(column)];
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t k = 0; k < found.size(); ++k)
      EXPECT_NEAR(found[k], expected[k], 1e-9 * (1 + expected[k])) << column;  // ten digits
  };
  same(monitors.read<double>("mean/port A", all), "port A mean");
  same(monitors.read<double>("above_limit/port head", all), "port head above limit");
  same(monitors.read<double>("quantiles/port A", {1, 1, 3}, static_cast<int>(rows)), "port A 50%");

  ResultsReader const cells(folder + "/results.h5", MPI_COMM_WORLD);
  ASSERT_EQ(cells.index().times.back(), end);
  auto const median =
      cells.field({"A_dissolved_q50", "", 1}, cells.index().times.size() - 1).values;
  auto const x = cells.centres();
  for (std::size_t c = 0; c < median.size(); ++c) {
    if (x[3 * c] > 80) continue;  // the exact column has no end
    EXPECT_GE(median[c], C(0.5 - 1.0 / n, x[3 * c]) - grid) << x[3 * c];
    EXPECT_LE(median[c], C(0.5 + 1.0 / n, x[3 * c]) + grid) << x[3 * c];
  }
}

/// Members on one rank, and on all together; they agree as the solvers are asked to.
TEST_F(EnsembleOfColumns, IsTheSameOnAnyNumberOfRanks) {
  if (rank() == 0) {
    ASSERT_EQ(run("indices", base() + "/alone", 1, MPI_COMM_SELF), ExitCode::done);
  }
  ASSERT_EQ(run("indices", base() + "/together", 1), ExitCode::done);
  auto const one = read_monitors(base() + "/alone/monitors.csv"),
             other = read_monitors(base() + "/together/monitors.csv");
  ASSERT_EQ(one.names, other.names);
  for (std::size_t j = 0; j < one.names.size(); ++j)
    for (std::size_t k = 0; k < one.t.size(); ++k)
      EXPECT_NEAR(one.values[j][k], other.values[j][k], 1e-8 * (1 + std::abs(one.values[j][k])))
          << one.names[j];
}

/// The concentration depends on the inflow alone: conductivity has no share in it, to the last
/// digit that the solvers give.
TEST_F(EnsembleOfColumns, IndicesTellWhatMattersFromWhatDoesNot) {
  std::string const folder = base() + "/together";  // what is done there is not run again
  ASSERT_EQ(run("indices", folder, 1), ExitCode::done);
  std::istringstream lines(read_text(folder + "/indices.csv"));
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "result,input,first order,low,high,total,low,high");
  std::getline(lines, line);
  EXPECT_TRUE(line.starts_with("breakthrough,inflow,")) << line;
  std::getline(lines, line);
  ASSERT_TRUE(line.starts_with("breakthrough,conductivity,")) << line;
  EXPECT_LT(std::abs(std::stod(line.substr(line.rfind(',') + 1))), 1e-6);
}

TEST_F(EnsembleOfColumns, MembersThatFailAreToldAndLeftOut) {
  std::string const folder = base() + "/failing";
  ASSERT_EQ(run("failing", folder, 0), ExitCode::no_convergence);
  std::istringstream lines(read_text(folder + "/members.csv"));
  int done = 0, failed = 0;
  for (std::string line; std::getline(lines, line);) {
    done += line.find(",done,5,") != std::string::npos;
    failed += line.find(",failed,-1,") != std::string::npos;
  }
  EXPECT_EQ(done, 3);  // of five strata two lie below 0.4
  EXPECT_EQ(failed, 2);
  EXPECT_TRUE(fs::exists(folder + "/results.h5"));
}

/// The tasks of an array run a member each, and what sums up finds what they left.
TEST_F(EnsembleOfColumns, MembersOneByOneAreSummedUpAsAllTogether) {
  std::string const folder = base() + "/tasks", whole = base() + "/whole";
  ASSERT_EQ(run("failing", whole, 1), ExitCode::no_convergence);
  auto options = asked("failing", folder);
  options.batch.slurm.script = base() + "/array.sh";
  ASSERT_EQ(run_ensemble(options, MPI_COMM_WORLD), ExitCode::done);
  std::string const script = read_text(options.batch.slurm.script);
  EXPECT_NE(script.find("#SBATCH --array=0-4\n"), std::string::npos) << script;
  EXPECT_NE(script.find("--resume --member \"${names["), std::string::npos) << script;
  EXPECT_FALSE(fs::exists(folder + "/members.csv"));

  options.batch.slurm = {};
  options.batch.resume = true;
  for (int m = 1; m <= 5; ++m) {
    options.batch.only = {"member-0000" + std::to_string(m)};
    run_ensemble(options, MPI_COMM_WORLD);
  }
  EXPECT_FALSE(fs::exists(folder + "/members.csv"));
  options.batch.only.clear();
  options.batch.summary = true;
  ASSERT_EQ(run_ensemble(options, MPI_COMM_WORLD), ExitCode::no_convergence);
  for (char const* const name : {"/members.csv", "/monitors.csv", "/convergence.csv"})
    EXPECT_EQ(read_text(folder + name), read_text(whole + name)) << name;
  // What is there is not thrown away by mistake.
  EXPECT_THROW(run_ensemble(asked("failing", whole), MPI_COMM_WORLD), CaseError);
}

}  // namespace
}  // namespace sanggan
