#pragma once
#include <span>

namespace sanggan {

/// The trend of values in time, without a law for their scatter.
struct Trend {
  double S = 0;          ///< Mann-Kendall: pairs that rise less pairs that fall
  double variance = 0;   ///< of S where there is no trend, ties taken into account
  double p = 1;          ///< chance of an |S| as large where there is no trend, two-sided
  double slope = 0;      ///< Sen's: median of the slopes of all pairs (1/s)
  double slope_low = 0;  ///< its confidence interval; infinite where the records are too few
  double slope_high = 0;
};

/// Mann-Kendall test and Sen's slope with its interval at a confidence such as 0.95, of values at
/// the times t (s, increasing). Z = (S -+ 1)/sqrt(variance) is taken as normal, which holds from
/// about 10 records on.  [Mann1945, Kendall1975, Sen1968, Gilbert1987]
/// @pre as many times as values, at least two
Trend trend(std::span<double const> t, std::span<double const> values, double confidence);

enum class Answer { yes, no, not_known };

/// What is asked of a plume: whether it grows.
struct SpreadTest {
  double confidence = 0;       ///< such as 0.95
  double negligible_rate = 0;  ///< growth that counts as none (unit of the values per s)
};

/// Is the plume spreading, by the trend of its area, volume or front? Yes where the test finds a
/// rise faster than the negligible rate at the confidence asked for; no where the interval of the
/// slope excludes one; not known else.
Answer is_spreading(Trend const& trend, SpreadTest const& test);

}  // namespace sanggan
