// Wrong cases, one kind of fault in each folder of bad_input: case.yaml with what it needs, the
// overrides of the command line in set.txt (one a line), and all messages in expected.txt.
#include "tests/support/bad_input.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "io/case_mesh.hpp"
#include "io/case_reader.hpp"
#include "io/files.hpp"
#include "io/measure_check.hpp"

namespace sanggan {
namespace {

using test::Inside;
using test::lines_of;

/// What the machine has stands in expected.txt as <memory>.
std::string without_memory(std::string text) {
  auto const there = fmt::format("there are {:.3g} GB", machine_memory(MPI_COMM_WORLD) / 1e9);
  if (auto const at = text.find(there); at != std::string::npos)
    text.replace(at, there.size(), "there are <memory>");
  return text;
}

class BadInput : public testing::TestWithParam<std::string> {};

TEST_P(BadInput, HasAllItsMessages) {
  Inside const inside("tests/io/bad_input/" + GetParam());
  auto const expected = lines_of("expected.txt");
  ASSERT_FALSE(expected.empty());
  try {
    Case const c = read_case("case.yaml", lines_of("set.txt"), MPI_COMM_WORLD);
    check_measures(c, build_mesh(c, MPI_COMM_WORLD), MPI_COMM_WORLD);
    FAIL() << "the case was read without an error";
  } catch (CaseError const& error) {
    auto messages = error.messages;
    std::transform(messages.begin(), messages.end(), messages.begin(), without_memory);
    EXPECT_EQ(messages, expected);
  }
}

// The parts that the wrong cases include are sound, so that each message is about the fault.
TEST(BadInputParts, AreSound) {
  for (std::string mesh : {"mesh", "terrain"}) {
    SCOPED_TRACE(mesh);
    Inside const inside("tests/io/bad_input/sound");
    EXPECT_NO_THROW(read_case(mesh + "_case.yaml", {}, MPI_COMM_WORLD));
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, BadInput,
                         testing::ValuesIn(test::folders_with("case.yaml", "tests/io/bad_input")),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace sanggan
