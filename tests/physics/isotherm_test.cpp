#include "physics/isotherm.hpp"

#include "law_checks.hpp"

namespace sanggan {
namespace {

using namespace test;

// Samples of each law. A new law has to add its own here.
template <class Law>
std::vector<Law> samples();
template <>
std::vector<LinearIsotherm> samples() {
  return {{0.012}, {0}};
}
template <>
std::vector<FreundlichIsotherm> samples() {
  return {{2e-3, 0.1, 0.45}, {2e-3, 0.1, 1}, {5e-4, 1, 1.6}};
}
template <>
std::vector<LangmuirIsotherm> samples() {
  return {{2.2e-3, 90}, {0.5, 1e-3}};
}

template <class Law>
class Isotherms : public testing::Test {};
TYPED_TEST_SUITE(Isotherms, LawsOf<Isotherm>::Types, NameOfLaw);

TYPED_TEST(Isotherms, NothingIsSorbedFromPureWater) {
  for (auto const& law : samples<TypeParam>()) EXPECT_EQ(law.sorbed(0), 0);
}

TYPED_TEST(Isotherms, SlopeIsTheDerivative) {
  for (auto const& law : samples<TypeParam>()) {
    EXPECT_TRUE(std::isfinite(law.slope(0)));
    for (double const C : log_spaced(1.1e-15, 1e3, 120))
      expect_slope([&](double c) { return law.sorbed(c); }, C, law.slope(C), 1e-5 * C);
  }
}

TYPED_TEST(Isotherms, MoreIsSorbedFromStrongerSolutions) {
  for (auto const& law : samples<TypeParam>()) {
    double before = 0;
    for (double const C : log_spaced(1e-16, 1e4, 200)) {
      EXPECT_GE(law.sorbed(C), before);
      EXPECT_GE(law.slope(C), 0);
      before = law.sorbed(C);
    }
  }
}

TYPED_TEST(Isotherms, AreScaledAtAllConcentrations) {
  for (auto const& law : samples<TypeParam>()) {
    TypeParam scaled = law;
    scaled.scale(3);
    for (double const C : log_spaced(1e-16, 1e4, 50))
      EXPECT_NEAR(scaled.sorbed(C), 3 * law.sorbed(C), 1e-15 * law.sorbed(C) * 4);
  }
}

TEST(Freundlich, PassesThroughItsReference) {
  FreundlichIsotherm const law{2e-3, 0.1, 0.45};
  EXPECT_NEAR(law.sorbed(0.1), 2e-3, 1e-18);
  EXPECT_NEAR(law.sorbed(0.2) / law.sorbed(0.1), std::pow(2, 0.45), 1e-14);
}

TEST(Freundlich, ContinuousWhereTheChordBegins) {
  FreundlichIsotherm const law{2e-3, 0.1, 0.45};
  double const C = 0.1 * FreundlichIsotherm::least;
  EXPECT_NEAR(law.sorbed(C * (1 + 1e-9)) / law.sorbed(C * (1 - 1e-9)), 1, 3e-9);
}

TEST(Langmuir, HalfTheSitesAreTakenAtTheInverseAffinity) {
  LangmuirIsotherm const law{2.2e-3, 90};
  EXPECT_NEAR(law.sorbed(1 / 90.0), 1.1e-3, 1e-18);
  EXPECT_NEAR(law.sorbed(1e9), 2.2e-3, 1e-13);
}

}  // namespace
}  // namespace sanggan
