#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "../law_checks.hpp"
#include "physics/chemistry/compile.hpp"
#include "physics/chemistry/rate.hpp"
#include "small_database.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

using namespace test;

/// What the small database knows of iron, carbonate and oxygen.
System const& some_system() {
  static System const system = compile(database_of(small_database),
                                       {.elements = {{"Na"}, {"Ca"}, {"C"}, {"Fe(2)"}, {"Fe(3)"}},
                                        .indicators = {"Calcite", "Siderite", "O2(g)"}});
  return system;
}

/// The rate of a law that sees `quantities` in the order in which it asks for them.
template <class Law>
double rate(Law law, std::vector<double> const& quantities, RateView cell = {},
            std::string const& phase = "") {
  std::vector<std::string> const reactants{"own", "biomass"};
  RateNames names(some_system(), "own", phase, reactants);
  law.resolve(names);
  EXPECT_EQ(names.quantities().size(), quantities.size());
  cell.quantity = quantities;
  return law.rate(cell);
}

RateView grains(double left, double initial, double temperature = 298.15) {
  return {.temperature = temperature, .moles = left, .initial_moles = initial};
}

/// The numbers that problem G09 gives at pH 2 and 2.7e-4 mol/kg of oxygen.
TEST(PyriteRate, ByOxygen) {
  PyriteRate const law{.area = 20};
  EXPECT_NEAR(rate(law, {2.7e-4, 1e-2}, grains(0.1, 0.1)), 2 * 1.7607e-10, 1e-14);
  EXPECT_NEAR(rate(law, {2.7e-4, 1e-2}, grains(0.0125, 0.1)), 0.5 * 1.7607e-10, 1e-14);
  EXPECT_EQ(rate(law, {0, 1e-2}, grains(0.1, 0.1)), 0);
}

/// 10^-8.58 m_Fe3^0.30 m_Fe2^-0.47 m_H^-0.32 at 1e-3, 1e-4 and 1e-2 mol/kg: 10^(-8.58 - 0.90 + 1.88
/// + 0.64).  [WilliamsonRimstidt1994]
TEST(PyriteRate, ByFerricIron) {
  PyriteRate const law{.area = 1, .k_Fe = std::pow(10, -8.58)};
  EXPECT_NEAR(std::log10(rate(law, {0, 1e-2, 1e-3, 1e-4}, grains(1, 1))), -6.96, 1e-12);
}

/// A surface without resistance: all falls off in the rim, D C r_p/(nu r_c (r_p - r_c)) for an area
/// of the core of 1 m2, with an eighth of the grain left and so half of its radius.
TEST(PyriteRate, OxygenPassesTheRim) {
  PyriteRate const law{.area = 4, .k_O2 = 1, .grain_radius = 2e-3, .D_rim = 1e-12, .oxygen = 3.5};
  double const C = 0.27;  // mol/m3, 2.7e-4 mol/kg
  double const expected = 1e-12 * C * 2e-3 / (3.5 * 1e-3 * 1e-3);
  EXPECT_NEAR(rate(law, {2.7e-4, 1}, grains(0.125, 1)) / expected, 1, 1e-4);
  EXPECT_NEAR(rate(law, {2.7e-4, 1}, grains(1, 1)), 4 * std::sqrt(2.7e-4), 1e-12);
}

/// Half lives of problem G08 under oxygen of 10^-0.67 atm, pKw 13.997.  [SingerStumm1970]
TEST(IronOxidationRate, HalfLives) {
  IronOxidationRate const law{.P_half = 0};
  auto const half_life = [&](double pH) {
    return std::log(2) / rate(law, {1, std::pow(10, pH - 13.997), std::pow(10, -0.67)});
  };
  EXPECT_NEAR(half_life(7), 240.4, 0.05);
  EXPECT_NEAR(half_life(6.5), 2404, 0.5);
  EXPECT_NEAR(half_life(5) / 86400, 27.5, 0.05);
}

TEST(IronOxidationRate, BacteriaHastenTheAcidPath) {
  IronOxidationRate const law{.f = 1e6, .P_half = 101.325};
  EXPECT_NEAR(rate(law, {0.01, 0, 0.2}, {.water = 2}), 2 * 0.01 * 2.91e-3 * 0.2 / 0.201, 1e-12);
  EXPECT_EQ(rate(law, {0.01, 0, 0}), 0);
}

