#include <gtest/gtest.h>

#include "mesh/directory.hpp"
#include "mesh_checks.hpp"

namespace sanggan {
namespace {
using namespace testing_tools;

/// Some of the ids 0 .. n-1, dealt out to the ranks in a mixed order; every `gap`-th is nobody's.
std::vector<GlobalIndex> dealt_ids(GlobalIndex n, GlobalIndex gap) {
  std::vector<GlobalIndex> mine;
  for (GlobalIndex k = 0; k < n; ++k) {
    GlobalIndex const id = (k * 37 + 11) % n;  // 37 shares no factor with the sizes used
    if (k % size_of() == rank_of() && id % gap != 0) mine.push_back(id);
  }
  return mine;
}

TEST(Redistribution, ToBlocksPutsEachValueAtItsId) {
  GlobalIndex const n = 1001;
  auto const ids = dealt_ids(n, 5);
  Redistribution const plan(ids, n, MPI_COMM_WORLD);
  std::vector<double> values;
  for (GlobalIndex id : ids) {
    values.push_back(0.5 * static_cast<double>(id));
    values.push_back(-static_cast<double>(id));
  }
  auto const block = plan.to_blocks(values, 2, -7.0);
  ASSERT_EQ(static_cast<GlobalIndex>(block.size()), 2 * (plan.last() - plan.first()));
  for (GlobalIndex id = plan.first(); id < plan.last(); ++id) {
    double const* const at = block.data() + 2 * (id - plan.first());
    EXPECT_EQ(at[0], id % 5 ? 0.5 * static_cast<double>(id) : -7);
    EXPECT_EQ(at[1], id % 5 ? -static_cast<double>(id) : -7);
  }
  EXPECT_EQ(sum_over_ranks(static_cast<double>(plan.last() - plan.first())), n);
}

TEST(Redistribution, RoundTripIsTheIdentity) {
  for (GlobalIndex n : {1, 2, 3, 500}) {
    auto const ids = dealt_ids(n, n + 7);
    Redistribution const plan(ids, n, MPI_COMM_WORLD);
    EXPECT_EQ(plan.from_blocks(plan.to_blocks(ids)), ids);
  }
}

TEST(Redistribution, SeveralRanksMayAskForTheSameId) {
  std::vector<GlobalIndex> const ids{4, 0, 4, 2};
  Redistribution const plan(ids, 6, MPI_COMM_WORLD);
  std::vector<float> block;
  for (GlobalIndex id = plan.first(); id < plan.last(); ++id) block.push_back(1.5f * id);
  EXPECT_EQ(plan.from_blocks(block), (std::vector<float>{6, 0, 6, 3}));
  // Of several values for an id the one of the highest rank stands.
  auto const who = plan.to_blocks(std::vector<int>(ids.size(), rank_of()), 1, -1);
  for (GlobalIndex id = plan.first(); id < plan.last(); ++id)
    EXPECT_EQ(who[id - plan.first()], id % 2 || id > 4 ? -1 : size_of() - 1);
}

TEST(Redistribution, HoldsWhereThereIsNothing) {
  Redistribution const plan(std::vector<GlobalIndex>{}, 0, MPI_COMM_WORLD);
  EXPECT_TRUE(plan.to_blocks(std::vector<double>{}).empty());
  EXPECT_TRUE(plan.from_blocks(std::vector<double>{}, 3).empty());
}

TEST(CompactIds, KeepTheOrderOfTheKeysWithoutGaps) {
  std::vector<GlobalIndex> keys = dealt_ids(1001, 3);
  keys.push_back(500);  // named by every rank, and not a multiple of three
  auto const compact = compact_ids(keys, 1001, MPI_COMM_WORLD);
  EXPECT_EQ(compact.n, 1001 - 334);
  ASSERT_EQ(compact.id.size(), keys.size());
  for (std::size_t k = 0; k < keys.size(); ++k) EXPECT_EQ(compact.id[k], keys[k] - keys[k] / 3 - 1);
}

TEST(AllOrNone, EveryRankThrowsTheMessageOfTheLowestThatFails) {
  int const last = size_of() - 1;
  try {
    all_or_none(MPI_COMM_WORLD, [&] {
      if (rank_of() == last) throw std::runtime_error("rank " + std::to_string(last));
    });
    FAIL() << "nothing was thrown";
  } catch (MeshError const& error) {
    EXPECT_EQ(error.what(), "rank " + std::to_string(last));
  }
}

}  // namespace
}  // namespace sanggan
