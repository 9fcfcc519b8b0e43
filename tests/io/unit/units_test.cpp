#include "io/units.hpp"

#include <gtest/gtest.h>

namespace sanggan {
namespace {

struct Conversion {
  std::string_view from, to;
  double factor;
};

TEST(Units, ConvertToSI) {
  constexpr double day = 86400, year = 365.25 * day;
  for (auto const& [from, to, factor] :
       std::initializer_list<Conversion>{{"cm/day", "m/s", 0.01 / day},
                                         {"mm/h", "m/s", 1e-3 / 3600},
                                         {"mm/yr", "m/s", 1e-3 / year},
                                         {"yr", "s", year},
                                         {"a", "s", year},
                                         {"years", "s", year},
                                         {"month", "s", year / 12},
                                         {"d", "s", day},
                                         {"min", "s", 60},
                                         {"ha", "m2", 1e4},
                                         {"km2", "m2", 1e6},
                                         {"L", "m3", 1e-3},
                                         {"mL", "m3", 1e-6},
                                         {"L/s", "m3/s", 1e-3},
                                         {"m3/day", "m3/s", 1 / day},
                                         {"1/cm", "1/m", 100},
                                         {"cm-1", "1/m", 100},
                                         {"t", "kg", 1000},
                                         {"g/cm3", "kg/m3", 1000},
                                         {"mol/L", "mol/m3", 1000},
                                         {"mmol/L", "mol/m3", 1},
                                         {"M", "mol/m3", 1000},
                                         {"mM", "mol/m3", 1},
                                         {"g/mol", "kg/mol", 1e-3},
                                         {"L/kg", "m3/kg", 1e-3},
                                         {"cm2/s", "m2/s", 1e-4},
                                         {"1/day", "1/s", 1 / day},
                                         {"%", "1", 0.01},
                                         {"ppm", "1", 1e-6},
                                         {"kPa", "Pa", 1000},
                                         {"mol/ha/yr", "mol/m2/s", 1e-4 / year}}) {
    ASSERT_TRUE(is_unit(from)) << from;
    auto const value = convert(2.5, from, to);
    ASSERT_TRUE(value) << from << " to " << to;
    EXPECT_NEAR(*value, 2.5 * factor, 1e-14 * factor) << from << " to " << to;
  }
}

TEST(Units, TemperatureKeepsItsOffset) {
  EXPECT_NEAR(*convert(10, "degC", "K"), 283.15, 1e-12);
  EXPECT_EQ(dimension("degC").name, "a temperature");
}

TEST(Units, MassTurnsIntoAmountByTheMolarMass) {
  constexpr double cadmium = 0.112414;  // kg/mol
  EXPECT_NEAR(*convert(1, "mg/L", "mol/m3", cadmium), 1e-3 / cadmium, 1e-17);
  EXPECT_NEAR(*convert(250, "mg/kg", "mol/kg", cadmium), 250e-6 / cadmium, 1e-16);
  EXPECT_NEAR(*convert(0.8, "L/mg", "m3/mol", cadmium), 0.8e3 * cadmium, 1e-12);
  EXPECT_NEAR(*convert(5, "g/ha/yr", "mol/m2/s", cadmium), 5e-3 / 1e4 / 31557600 / cadmium, 1e-26);
  EXPECT_NEAR(*convert(3, "kg/day", "mol/s", cadmium), 3 / 86400.0 / cadmium, 1e-16);
  EXPECT_EQ(*convert(2, "mmol/L", "mol/m3", cadmium), 2);
  EXPECT_FALSE(convert(1, "mg/L", "mol/m3"));
  EXPECT_FALSE(convert(1, "mg/L", "m/s", cadmium));
}

TEST(Units, OtherDimensionsAreRefused) {
  EXPECT_FALSE(convert(1, "m", "m/s"));
  EXPECT_FALSE(convert(1, "m", "1/m"));  // UDUNITS alone would take the reciprocal
  EXPECT_FALSE(convert(1, "yr", "1/s"));
  EXPECT_FALSE(convert(1, "day/cm", "m/s"));
  EXPECT_FALSE(convert(1, "degC", "m"));
  EXPECT_FALSE(convert(30, "degree", "1"));
  EXPECT_FALSE(convert(0.5, "1", "radian"));
}

TEST(Units, SlipsOfThePenAreNoUnits) {
  for (auto const* text : {"cm/dya", "", "2 m", "10", "meter per day or so", "2020-01-01", "m;s",
                           "lg(re 1 mW)", "m since 2000-01-01", "inf", "nan"})
    EXPECT_FALSE(is_unit(text)) << text;
}

TEST(Units, SaysWhatAUnitMeasures) {
  EXPECT_EQ(dimension("cm/day").name, "a speed");
  EXPECT_EQ(dimension("ft").name, "a length");
  EXPECT_EQ(dimension("1/m").name, "an inverse length");
  EXPECT_EQ(dimension("1/yr").name, "a rate");
  EXPECT_EQ(dimension("degree").name, "an angle");
  EXPECT_EQ(dimension("ug/L").name, "a density");
  EXPECT_EQ(dimension("kg/kg").name, "a content");
  EXPECT_EQ(dimension("m/m").name, "a plain number");
  EXPECT_EQ(dimension("A").name, "a quantity in A");
}

TEST(Numbers, AreDecimalAndFinite) {
  EXPECT_EQ(parse_number("0"), 0);
  EXPECT_EQ(parse_number("-3.5e-6"), -3.5e-6);
  EXPECT_EQ(parse_number("+.5"), 0.5);
  EXPECT_EQ(parse_number("5."), 5);
  EXPECT_EQ(parse_number("0.102"), 0.102);
  for (auto const* text : {"", "-", ".", "010", "-007", "0x1F", "0o17", "nan", ".nan", "inf",
                           "-.inf", "1e999", "1,5", "1e", "1 2", "1_000", "--1", "one"})
    EXPECT_FALSE(parse_number(text)) << text;
}

TEST(Numbers, AreCutFromTheirUnits) {
  struct Cut {
    std::string_view text, number, unit;
  };
  for (auto const& [text, number, unit] : std::initializer_list<Cut>{{"12 cm/day", "12", "cm/day"},
                                                                     {"12cm/day", "12", "cm/day"},
                                                                     {"1e-3 m", "1e-3", "m"},
                                                                     {"2 eV", "2", "eV"},
                                                                     {"5e", "5", "e"},
                                                                     {"3.5 1/m", "3.5", "1/m"},
                                                                     {"-7", "-7", ""},
                                                                     {"m", "", "m"}}) {
    auto const cut = split_quantity(text);
    EXPECT_EQ(cut.number, number) << text;
    EXPECT_EQ(cut.unit, unit) << text;
  }
}

}  // namespace
}  // namespace sanggan
