#pragma once
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace sanggan {

/// Valid values of a number, in the SI unit of its key.
struct Range {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool above = false;  ///< least itself is not valid
};
inline constexpr double unlimited = 1e299;  ///< larger bounds are none
inline constexpr Range any_number{};
inline constexpr Range positive{0, std::numeric_limits<double>::infinity(), true};
inline constexpr Range not_negative{0, std::numeric_limits<double>::infinity(), false};
inline constexpr Range fraction{0, 1, false};

/// What a reader asks of one value of a case file. The schema and the manual are printed from it;
/// it is made by running the readers on a Section that records what they ask for.
struct Description {
  enum class Kind { unknown, section, quantity, integer, flag, text, choice, list, named, either };
  Kind kind = Kind::unknown;
  std::string name;   ///< key; of an alternative: what selects it
  std::string about;  ///< one line
  bool required = true;
  std::string fallback;              ///< default, as text in the SI unit
  std::string unit;                  ///< of a quantity (SI)
  Range range;                       ///< of a number
  std::vector<std::string> choices;  ///< of a choice
  std::size_t least_items = 0;       ///< of a list

  std::vector<std::shared_ptr<Description>> keys;  ///< of a section, in order
  std::shared_ptr<Description> element;            ///< of a list, or a map with free names
  std::string selector;  ///< of a section with branches: the key ("law", "kind") that selects one
  std::string selector_about;
  std::string shape;  ///< of alternatives that many keys share: "series", "plan", ...
  std::vector<std::shared_ptr<Description>> alternatives;  ///< shapes, or branches
};

}  // namespace sanggan