/// Calcite of 1 m2/mol at pH 5 and 25 degrees C, far from saturation: 10^-0.30 10^-5 + 10^-5.81
/// mol/(m2 s); half of it at half of the saturation.  [PalandriKharaka2004]
TEST(TransitionStateRate, Calcite) {
  TransitionStateRate const law{.area = 1,
                                .constants = {std::pow(10, -0.30), std::pow(10, -5.81)},
                                .energies = {14.4e3, 23.5e3},
                                .factors = {"H+", ""}};
  EXPECT_NEAR(rate(law, {1e-5, 0}, grains(1, 1), "Calcite"), 5.01187e-6 + 1.54882e-6, 1e-11);
  EXPECT_NEAR(rate(law, {1e-5, 0.5}, grains(1, 1), "Calcite"), 0.5 * 6.56069e-6, 1e-11);
  EXPECT_NEAR(rate(law, {1e-5, 2}, grains(1, 1), "Calcite"), -6.56069e-6, 1e-11);
}

/// The same calcite by Plummer, Wigley and Parkhurst at 15 degrees C: 10^(0.198 - 444/T) a_H
/// + 10^(2.84 - 2177/T) a_CO2 + 10^(-5.86 - 317/T) a_H2O in mmol/(cm2 s), (1 - Omega^(2/3)).
/// [Plummer1978]
TEST(TransitionStateRate, CalciteByThreePaths) {
  double const T = 288.15, to_SI = 10;
  auto const at = [&](double a, double b, double kelvin) {
    return to_SI * std::pow(10, a - b / kelvin);
  };
  TransitionStateRate const law{
      .area = 1,
      .constants = {at(0.198, 444, 298.15), at(2.84, 2177, 298.15), at(-5.86, 317, 298.15)},
      .energies = {444 * ln_10 * gas_constant, 2177 * ln_10 * gas_constant,
                   317 * ln_10 * gas_constant},
      .factors = {"H+", "CO2", "H2O"},
      .p = 2.0 / 3};
  double const Omega = std::pow(10, -1.5);
  double const expected =
      (at(0.198, 444, T) * 1e-6 + at(2.84, 2177, T) * 3e-4 + at(-5.86, 317, T) * 0.99) * 0.9;
  EXPECT_NEAR(rate(law, {1e-6, 3e-4, 0.99, Omega}, grains(1, 1, T), "Calcite") / expected, 1,
              1e-12);
}

/// Quartz, 10^-13.7 mol/(m2 s) at 25 degrees C and 90 kJ/mol, is 16.59 times as fast at 50.
/// [RimstidtBarnes1980]
TEST(TransitionStateRate, WarmerIsFaster) {
  TransitionStateRate const law{.area = 1, .constants = {std::pow(10, -13.7)}, .energies = {90e3}};
  EXPECT_NEAR(rate(law, {}, grains(1, 1, 323.15)) / 1.99526e-14, 16.59, 0.005);
}

/// Potassium feldspar at pH 4 with 1e-5 of Al+3, which slows it: 10^-10.06 a_H^0.5 a_Al^-0.1.
TEST(TransitionStateRate, CatalystsAndInhibitors) {
  TransitionStateRate const law{
      .area = 10, .constants = {std::pow(10, -10.06)}, .factors = {"H+^0.5 Fe+3^-0.1"}};
  EXPECT_NEAR(std::log10(rate(law, {1e-4, 1e-5}, grains(1, 1))), 1 - 10.06 - 2 + 0.5, 1e-12);
}

/// Affinity with q = 2 keeps its sign above saturation, unless the law only dissolves.
TEST(TransitionStateRate, AboveSaturation) {
  TransitionStateRate law{.area = 1, .constants = {1e-6}, .q = 2};
  EXPECT_NEAR(rate(law, {4}, grains(1, 1), "Calcite"), -9e-6, 1e-18);
  law.dissolves_only = true;
  EXPECT_EQ(rate(law, {4}, grains(1, 1), "Calcite"), 0);
}

/// Half of the largest rate at the half saturation, half again at that of the inhibitor.
TEST(MonodRate, HalfSaturationsHalve) {
  MonodRate const law{.v = 1e-9,
                      .substrates = {"Na"},
                      .half_saturations = {2e-4},
                      .inhibitors = {"Ca"},
                      .inhibition = {1e-3}};
  EXPECT_NEAR(rate(law, {2e-4, 1e-3}, {.water = 3}), 3e-9 / 4, 1e-24);
  EXPECT_EQ(rate(law, {0, 0}), 0);
}

TEST(MonodRate, FollowsItsBiomass) {
  MonodRate const law{
      .v_X = 1e-6, .biomass = "biomass", .substrates = {"Na"}, .half_saturations = {1e-3}};
  EXPECT_NEAR(rate(law, {3e-3, 0.02}), 1e-6 * 0.02 * 0.75, 1e-20);
}

