#include "physics/measure.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sanggan {
namespace {

constexpr double year = 31557600;  // (s) Julian

struct Interval {
  double from, to;
};

/// Cuts [from, to) at each change of the season, and keeps what lies within it.
std::vector<Interval> within(Season const& season, Interval whole) {
  if (season.from == season.to) return {whole};
  double const length = season.to - season.from + (season.to > season.from ? 0 : year);
  double const first = season.start_of_year + season.from;
  std::vector<Interval> parts;
  for (double k = std::floor((whole.from - first) / year) - 1; first + k * year < whole.to; ++k) {
    Interval const part{std::max(whole.from, first + k * year),
                        std::min(whole.to, first + k * year + length)};
    if (part.from < part.to) parts.push_back(part);
  }
  return parts;
}

/// Those of a measure that the run does not live to see lie beyond all time.
std::vector<Interval> intervals(Measure const& measure, double t_end) {
  double const end = std::min(measure.end, t_end), every = measure.ageing.every;
  std::vector<Interval> all;
  double from = measure.start;
  for (int k = 1; from < end; ++k) {
    double const to = std::min(end, measure.start + k * every);
    auto const parts = within(measure.season, {from, to});
    all.insert(all.end(), parts.begin(), parts.end());
    from = to;
  }
  if (all.empty()) all.push_back({never, never});
  return all;
}

/// Time in which a measure acts (s).
double time_at_work(Measure const& measure) {
  if (measure.end == never) return never;
  double sum = 0;
  for (auto const [from, to] : intervals(measure, measure.end)) sum += to - from;
  return sum;
}

/// Mean of exp(-rate age) over an interval of the age.
double mean_effect(double rate, double from, double to) {
  double const x = rate * (to - from);
  return std::exp(-rate * from) * (x > 0 ? -std::expm1(-x) / x : 1);
}

bool stays(Edit const& edit) { return std::holds_alternative<PlaceSoil>(edit); }

}  // namespace

std::vector<TimedEdit> timed_edits(Site const& site, std::vector<Measure> const& measures,
                                   double t_end) {
  std::vector<TimedEdit> all;
  for (std::size_t m = 0; m < measures.size(); ++m) {
    Measure const& measure = measures[m];
    bool first = true;
    double left = time_at_work(measure);
    for (auto const [from, to] : intervals(measure, t_end)) {
      MeasureView view{site, measure.target, measure.name};
      view.account = static_cast<int>(m);
      if (from < never) {
        double const age = from - measure.start;
        view.length = to - from;
        view.left = left;
        left -= view.length;
        view.age = age + 0.5 * view.length;
        view.effect = mean_effect(measure.ageing.rate, age, age + view.length);
      }
      view.first = std::exchange(first, false);
      auto const edits =
          std::visit([&](auto const& kind) { return kind.edits(view); }, measure.kind);
      for (Edit const& edit : edits)
        all.push_back({m, from, stays(edit) || to >= t_end ? never : to,
                       stays(edit) ? from : measure.start, edit});
    }
  }
  return all;
}

}  // namespace sanggan
