#pragma once
#include <limits>
#include <vector>

#include "physics/edit.hpp"

namespace sanggan {

inline constexpr double never = std::numeric_limits<double>::infinity();  ///< (s)

/// An edit, by the number of what it belongs to, and when it is in force: from <= t < to (s).
struct TimedEdit {
  std::size_t measure = 0;
  double from = 0, to = 0;
  double begin =
      0;  ///< of the measure; of edits in force, later ones act on what earlier ones left
  Edit edit;
};

/// Starts of the stages of a run (s): 0, and each time at which an edit begins or ends.
std::vector<double> stage_starts(std::vector<TimedEdit> const& edits, double t_end);

/// The site as it is from t on (s). Wells on standby stand still unless an edit runs them.
Site site_at(Site const& site, std::vector<TimedEdit> const& edits, double t);

/// What is taken out of the ground and put into it at the time t (s).
std::vector<StateEdit> state_edits(std::vector<TimedEdit> const& edits, double t);

}  // namespace sanggan
