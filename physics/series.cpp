#include "physics/series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sanggan {

double Series::at(double t) const {
  if (times.empty()) return values.front();
  if (period > 0)
    t = times.front() + std::fmod(std::fmod(t - times.front(), period) + period, period);
  auto const next = std::upper_bound(times.begin(), times.end(), t);
  auto const k = static_cast<std::size_t>(next - times.begin());
  if (kind == Kind::step) return k == 0 ? values.front() : values[k - 1];
  bool const wraps = period > 0 && k == times.size();
  if (k == 0) return values.front();
  if (k == times.size() && !wraps) return values.back();
  double const t_1 = times[k - 1], t_2 = wraps ? times.front() + period : times[k];
  double const v_1 = values[k - 1], v_2 = wraps ? values.front() : values[k];
  return v_1 + (v_2 - v_1) * (t - t_1) / (t_2 - t_1);
}

double Series::next_record(double t) const {
  double next = std::numeric_limits<double>::infinity();
  if (times.empty()) return next;
  if (period <= 0) {
    auto const after = std::upper_bound(times.begin(), times.end(), t);
    return after == times.end() ? next : *after;
  }
  // The same number for the same record, however t was reached: count whole periods.
  double const round = std::floor((t - times.front()) / period);
  for (double whole = round - 1; whole <= round + 1; ++whole)
    for (double record : times)
      if (double const at = record + whole * period; at > t) next = std::min(next, at);
  return next;
}

}  // namespace sanggan
