#include "mesh/gmsh_audit.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <set>
#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan {
namespace {

// Nodes of an element by its type in the manual of Gmsh; 0 for those of higher orders.
constexpr std::array<int, 16> nodes_of_type{0, 2, 3, 4, 4, 8, 6, 5, 0, 0, 0, 0, 0, 0, 0, 1};
constexpr int last_type = 140;
constexpr std::uint64_t most_tags = 100;  // of one element; Gmsh writes two, and its partitions

class Audit {
 public:
  explicit Audit(std::string const& path) : file_(path, std::ios::binary | std::ios::ate) {
    bytes_ = static_cast<std::uint64_t>(file_.tellg());
    file_.seekg(0);
  }

  void operator()() {
    for (std::string line; std::getline(file_, line);) {
      if (line.starts_with("$MeshFormat")) read_format();
      if (line.starts_with("$Entities") && v41()) read_entities();
      if (line.starts_with("$Nodes")) v41() ? read_nodes_41() : read_nodes_22();
      if (line.starts_with("$Elements")) v41() ? read_elements_41() : read_elements_22();
    }
  }

 private:
  bool v41() const { return version_ == "4.1"; }

  void read_format() {
    int size = 0;
    file_ >> version_ >> binary_ >> size;
    std::string rest;
    std::getline(file_, rest);
  }

  template <class T>
  T next() {
    T value{};
    if (binary_ != 0)
      file_.read(reinterpret_cast<char*>(&value), sizeof value);
    else
      file_ >> value;
    if (file_.eof()) throw MeshError("it ends too early");
    if (!file_) throw MeshError("it holds something else where a number belongs");
    return value;
  }
  template <class T>
  void skip(std::uint64_t n) {
    for (std::uint64_t k = 0; k < n; ++k) next<T>();
  }
  std::uint64_t checked(std::uint64_t count, std::uint64_t most) const {
    if (count > most)
      throw MeshError("it counts " + std::to_string(count) +
                      " items where it has no room for them");
    return count;
  }
  std::uint64_t next_count() { return checked(next<std::uint64_t>(), bytes_); }
  // In format 2.2 a line of text in binary files as well.
  std::uint64_t count_line() {
    std::uint64_t count = 0;
    file_ >> count;
    if (!file_) throw MeshError("it has no count of its nodes or elements");
    std::string rest;
    std::getline(file_, rest);
    return checked(count, bytes_);
  }

  int nodes_of(int type) const {
    if (type < 1 || type > last_type)
      throw MeshError("it has elements of type " + std::to_string(type) +
                      ", which Gmsh does not know");
    int const n = type < static_cast<int>(nodes_of_type.size())
                      ? nodes_of_type[static_cast<std::size_t>(type)]
                      : 0;
    if (n == 0)
      throw MeshError("its elements are of second or higher order; export it with order 1");
    return n;
  }
  void check_node(std::int64_t tag) const {
    if (!std::binary_search(nodes_.begin(), nodes_.end(), tag))
      throw MeshError("an element has node " + std::to_string(tag) +
                      ", which the file does not list");
  }
  void check_entity(int dimension, int tag) const {
    if (dimension < 0 || dimension > 3 ||
        !entities_[static_cast<std::size_t>(dimension)].contains(tag))
      throw MeshError("it names entity " + std::to_string(tag) + " of dimension " +
                      std::to_string(dimension) + ", which it does not list");
  }

  void read_entities() {
    std::array<std::uint64_t, 4> n{};
    for (auto& count : n) count = next_count();
    for (std::size_t dimension = 0; dimension < n.size(); ++dimension)
      for (std::uint64_t k = 0; k < n[dimension]; ++k) {
        entities_[dimension].insert(next<int>());
        skip<double>(dimension == 0 ? 3 : 6);
        skip<int>(next_count());  // its groups
        if (dimension > 0) skip<int>(next_count());
      }
  }

  void read_nodes_22() {
    auto const n = count_line();
    for (std::uint64_t k = 0; k < n; ++k) {
      nodes_.push_back(next<int>());
      skip<double>(3);
    }
    std::sort(nodes_.begin(), nodes_.end());
  }

  void read_nodes_41() {
    auto const n_blocks = next_count();
    skip<std::uint64_t>(3);
    for (std::uint64_t block = 0; block < n_blocks; ++block) {
      int const dimension = next<int>(), tag = next<int>();
      check_entity(dimension, tag);
      int const parametric = next<int>();
      auto const n = next_count();
      for (std::uint64_t k = 0; k < n; ++k)
        nodes_.push_back(static_cast<std::int64_t>(next<std::uint64_t>()));
      skip<double>(n * static_cast<std::uint64_t>(3 + (parametric != 0 ? dimension : 0)));
    }
    std::sort(nodes_.begin(), nodes_.end());
  }

  // Text gives the type of each element; binary files, of as many as follow.
  void read_elements_22() {
    auto const n = count_line();
    for (std::uint64_t k = 0; k < n;) {
      if (binary_ == 0) next<int>();
      int const type = next<int>();
      auto const here = binary_ == 0 ? 1 : checked(static_cast<std::uint32_t>(next<int>()), n - k);
      auto const tags = checked(static_cast<std::uint32_t>(next<int>()), most_tags);
      int const corners = nodes_of(type);
      for (std::uint64_t i = 0; i < here; ++i) {
        if (binary_ != 0) next<int>();
        skip<int>(tags);
        for (int corner = 0; corner < corners; ++corner) check_node(next<int>());
      }
      k += std::max<std::uint64_t>(here, 1);
    }
  }

  void read_elements_41() {
    auto const n_blocks = next_count();
    skip<std::uint64_t>(3);
    for (std::uint64_t block = 0; block < n_blocks; ++block) {
      int const dimension = next<int>(), tag = next<int>();
      check_entity(dimension, tag);
      int const corners = nodes_of(next<int>());
      auto const n = next_count();
      for (std::uint64_t k = 0; k < n; ++k) {
        next<std::uint64_t>();
        for (int corner = 0; corner < corners; ++corner)
          check_node(static_cast<std::int64_t>(next<std::uint64_t>()));
      }
    }
  }

  std::ifstream file_;
  std::uint64_t bytes_ = 0;
  std::string version_;
  int binary_ = 0;
  std::array<std::set<int>, 4> entities_;
  std::vector<std::int64_t> nodes_;
};

}  // namespace

void audit_gmsh(std::string const& path) { Audit{path}(); }

}  // namespace sanggan
