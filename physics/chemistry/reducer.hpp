#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "physics/chemistry/basis.hpp"
#include "physics/chemistry/compile.hpp"

namespace sanggan::chemistry {

/// A reaction in components.
struct Reduced {
  std::map<int, double> action;   ///< with electrons from the couples
  std::map<int, double> content;  ///< with electrons as such
  LogK log_K;
};

/// Writes reactions in the components of one request: valences that stand together become their
/// primary master and electrons, from the shared electron or from a couple.
class Reducer {
 public:
  /// @param component_of  index of each component by its master species
  /// @param notes         takes what the database lacks
  /// @throws std::invalid_argument for a couple that the database does not know
  Reducer(Database const& database, SystemRequest const& request,
          std::map<std::string, int> const& component_of, std::vector<std::string>& notes);

  /// Nothing if the reaction needs what is not in play.
  std::optional<Reduced> reduce(BasisRow const& row);
  Basis& basis() { return basis_; }

  /// log a(e-) of a couple such as O(0)/O(-2). @throws std::invalid_argument if it is none
  BasisRow couple(std::string const& name);

 private:
  ElementRequest const* request_of(std::string const& master) const;
  std::optional<BasisRow> in_components(BasisRow const& row, bool with_couples);
  std::map<int, double> indexed(BasisRow const& row) const;
  void note_once(std::string const& note);

  Database const& db_;
  SystemRequest const& request_;
  std::map<std::string, int> const& component_of_;
  std::vector<std::string>& notes_;
  Basis basis_;
  std::map<std::string, ElementRequest const*> in_play_;  ///< by element or valence
  std::map<std::string, BasisRow> couples_;               ///< log a(e-) of each couple
};

}  // namespace sanggan::chemistry
