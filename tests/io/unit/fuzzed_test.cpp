// What libFuzzer has found, and what it begins with: each file of tests/fuzz/corpus is read, or
// refused by a message; any other exception, or a fault under the sanitizers, fails.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/targets.hpp"
#include "tests/support/bad_input.hpp"

namespace sanggan {
namespace {

struct Target {
  char const* name;
  void (*read)(std::string_view);
};

class Fuzzed : public testing::TestWithParam<Target> {};

TEST_P(Fuzzed, IsReadOrRefused) {
  auto const corpus = std::filesystem::absolute("tests/fuzz/corpus") / GetParam().name;
  auto const scratch = std::filesystem::path(testing::TempDir()) /
                       ("sanggan_fuzzed_" + std::string(GetParam().name));
  std::filesystem::create_directories(scratch);
  int count = 0;
  {
    test::Inside const inside(scratch);
    for (auto const& file : std::filesystem::directory_iterator(corpus)) {
      SCOPED_TRACE(file.path().string());
      std::ifstream in(file.path(), std::ios::binary);
      std::string const bytes(std::istreambuf_iterator<char>(in), {});
      EXPECT_NO_THROW(GetParam().read(bytes));
      ++count;
    }
  }
  std::filesystem::remove_all(scratch);
  EXPECT_GT(count, 0);
}

INSTANTIATE_TEST_SUITE_P(Corpus, Fuzzed,
                         testing::Values(Target{"case_file", test::fuzz_case_file},
                                         Target{"csv", test::fuzz_csv},
                                         Target{"polygon_file", test::fuzz_polygon_file},
                                         Target{"checkpoint", test::fuzz_checkpoint}),
                         [](auto const& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace sanggan
