#include "physics/chemistry/element_list.hpp"

namespace sanggan::chemistry {

ElementList::ElementList(std::vector<std::string> const& apart) {
  for (std::string const& valence : apart) {
    apart_.insert(without_valence(normal_valence(valence)));
    add_once(normal_valence(valence));
  }
}

void ElementList::add(std::string const& element) {
  std::string const plain = without_valence(normal_valence(element));
  if (plain != "H" && plain != "O" && !apart_.contains(plain)) add_once(plain);
}

void ElementList::add(Composition const& composition) {
  for (auto const& [element, amount] : composition) add(element);
}

void ElementList::add_once(std::string const& name) {
  if (known_.insert(name).second) requests_.push_back({name});
}

}  // namespace sanggan::chemistry
