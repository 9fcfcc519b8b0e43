// same_results A B SHARE [UNTIL]: the results.h5 of two folders hold the same cells, times and
// fields, each value to within SHARE of the largest of its field; with a SHARE of 0, to the last
// bit. With a time UNTIL (s), B may end early, but not before it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/results_reader.hpp"
#include "solver/petsc_runtime.hpp"

namespace {

using namespace sanggan;

double largest(std::vector<double> const& values) {
  double most = 0;
  for (double const value : values) most = std::max(most, std::abs(value));
  return most;
}

/// Says where the fields differ by more than `share` of the largest value that each ever takes.
bool same(ResultsReader const& a, ResultsReader const& b, double share) {
  bool alike = true;
  for (FieldInfo const& info : a.index().fields) {
    double scale = 0, worst = 0, when = 0;
    for (std::size_t k = 0; k < b.index().times.size(); ++k) {
      auto const here = a.field(info, k).values, there = b.field(info, k).values;
      scale = std::max(scale, largest(here));
      for (std::size_t i = 0; i < here.size(); ++i) {
        double gap = std::abs(here[i] - there[i]);
        if (std::isnan(gap)) gap = std::numeric_limits<double>::infinity();
        if (gap <= worst) continue;
        worst = gap;
        when = a.index().times[k];
      }
    }
    if (worst <= share * scale) continue;
    alike = false;
    fmt::print("{} differs by {:.3g} of its largest value at {} s\n", info.name, worst / scale,
               when);
  }
  return alike;
}

bool same_frame(ResultsReader const& a, ResultsReader const& b, double until) {
  auto const names = [](ResultsReader const& r) {
    std::vector<std::string> list;
    for (FieldInfo const& info : r.index().fields) list.push_back(info.name);
    return list;
  };
  auto const &times = a.index().times, &some = b.index().times;
  bool const is_begin =
      some.size() <= times.size() && std::equal(some.begin(), some.end(), times.begin());
  bool const reaches = is_begin && (some.size() == times.size() || times[some.size()] > until);
  return reaches && a.centres() == b.centres() && a.zones() == b.zones() && names(a) == names(b);
}

}  // namespace

int main(int argc, char** argv) try {
  PetscRuntime const runtime(argc, argv);
  if (argc != 4 && argc != 5) return 64;
  double const until = argc == 5 ? std::stod(argv[4]) : std::numeric_limits<double>::infinity();
  ResultsReader const a(std::string(argv[1]) + "/results.h5", MPI_COMM_SELF);
  ResultsReader const b(std::string(argv[2]) + "/results.h5", MPI_COMM_SELF);
  if (!same_frame(a, b, until)) {
    fmt::print("cells, times or names of fields differ\n");
    return 1;
  }
  return same(a, b, std::stod(argv[3])) ? 0 : 1;
} catch (std::exception const& error) {
  fmt::print("{}\n", error.what());
  return 1;
}
