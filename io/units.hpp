#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sanggan {

inline constexpr double julian_year = 31557600;  ///< 365.25 d (s)

/// What a unit measures, in words, with an example of how to write it: {"a speed", "2.4 cm/day"}.
struct Dimension {
  std::string name;     ///< with its article
  std::string example;  ///< number and unit
};

/// A number and its unit as written: "12 cm/day" -> {"12", "cm/day"}. The unit may be empty.
struct QuantityText {
  std::string_view number, unit;
};
QuantityText split_quantity(std::string_view text);

/// A decimal number. Empty for anything else: octal or hexadecimal numbers, leading zeros, NaN,
/// infinity, overflow, trailing text.
std::optional<double> parse_number(std::string_view text);

/// True where `unit` is one that UDUNITS knows. A year (yr, a) is 365.25 d and a month a twelfth of
/// it, unlike in UDUNITS; M is mol/L.
bool is_unit(std::string_view unit);

/// What `unit` measures; "a quantity in <unit>" if it has no name here. @pre is_unit(unit)
Dimension dimension(std::string_view unit);

/// The value in `to` of `value` in `from`; empty if their dimensions differ. If molar_mass (kg/mol)
/// is not 0, mass turns into amount where that makes the dimensions agree.
/// @pre is_unit of both
std::optional<double> convert(double value, std::string_view from, std::string_view to,
                              double molar_mass = 0);

/// A unit as text for tables: "m3/(m2 d)" stays as it is, "1" becomes "-".
std::string unit_label(std::string_view unit);

}  // namespace sanggan
