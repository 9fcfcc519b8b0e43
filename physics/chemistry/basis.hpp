#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "physics/chemistry/database.hpp"

namespace sanggan::chemistry {

/// A reaction in master species: log a = log K + sum coefficient log a(master).
struct BasisRow {
  std::map<std::string, double> coefficient;  ///< by name of the master species
  LogK log_K;

  /// Adds `factor` times another row.
  void add(BasisRow const& other, double factor);
  /// The coefficient of a master; 0 where it does not take part.
  double of(std::string const& master) const;
  /// Takes a master out by putting `formation` in its place.
  void substitute(std::string const& master, BasisRow const& formation);
};

/// Rewrites the reactions of a database, which may name any species, in its master species. Each
/// valence of an element has a master of its own, so that no electron is left unless the database
/// gives a species no valence.
class Basis {
 public:
  explicit Basis(Database const& database);

  /// Formation of a species of any kind; nothing where the database does not define all it needs.
  std::optional<BasisRow> formation(std::string const& species);

  /// Sum of formations, as that of the products of a mineral; nothing where one lacks.
  std::optional<BasisRow> reaction(std::vector<Term> const& terms);

  /// Formation of the master of one valence from the primary master of its element and electrons;
  /// the identity for a primary master.
  std::optional<BasisRow> from_primary(std::string const& master);

 private:
  std::optional<BasisRow> sum(std::vector<Term> const& terms);
  std::optional<BasisRow> rewritten(std::string const& species);
  void settle_electrons(BasisRow& row);
  bool take_valence(BasisRow& row, std::string const& element, std::string const& primary);

  Database const& database_;
  std::set<std::string> masters_;
  std::map<std::string, SpeciesEntry const*> entries_;
  std::map<std::string, std::optional<BasisRow>> formations_;
  std::map<std::string, std::optional<BasisRow>> from_primary_;
};

}  // namespace sanggan::chemistry
