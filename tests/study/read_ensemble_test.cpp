// Files of ensembles that are wrong, with all their messages, and what the sound ones draw.
#include "study/uncertainty/read_ensemble.hpp"

#include <gtest/gtest.h>

#include "io/case_reader.hpp"
#include "io/section.hpp"
#include "study/uncertainty/ensemble_limits.hpp"
#include "tests/support/bad_input.hpp"

namespace sanggan {
namespace {

TEST(BadEnsemble, HasAllItsMessages) {
  test::Inside const inside("tests/study/bad_ensemble");
  try {
    read_ensemble("ensemble.yaml", MPI_COMM_WORLD);
    FAIL() << "the ensemble was read without an error";
  } catch (CaseError const& error) {
    EXPECT_EQ(error.messages, test::lines_of("expected.txt"));
  }
}

TEST(Ensemble, DrawsTheSameMembersFromTheSameSeed) {
  auto ensemble = read_ensemble("tests/app/ensemble/velocity.yaml", MPI_COMM_WORLD);
  EXPECT_EQ(ensemble.case_path, "tests/app/ensemble/column.yaml");
  auto const members = members_of(ensemble);
  ASSERT_EQ(members.size(), 20);
  EXPECT_EQ(members, members_of(ensemble));
  auto const overrides = overrides_of(ensemble, {0.125});
  EXPECT_EQ(overrides, std::vector<std::string>{"boundaries.inlet.flow.inflow=0.125 m/day"});
  ++ensemble.seed;
  EXPECT_NE(members, members_of(ensemble));
}

TEST(Ensemble, OfSaltelliHasTwoSamplesAndOneMoreForEachNumber) {
  auto const ensemble = read_ensemble("tests/app/ensemble/indices.yaml", MPI_COMM_WORLD);
  auto const members = members_of(ensemble);
  EXPECT_EQ(members.size(), 2 * (2 + 2));
  EXPECT_EQ(independent_members(ensemble, members.size()), 4);
}

/// The limit of the ensemble's own comes before that of the case, 0.5 mol/m3 of A.
TEST(EnsembleLimits, AreInTheUnitOfWhatTheyAreOf) {
  Case const base = read_case("tests/app/ensemble/column.yaml", {}, MPI_COMM_WORLD);
  Ensemble ensemble;
  EXPECT_EQ(limit_of(ensemble, base, "A_dissolved", "mmol/L"), 0.5);
  EXPECT_FALSE(limit_of(ensemble, base, "port head", "m"));
  ensemble.limits = {{"head", 1050, "cm", ""}, {"A", 2, "mmol/L", ""}};
  check_limits(ensemble, base);
  EXPECT_EQ(limit_of(ensemble, base, "port head", "m"), 10.5);
  EXPECT_EQ(limit_of(ensemble, base, "head", "m"), 10.5);
  EXPECT_FALSE(limit_of(ensemble, base, "pressure_head", "m"));
  EXPECT_EQ(limit_of(ensemble, base, "port A", "mol/m3"), 2);
  EXPECT_FALSE(limit_of(ensemble, base, "A_sorbed", "mol/kg"));
  EXPECT_FALSE(limit_of(ensemble, base, "inlet outflow of A", "mol/d"));
}

TEST(EnsembleLimits, OfNothingInTheCaseAreRefused) {
  Case const base = read_case("tests/app/ensemble/column.yaml", {}, MPI_COMM_WORLD);
  Ensemble ensemble;
  ensemble.limits = {{"haed", 1, "m", "e.yaml:7:9: limits.haed \"1 m\""},
                     {"A", 1, "m", "e.yaml:8:9: limits.A \"1 m\""}};
  try {
    check_limits(ensemble, base);
    FAIL() << "limits of nothing were taken";
  } catch (CaseError const& error) {
    EXPECT_EQ(error.messages,
              (std::vector<std::string>{"e.yaml:7:9: limits.haed \"1 m\" is of no species of the "
                                        "case and no quantity (nearest: head)",
                                        "e.yaml:8:9: limits.A \"1 m\" is a length; write a "
                                        "concentration such as 0.02 mmol/L"}));
  }
}

}  // namespace
}  // namespace sanggan
