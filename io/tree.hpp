#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sanggan {

/// Where a value stands: the number of its file in the list of files read (-1: the command line;
/// below: a file that sets values of a case, CaseFiles::beside_case), and line and column from 1.
struct Place {
  int file = 0, line = 1, column = 1;
};

/// A YAML value that remembers its place. Maps keep the order of the file, and keep duplicate keys
/// so that they can be reported.
struct Node {
  enum class Kind { null, scalar, list, map };
  struct Entry;

  Kind kind = Kind::null;
  Place place;
  std::string text;            ///< of a scalar
  bool quoted = false;         ///< the scalar stood in quotes
  std::vector<Node> items;     ///< of a list
  std::vector<Entry> entries;  ///< of a map

  /// The first entry of that key, or nullptr.
  Entry const* find(std::string_view key) const;
  Entry* find(std::string_view key);
};

/// One key of a map with its value.
struct Node::Entry {
  std::string key;
  Place place;  ///< of the key
  Node value;
};

/// What is wrong with a text that is not YAML.
struct SyntaxError {
  Place place;
  std::string problem;
};

/// Parses one YAML document. Anchors are expanded.
/// @param file the number of the file, for the places
/// @throws SyntaxError
Node parse_yaml(std::string const& text, int file);

/// YAML text that parse_yaml turns into the same tree, places apart.
std::string to_yaml(Node const& node);

/// Sets the value at a dotted path ("wells.village.rate", "mesh.layers.0.cells"), the key of the
/// setting, making maps on the way. @return what is wrong, or an empty string
std::string set_value(Node& root, Node::Entry setting);

}  // namespace sanggan
