#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "physics/series.hpp"

namespace sanggan {

/// A key without a default must be given.
inline constexpr double required = std::numeric_limits<double>::quiet_NaN();

/// One key of a law in a case file: its name, SI unit ("1" if dimensionless), the member that it
/// fills, the closed range of valid values in that unit, and a default (`required` if none).
/// The reader, the range check and the printed schema all come from this table.
template <class T>
struct Key {
  using Member = std::variant<double T::*, Series T::*, bool T::*, std::string T::*,
                              std::vector<double> T::*, std::vector<std::string> T::*>;
  std::string_view name;
  std::string_view unit;
  Member member;
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  double fallback = required;
  std::string_view about = "";  ///< one line for the documentation
};

}  // namespace sanggan
