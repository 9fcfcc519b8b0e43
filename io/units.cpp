#include "io/units.hpp"

#include <fmt/format.h>
#include <udunits2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace sanggan {
namespace {

struct FreeUnit {
  void operator()(ut_unit* unit) const { ut_free(unit); }
};
using Unit = std::unique_ptr<ut_unit, FreeUnit>;

struct FreeConverter {
  void operator()(cv_converter* converter) const { cv_free(converter); }
};
using Converter = std::unique_ptr<cv_converter, FreeConverter>;

Unit parse(ut_system* system, std::string const& text) {
  return Unit(ut_parse(system, text.c_str(), UT_UTF8));
}

enum class Written { name, symbol };

// To UDUNITS case matters in symbols but not in names: a molar M that is a name would take the
// place of the metre.
void rename(ut_system* system, char const* text, Written as, std::string const& definition) {
  Unit const unit = parse(system, definition);
  ut_unmap_name_to_unit(system, text, UT_ASCII);
  ut_unmap_symbol_to_unit(system, text, UT_ASCII);
  if (as == Written::name)
    ut_map_name_to_unit(text, UT_ASCII, unit.get());
  else
    ut_map_symbol_to_unit(text, UT_ASCII, unit.get());
}

// UDUNITS takes the tropical year, reads "a" as the are and has no molar: hydrologists mean these.
ut_system* make_system() {
  ut_set_error_message_handler(ut_ignore);
  ut_system* const system = ut_read_xml(nullptr);
  if (!system) throw std::runtime_error("the units database of UDUNITS is missing");
  rename(system, "ha", Written::symbol, "10000 m2");
  for (char const* year : {"yr", "a"}) rename(system, year, Written::symbol, "31557600 s");
  for (char const* year : {"year", "years"}) rename(system, year, Written::name, "31557600 s");
  for (char const* month : {"month", "months"}) rename(system, month, Written::name, "2629800 s");
  rename(system, "M", Written::symbol, "1000 mol/m3");
  return system;
}

ut_system* units() {
  static ut_system* const system = make_system();
  return system;
}

bool is_unit_character(unsigned char c) {
  return std::isalnum(c) || c >= 0x80 ||
         std::string_view(" /*^.%()+-_").find(c) != std::string_view::npos;
}

// Dates, logarithms and bare factors are units to UDUNITS, but slips of the pen in a case file.
bool looks_like_unit(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  bool const starts_well =
      text == "1" || text.starts_with("1/") || !std::isdigit(static_cast<unsigned char>(text[0]));
  bool const logarithm = text.find("(re") != std::string_view::npos;
  return starts_well && !logarithm && std::all_of(text.begin(), text.end(), is_unit_character);
}

Unit parse(std::string_view text) {
  return looks_like_unit(text) ? parse(units(), std::string(text)) : nullptr;
}

// UDUNITS turns a length into an inverse length as well; a slip of the pen in a case file.
bool same_dimension(Unit const& one, Unit const& two) {
  Unit const ratio(ut_divide(one.get(), two.get()));
  return ratio && ut_is_dimensionless(ratio.get());
}

bool is_angle(std::string_view text) {
  // Every angle is a plain number to UDUNITS; a slope in degrees must not pass for one.
  if (!text.starts_with("deg") && !text.starts_with("rad") && !text.starts_with("°")) return false;
  Unit const unit = parse(text);
  return unit && ut_is_dimensionless(unit.get());
}

std::optional<double> convert(double value, Unit const& from, Unit const& to) {
  if (!same_dimension(from, to)) return {};
  Converter const converter(ut_get_converter(from.get(), to.get()));
  return converter ? std::optional(cv_convert_double(converter.get(), value)) : std::nullopt;
}

struct NamedUnit {
  std::string_view unit, name, example;
};
constexpr std::array named_units{
    NamedUnit{"1", "a plain number", "0.35"},
    NamedUnit{"m", "a length", "2.5 m"},
    NamedUnit{"s", "a time", "30 day"},
    NamedUnit{"m/s", "a speed", "2.4 cm/day"},
    NamedUnit{"1/m", "an inverse length", "3.5 1/m"},
    NamedUnit{"1/s", "a rate", "0.05 1/day"},
    NamedUnit{"m2", "an area", "3 ha"},
    NamedUnit{"m3", "a volume", "20 m3"},
    NamedUnit{"kg", "a mass", "5 kg"},
    NamedUnit{"mol", "an amount", "2 mol"},
    NamedUnit{"K", "a temperature", "10 degC"},
    NamedUnit{"m2/s", "a diffusion coefficient", "7e-10 m2/s"},
    NamedUnit{"m3/s", "a flow", "50 m3/day"},
    NamedUnit{"kg/m3", "a density", "1.6 g/cm3"},
    NamedUnit{"kg/mol", "a molar mass", "112.4 g/mol"},
    NamedUnit{"mol/m3", "a concentration", "0.02 mmol/L"},
    NamedUnit{"mol/kg", "an amount per mass", "0.5 mmol/kg"},
    NamedUnit{"m3/kg", "a volume per mass", "12 L/kg"},
    NamedUnit{"m3/mol", "a volume per amount", "0.8 L/mmol"},
    NamedUnit{"mol/s", "a molar flow", "0.3 mol/day"},
    NamedUnit{"kg/s", "a mass flow", "2 kg/day"},
    NamedUnit{"mol/m2/s", "an amount per area and time", "0.2 mol/ha/yr"},
    NamedUnit{"kg/m2/s", "a mass per area and time", "5 g/ha/yr"},
    NamedUnit{"mol/m3/s", "an amount per volume and time", "1e-3 mol/m3/day"},
    NamedUnit{"mol/kg/s", "an amount per mass and time", "1e-6 mol/kg/day"},
    NamedUnit{"kg/m3/s", "a mass per volume and time", "1 mg/L/day"},
    NamedUnit{"kg/kg/s", "a rate", "0.05 1/day"},
    NamedUnit{"s/m2", "a time per area", "2 day/m2"},
    NamedUnit{"Pa", "a pressure", "10 kPa"},
    NamedUnit{"kg/kg", "a content", "0.2 mg/kg"},
};

// 0, then the powers of the molar mass by which a mass may have to be turned into an amount.
constexpr std::array<int, 5> molar_powers{0, 1, -1, 2, -2};

}  // namespace

