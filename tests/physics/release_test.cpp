#include "physics/release.hpp"

#include "law_checks.hpp"

namespace sanggan {
namespace {

using namespace test;

constexpr double year = 31557600;

// Samples of each law. A new law has to add its own here.
template <class Law>
std::vector<Law> samples();
template <>
std::vector<FirstOrderRelease> samples() {
  return {{2e-3, 0.3 / year}, {2e-3, 0}};
}
template <>
std::vector<ColumnTestRelease> samples() {
  return {{{1e-4, 1e-3, 1e-2}, {1e-4, 6e-4, 1e-3}}};
}
template <>
std::vector<ShrinkingCoreRelease> samples() {
  return {{5e-2, 1e-9}};
}

/// The state of the waste over one of n steps of `span` (s), through which `water` (m3/kg) passes.
ReleaseView step(int k, int n, double span, double water, double C_oxidant, double stock) {
  return {span / n, stock, water * k / n, water * (k + 1) / n, 0.7, C_oxidant};
}

/// What n steps give off in all (mol/kg).
template <class Law>
double released_in(Law const& law, int n, double span, double water, double C_oxidant) {
  double stock = law.initial_stock();
  for (int k = 0; k < n; ++k) stock -= law.released(step(k, n, span, water, C_oxidant, stock));
  return law.initial_stock() - stock;
}

template <class Law>
class Releases : public testing::Test {};
TYPED_TEST_SUITE(Releases, LawsOf<Release>::Types, NameOfLaw);

TYPED_TEST(Releases, NeverGiveMoreThanTheStock) {
  for (auto const& law : samples<TypeParam>()) {
    EXPECT_GT(law.initial_stock(), 0);
    for (double const span : {1.0, 0.1 * year, 10 * year, 1e4 * year})
      for (double const share : {1.0, 0.4, 1e-3, 1e-12, 0.0}) {
        double const stock = share * law.initial_stock();
        double const released = law.released(step(0, 1, span, 1.0, 0.25, stock));
        EXPECT_GE(released, 0);
        EXPECT_LE(released, stock);
      }
  }
}

TYPED_TEST(Releases, DoNotDependOnTheNumberOfSteps) {
  for (auto const& law : samples<TypeParam>()) {
    double const once = released_in(law, 1, 5 * year, 3e-3, 0.25);
    // Each of the 64 steps rounds the stock once.
    EXPECT_NEAR(released_in(law, 64, 5 * year, 3e-3, 0.25), once,
                64 * 4e-16 * law.initial_stock() + 1e-12 * once);
  }
}

TYPED_TEST(Releases, GoOnWithTime) {
  for (auto const& law : samples<TypeParam>()) {
    double before = 0;
    for (double const years : {0.5, 1.0, 3.0, 20.0, 500.0}) {
      double const now = released_in(law, 1, years * year, years * 1e-3, 0.25);
      EXPECT_GE(now, before);
      before = now;
    }
  }
}

TEST(FirstOrder, LeavesTheExponential) {
  FirstOrderRelease const law{2e-3, 0.3 / year};
  EXPECT_NEAR(released_in(law, 7, 2 * year, 0, 0), 2e-3 * (1 - std::exp(-0.6)), 1e-17);
}

TEST(ColumnTest, ReproducesItsTable) {
  ColumnTestRelease const law = samples<ColumnTestRelease>().front();
  EXPECT_EQ(law.prepare(), "");
  for (std::size_t i = 0; i < law.L_S.size(); ++i)
    for (int const n : {1, 13})
      EXPECT_NEAR(released_in(law, n, year, law.L_S[i], 0), law.released_at[i], 1e-17);
  EXPECT_NEAR(released_in(law, 1, year, 5.5e-4, 0), 3.5e-4, 1e-17);  // halfway between two points
  EXPECT_NEAR(released_in(law, 5, year, 1.0, 0), 1e-3, 1e-17);       // nothing after the last
}

TEST(ColumnTest, RefusesATableThatFalls) {
  EXPECT_NE((ColumnTestRelease{{1e-4, 1e-3}, {2e-4, 1e-4}}.prepare()), "");
  EXPECT_NE((ColumnTestRelease{{1e-3, 1e-4}, {1e-4, 2e-4}}.prepare()), "");
  EXPECT_NE((ColumnTestRelease{{0.0, 1e-4}, {1e-4, 2e-4}}.prepare()), "");
  EXPECT_NE((ColumnTestRelease{{1e-4}, {}}.prepare()), "");
}

// Diffusion through the leached shell controls: t/T = 1 - 3 (1-x)^(2/3) + 2 (1-x) for the converted
// share x, and all is converted at T.  [Levenspiel1999]
TEST(ShrinkingCore, ConvertsAsItsAnalyticSolution) {
  ShrinkingCoreRelease const law{5e-2, 1e-9};
  double const C = 0.25, T = 1 / (6 * law.rate * C);
  for (double const x : {0.01, 0.1, 0.5, 0.9, 0.999}) {
    double const t = T * (1 - 3 * std::pow(1 - x, 2.0 / 3) + 2 * (1 - x));
    // Near the fresh and the spent grain x is as sensitive to t as its slope, infinite at both.
    EXPECT_NEAR(released_in(law, 1, t, 0, C) / law.content, x, 1e-9) << x;
    EXPECT_NEAR(released_in(law, 10, t, 0, C) / law.content, x, 1e-9) << x;
  }
  EXPECT_EQ(released_in(law, 1, 1.000001 * T, 0, C), law.content);
}

TEST(ShrinkingCore, NeedsTheOxidant) {
  ShrinkingCoreRelease const law{5e-2, 1e-9};
  EXPECT_NEAR(released_in(law, 1, year, 0, 0), 0, 1e-15 * law.content);
  EXPECT_GT(released_in(law, 1, year, 0, 0.3), released_in(law, 1, year, 0, 0.2));
}

}  // namespace
}  // namespace sanggan
