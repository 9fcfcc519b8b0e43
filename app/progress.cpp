#include "app/progress.hpp"

#include <fmt/format.h>
#include <mpi.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace sanggan {
namespace {

constexpr double between_live = 0.2, between_lines = 5;  // (s)

// Open MPI's launcher gives its processes a pseudo-terminal even where its own output is a file; on
// this machine it is the parent, and what it writes to can be looked up.
bool on_terminal() {
  if (isatty(STDOUT_FILENO) == 0) return false;
  if (std::getenv("OMPI_COMM_WORLD_SIZE") == nullptr) return true;
  std::error_code unknown;
  auto const output =
      std::filesystem::read_symlink(fmt::format("/proc/{}/fd/1", getppid()), unknown).string();
  return output.starts_with("/dev/pts/") || output.starts_with("/dev/tty");
}

}  // namespace

std::string in_words(double seconds) {
  constexpr double minute = 60, hour = 3600, day = 24 * hour, year = 365.25 * day;
  if (seconds >= year) return fmt::format("{:.4g} yr", seconds / year);
  if (seconds >= day) return fmt::format("{:.4g} d", seconds / day);
  if (seconds >= hour) return fmt::format("{:.4g} h", seconds / hour);
  if (seconds >= minute) return fmt::format("{:.4g} min", seconds / minute);
  return fmt::format("{:.3g} s", seconds);
}

std::optional<double> seconds_left(double spent, double t_begin, double t, double t_end) {
  if (!(t > t_begin)) return {};
  return spent * (t_end - t) / (t - t_begin);
}

Progress::Progress(Verbosity verbosity, double t_end)
    : verbosity_(verbosity), t_end_(t_end), begin_(MPI_Wtime()), terminal_(on_terminal()) {}

void Progress::begin(double t) {
  begin_ = MPI_Wtime();
  t_begin_ = t;
}

std::string Progress::line(StepReport const& r) const {
  double const wall = MPI_Wtime() - begin_, share = t_end_ > 0 ? r.t / t_end_ : 1;
  if (verbosity_.json)
    return fmt::format(
        R"({{"time":{:.9g},"end":{:.9g},"step":{},"step_length":{:.6g},"newton":{},"linear":{},"cuts":{},)"
        R"("water_error":{:.3g},"species_error":{:.3g},"seconds":{:.3f}}})",
        r.t, t_end_, r.step, r.dt, r.newton_iterations, r.linear_iterations, r.cuts, r.water_error,
        r.species_error, wall);
  auto const left = seconds_left(wall, t_begin_, r.t, t_end_);
  return fmt::format(
      "{:>10} of {} ({:3.0f} %)  step {} of {}  Newton {}  linear {}  cuts {}  balance {:.0e} "
      "{:.0e}  {} left",
      in_words(r.t), in_words(t_end_), 100 * share, r.step, in_words(r.dt), r.newton_iterations,
      r.linear_iterations, r.cuts, r.water_error, r.species_error, left ? in_words(*left) : "?");
}

void Progress::step(StepReport const& report) {
  if (verbosity_.quiet) return;
  bool const live = terminal_ && !verbosity_.json && !verbosity_.verbose;
  double const now = MPI_Wtime();
  if (!verbosity_.verbose && now - last_ < (live ? between_live : between_lines)) return;
  last_ = now;
  live_ = live;
  fmt::print("{}{}{}", live ? "\r\033[K" : "", line(report), live ? "" : "\n");
  std::fflush(stdout);
}

void Progress::finish() {
  if (live_) fmt::print("\n");
  live_ = false;
}

}  // namespace sanggan