QuantityText split_quantity(std::string_view text) {
  static constexpr std::string_view number_characters = "0123456789.";
  std::size_t i = 0;
  auto const skip = [&](std::string_view set) {
    while (i < text.size() && set.find(text[i]) != std::string_view::npos) ++i;
  };
  auto const digit_at = [&](std::size_t k) {
    return k < text.size() && text[k] >= '0' && text[k] <= '9';
  };
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  skip(number_characters);
  bool const exponent = i < text.size() && (text[i] == 'e' || text[i] == 'E');
  if (exponent && digit_at(i + 1))
    i += 2;
  else if (exponent && i + 1 < text.size() && (text[i + 1] == '-' || text[i + 1] == '+') &&
           digit_at(i + 2))
    i += 3;
  skip("0123456789");
  std::size_t const end = i;
  skip(" \t");
  return {text.substr(0, end), text.substr(i)};
}

std::optional<double> parse_number(std::string_view text) {
  std::string_view digits = text;
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) digits.remove_prefix(1);
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  bool const starts_with_digit = !digits.empty() && is_digit(digits[0]);
  if (!starts_with_digit && !(digits.size() > 1 && digits[0] == '.' && is_digit(digits[1])))
    return {};
  if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) return {};
  double value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
    return {};
  return text[0] == '-' ? -value : value;
}

bool is_unit(std::string_view unit) { return parse(unit) != nullptr; }

Dimension dimension(std::string_view text) {
  if (is_angle(text)) return {"an angle", "30 degree"};
  // A unit that is named itself comes before one that measures the same: kg/kg is no plain number.
  auto const own = std::find_if(named_units.begin(), named_units.end(),
                                [&](NamedUnit const& named) { return named.unit == text; });
  Unit const unit = parse(text);
  auto const found =
      own != named_units.end()
          ? own
          : std::find_if(named_units.begin(), named_units.end(), [&](NamedUnit const& named) {
              return same_dimension(parse(named.unit), unit);
            });
  if (found != named_units.end()) return {std::string(found->name), std::string(found->example)};
  return {fmt::format("a quantity in {}", text), fmt::format("1.5 {}", text)};
}

std::optional<double> convert(double value, std::string_view from, std::string_view to,
                              double molar_mass) {
  if (from == to) return value;
  if (is_angle(from) != is_angle(to)) return {};
  Unit const source = parse(from), target = parse(to), per_mole = parse("kg/mol");
  for (int const power : molar_powers) {
    if (power != 0 && molar_mass <= 0) break;
    Unit const molar(ut_raise(per_mole.get(), power));
    Unit const shifted(ut_divide(source.get(), molar.get()));
    auto const result = convert(value, power == 0 ? source : shifted, target);
    if (result) return *result / std::pow(molar_mass > 0 ? molar_mass : 1.0, power);
  }
  return {};
}

std::string unit_label(std::string_view unit) { return unit == "1" ? "-" : std::string(unit); }

}  // namespace sanggan
