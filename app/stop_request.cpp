#include "app/stop_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "io/first_rank.hpp"
#include "io/section.hpp"
#include "io/units.hpp"

namespace sanggan {
namespace {

// A checkpoint may take as many times as long as the longest so far, and a moment for the rest.
constexpr double doubt = 2, moment = 0.5;  // (-), (s)
constexpr double forgets = 0.9;            // of what a long step tells of the next

std::atomic<int> stop_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free);
void note_signal(int number) { stop_signal = number; }

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}
// Close enough to the start of the process, as it is set before main.
double const process_start = now();

std::optional<double> end_of_slurm_job() {
  char const* const end = std::getenv("SLURM_JOB_END_TIME");
  return end ? parse_number(end) : std::nullopt;
}

}  // namespace

void listen_for_signals() {
  for (int number : {SIGINT, SIGTERM, SIGUSR1, SIGUSR2}) std::signal(number, note_signal);
}

double wall_time(std::string const& text) {
  auto const fault = [&](std::string const& problem) {
    return CaseError(
        {fmt::format("--wall-time \"{}\" {}; write a time, such as \"90 min\" or "
                     "\"23h30min\"",
                     text, problem)});
  };
  double seconds = 0;
  auto const begins_number = [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  };
  for (std::string_view rest = text; !rest.empty();) {
    auto const unit_at =
        std::find_if(rest.begin(), rest.end(), [](unsigned char c) { return std::isalpha(c); });
    auto const end = std::find_if(unit_at, rest.end(), begins_number);
    auto const [number, unit] = split_quantity(rest.substr(0, end - rest.begin()));
    auto const value = parse_number(number);
    if (!value) throw fault("is not a number with its unit");
    if (unit.empty()) throw fault("has no unit");
    if (!is_unit(unit)) throw fault(fmt::format("has the unknown unit \"{}\"", unit));
    auto const part = convert(*value, unit, "s");
    if (!part) throw fault("is " + dimension(unit).name);
    seconds += *part;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.begin()));
  }
  if (!(seconds > 0)) throw fault("is no time");
  return seconds;
}

std::optional<double> time_up(std::optional<double> wall_time, MPI_Comm comm) {
  constexpr double never = 1e300;
  double at =
      std::min(wall_time ? process_start + *wall_time : never, end_of_slurm_job().value_or(never));
  MPI_Bcast(&at, 1, MPI_DOUBLE, 0, comm);
  return at < never ? std::optional(at) : std::nullopt;
}

double StopRequest::left() const { return *time_up_ - now() - doubt * checkpoint_ - moment; }

bool StopRequest::asked() const { return stop_signal != 0 || (time_up_ && left() < 0); }

bool StopRequest::no_time_for_a_step() const { return time_up_ && left() < step_; }

std::string StopRequest::reason() const {
  int const number = stop_signal;
  return number == 0 ? "the time is up" : fmt::format("signal {}", sigabbrev_np(number));
}

void StopRequest::note_step(double seconds) { step_ = std::max(seconds, forgets * step_); }
void StopRequest::note_checkpoint(double seconds) {
  checkpoint_ = std::max(seconds, forgets * checkpoint_);
}

}  // namespace sanggan
