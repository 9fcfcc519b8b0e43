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

namespace {

/// Records where a linear series passes a value, so that what it does on either side stays linear.
void split_at(Series& series, double value) {
  for (std::size_t k = 1; k < series.times.size(); ++k) {
    double const v_1 = series.values[k - 1], v_2 = series.values[k];
    if ((v_1 - value) * (v_2 - value) >= 0) continue;
    double const t_1 = series.times[k - 1], t_2 = series.times[k];
    auto const at = static_cast<std::ptrdiff_t>(k++);
    series.times.insert(series.times.begin() + at, t_1 + (t_2 - t_1) * (value - v_1) / (v_2 - v_1));
    series.values.insert(series.values.begin() + at, value);
  }
}

}  // namespace

Series scaled(Series series, double factor) {
  for (double& value : series.values) value *= factor;
  if (auto const place = series.place)
    series.place = [=](double x, double y, double z) { return factor * place(x, y, z); };
  return series;
}

Series capped(Series series, double most) {
  bool const wraps =
      series.kind == Series::Kind::linear && series.period > 0 && !series.times.empty();
  if (wraps && series.times.back() < series.times.front() + series.period) {
    series.times.push_back(series.times.front() + series.period);
    series.values.push_back(series.values.front());
  }
  if (series.kind == Series::Kind::linear) split_at(series, most);
  for (double& value : series.values) value = std::min(value, most);
  if (auto const place = series.place)
    series.place = [=](double x, double y, double z) { return std::min(most, place(x, y, z)); };
  return series;
}

}  // namespace sanggan