/// What a reader makes of a formula: here m times the first quantity over the second.
class QuotientRate : public RateFunction {
 public:
  double at(RateView const& cell) override { return cell.moles * cell[0] / (1 + cell[1]); }
  std::unique_ptr<RateFunction> copy() const override { return std::make_unique<QuotientRate>(); }
};

ExpressionRate quotient_rate() {
  ExpressionRate law;
  law.formula = R"-(m*act("H+")/(1+sat("Calcite")))-";
  law.function = std::make_unique<QuotientRate>();
  return law;
}

TEST(ExpressionRate, SeesTheQuantitiesOfItsFormula) {
  EXPECT_NEAR(rate(quotient_rate(), {1e-4, 3}, grains(0.2, 1)), 0.2 * 1e-4 / 4, 1e-20);
  PlainFormula const plain = plain_formula(R"-(2*act("H+")^0.5*mol("Fe(2)"))-");
  EXPECT_EQ(plain.text, "2*q0^0.5*q1");
  EXPECT_EQ(plain.quantities[1].second, "Fe(2)");
  EXPECT_FALSE(plain_formula(R"-(log("H+"))-").problem.empty());
  EXPECT_FALSE(plain_formula(R"-(act("H+)-").problem.empty());
}

TEST(FirstOrderRate, OfWaterOrOfItself) {
  EXPECT_NEAR(rate(FirstOrderRate{.k = 1e-6}, {}, grains(0.3, 1)), 3e-7, 1e-20);
  EXPECT_NEAR(rate(FirstOrderRate{.k = 1e-6, .of = "Ca"}, {2e-3}, {.water = 5}), 1e-8, 1e-20);
  EXPECT_NEAR(rate(FirstOrderRate{.k = 1e-6, .of = "biomass"}, {2e-3}, {.water = 5}), 2e-9, 1e-20);
}

// An example of each law. A new law has to add its own here.
template <class Law>
Law sample();
template <>
TransitionStateRate sample() {
  return {.area = 1, .constants = {1e-9, 1e-5}, .energies = {2e4, 1e4}, .factors = {"", "H+^0.5"}};
}
template <>
FirstOrderRate sample() {
  return {.k = 1e-6};
}
template <>
MonodRate sample() {
  return {.v = 1e-9, .substrates = {"Fe+2"}, .half_saturations = {1e-4}};
}
template <>
PyriteRate sample() {
  return {.area = 1, .k_Fe = 1e-9, .D_rim = 1e-12};
}
template <>
IronOxidationRate sample() {
  return {.f = 10};
}

template <>
ExpressionRate sample() {
  return quotient_rate();
}

template <class Law>
class EveryRate : public testing::Test {};
TYPED_TEST_SUITE(EveryRate, LawsOf<Rate>::Types, NameOfLaw);

/// Whatever the water, also none of what the law asks for, a rate is a finite number.
TYPED_TEST(EveryRate, IsFinite) {
  TypeParam law = sample<TypeParam>();
  std::vector<std::string> const reactants{"own"};
  RateNames names(some_system(), "own", "Siderite", reactants);
  law.resolve(names);
  for (double const amount : {0.0, 1e-300, 1e-30, 1e-3, 10.0})
    for (double const left : {0.0, 1e-20, 0.5, 2.0}) {
      std::vector<double> const quantities(names.quantities().size(), amount);
      RateView cell = grains(left, 1);
      cell.quantity = quantities;
      EXPECT_TRUE(std::isfinite(law.rate(cell))) << amount << " of all, " << left << " left";
    }
}

/// Keys of the case file stand once each, and defaults are within their range.
TYPED_TEST(EveryRate, KeysAreSound) {
  std::vector<std::string_view> seen;
  for (auto const& key : TypeParam::keys()) {
    EXPECT_EQ(std::count(seen.begin(), seen.end(), key.name), 0) << key.name;
    seen.push_back(key.name);
    if (std::get_if<double TypeParam::*>(&key.member) && std::isfinite(key.fallback)) {
      EXPECT_GE(key.fallback, key.least) << key.name;
      EXPECT_LE(key.fallback, key.most) << key.name;
    }
  }
}

/// The manual names the law and all its keys.
TYPED_TEST(EveryRate, StandsInTheManual) {
  std::ifstream file("docs/chemistry.md");
  std::string const text(std::istreambuf_iterator<char>(file), {});
  auto const expect = [&](std::string_view word) {
    EXPECT_NE(text.find("`" + std::string(word) + "`"), std::string::npos) << word;
  };
  expect(TypeParam::name);
  for (auto const& key : TypeParam::keys()) expect(key.name);
}

}  // namespace
}  // namespace sanggan::chemistry
