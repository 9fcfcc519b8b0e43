// Files of ensembles that are wrong, with all their messages, and what the sound ones draw.
#include "study/uncertainty/read_ensemble.hpp"

#include <gtest/gtest.h>

#include "io/section.hpp"
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

}  // namespace
}  // namespace sanggan
