#include "io/tree.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace sanggan {
namespace {

bool same(Node const& a, Node const& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() ||
      a.entries.size() != b.entries.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same(a.items[i], b.items[i])) return false;
  for (std::size_t i = 0; i < a.entries.size(); ++i)
    if (a.entries[i].key != b.entries[i].key || !same(a.entries[i].value, b.entries[i].value))
      return false;
  return true;
}

constexpr char const* text = R"(# a heap
name: heap
layers:
  - {zone: soil, cells: 3}
  - [1 m, "2 m"]
empty:
last: "yes: no"
)";

TEST(Tree, RemembersPlaces) {
  Node const root = parse_yaml(text, 4);
  ASSERT_EQ(root.entries.size(), 4u);
  auto const* const layers = root.find("layers");
  ASSERT_TRUE(layers);
  EXPECT_EQ(layers->place.line, 3);
  EXPECT_EQ(layers->place.column, 1);
  auto const* const cells = layers->value.items.at(0).find("cells");
  EXPECT_EQ(cells->place.column, 18);
  EXPECT_EQ(cells->value.place.line, 4);
  EXPECT_EQ(cells->value.place.column, 25);
  EXPECT_EQ(cells->value.place.file, 4);
  EXPECT_TRUE(layers->value.items.at(1).items.at(1).quoted);
  EXPECT_EQ(root.find("empty")->value.kind, Node::Kind::null);
  EXPECT_EQ(root.find("empty")->value.place.line, 6);
}

TEST(Tree, KeepsKeysThatAreGivenTwice) {
  Node const root = parse_yaml("a: 1\nb: 2\na: 3\n", 0);
  ASSERT_EQ(root.entries.size(), 3u);
  EXPECT_EQ(root.find("a")->value.text, "1");
  EXPECT_EQ(root.entries[2].value.text, "3");
}

TEST(Tree, ExpandsAnchors) {
  Node const root = parse_yaml("one: &soil {K: 1 m/day}\ntwo: *soil\n", 0);
  EXPECT_EQ(root.find("two")->value.find("K")->value.text, "1 m/day");
}

TEST(Tree, WrittenTextReadsBackTheSame) {
  for (std::string const yaml :
       {text, "a: {b: [], c: {}, d: null}\n", "a: ['x: y', \"tab\\there\", '#5', '- 1', 'null']\n",
        "? 'odd key:' \n: [1, [2, {z: 3}]]\n"}) {
    Node const root = parse_yaml(yaml, 0);
    EXPECT_TRUE(same(parse_yaml(to_yaml(root), 0), root)) << to_yaml(root);
  }
}

TEST(Tree, RefusesWhatIsNoYaml) {
  for (std::string const yaml :
       {"a: [1, 2\n", "a: 1\n---\nb: 2\n", "? [1, 2]\n: 3\n", "a: &x [*x]\n"})
    EXPECT_THROW(parse_yaml(yaml, 0), SyntaxError) << yaml;
}

// A few lines that would fill all memory once their anchors are expanded.
TEST(Tree, RefusesABombOfAnchors) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int k = 1; k < 12; ++k)
    bomb += fmt::format("a{0}: &a{0} [{1}]\n", k,
                        fmt::join(std::vector(10, fmt::format("*a{}", k - 1)), ", "));
  EXPECT_THROW(parse_yaml(bomb, 0), SyntaxError);
}

TEST(SetValue, ReplacesAndAdds) {
  Node root = parse_yaml("time: {end: 1 day}\nlayers: [{cells: 1}, {cells: 2}]\n", 0);
  EXPECT_EQ(set_value(root, {"time.end", {}, parse_yaml("2 day", -1)}), "");
  EXPECT_EQ(set_value(root, {"layers.1.cells", {}, parse_yaml("5", -1)}), "");
  EXPECT_EQ(set_value(root, {"output.times", {}, parse_yaml("[1 h, 2 h]", -1)}), "");
  EXPECT_EQ(root.find("time")->value.find("end")->value.text, "2 day");
  EXPECT_EQ(root.find("layers")->value.items[1].find("cells")->value.text, "5");
  EXPECT_EQ(root.find("output")->value.find("times")->value.items[1].text, "2 h");
}

TEST(SetValue, SaysWhereThereIsNothing) {
  Node root = parse_yaml("time: {end: 1 day}\nlayers: [1]\n", 0);
  EXPECT_EQ(set_value(root, {"layers.1", {}, parse_yaml("2", -1)}), "has nothing at \"1\"");
  EXPECT_EQ(set_value(root, {"time.end.x", {}, parse_yaml("2", -1)}), "has nothing at \"x\"");
  EXPECT_EQ(set_value(root, {"time..end", {}, parse_yaml("2", -1)}), "has an empty key");
}

}  // namespace
}  // namespace sanggan
