#pragma once
#include <optional>
#include <string>

#include "solver/simulation.hpp"

namespace sanggan {

/// How much the program says, and how.
struct Verbosity {
  bool quiet = false;    ///< errors only
  bool verbose = false;  ///< every step
  bool json = false;     ///< one JSON object a line
};

/// Tells on standard output how a run goes: one live line on a terminal, plain lines every few
/// seconds in a pipe or a log. For rank 0.
class Progress {
 public:
  Progress(Verbosity verbosity, double t_end);
  /// The steps begin now, at the time t (s) of the case.
  void begin(double t);
  void step(StepReport const& report);
  /// Ends the live line, so that other text starts on a line of its own.
  void finish();

 private:
  std::string line(StepReport const& report) const;
  Verbosity verbosity_;
  double t_begin_ = 0, t_end_, begin_, last_ = -1e300;
  bool terminal_, live_ = false;
};

/// Wall-clock time (s) that is left to the time t_end (s) of the case, if it goes on as it went
/// from t_begin to t, for which it took `spent` (s); nothing before the first step.
std::optional<double> seconds_left(double spent, double t_begin, double t, double t_end);

/// A time as a person would say it: "3.2 yr", "12 d", "40 min".
std::string in_words(double seconds);

}  // namespace sanggan
