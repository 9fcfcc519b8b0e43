#pragma once
#include <set>
#include <string>
#include <vector>

#include "physics/chemistry/compile.hpp"
#include "physics/chemistry/formula.hpp"

namespace sanggan::chemistry {

/// The elements of a description, each once, those of which valences stand apart by valence.
class ElementList {
 public:
  explicit ElementList(std::vector<std::string> const& apart);
  /// Adds an element, or the element of a valence; water is always there.
  void add(std::string const& element);
  void add(Composition const& composition);
  std::vector<ElementRequest> const& requests() const { return requests_; }

 private:
  void add_once(std::string const& name);

  std::set<std::string> apart_, known_;
  std::vector<ElementRequest> requests_;
};

}  // namespace sanggan::chemistry
