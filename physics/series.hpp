#pragma once
#include <functional>
#include <vector>

namespace sanggan {

/// A value as a function of the place x, y, z (m).
using PlaceFunction = std::function<double(double x, double y, double z)>;

/// A quantity in time: constant, stepwise or linear between records, once or repeated.
/// Times in s since the start of the run, increasing; values in SI.
struct Series {
  enum class Kind { step, linear };
  std::vector<double> times;   ///< empty for a constant
  std::vector<double> values;  ///< as many as times; one value for a constant
  Kind kind = Kind::step;      ///< step: values[k] holds from times[k] to times[k+1]
  double period = 0;           ///< (s) 0: not repeated, the first and last value hold outside
  /// On a boundary: the value of each face, constant in time, in place of all of the above.
  PlaceFunction place = {};

  static Series constant(double value) { return {{}, {value}, Kind::step, 0, {}}; }
  /// Value at time t (s). At a jump it is the value that begins there.
  double at(double t) const;
  /// The first time after t (s) at which the series has a record; infinity if there is none.
  double next_record(double t) const;
  /// True where the series is absent (no value was ever given).
  bool empty() const { return values.empty(); }
};

/// A series times a factor.
Series scaled(Series series, double factor);
/// A series that is nowhere above `most`: between linear records, too.
Series capped(Series series, double most);

}  // namespace sanggan
