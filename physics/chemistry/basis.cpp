#include "physics/chemistry/basis.hpp"

#include <algorithm>
#include <cmath>

namespace sanggan::chemistry {
namespace {

constexpr double nothing = 1e-9;  // a coefficient that has cancelled

std::string const electron = "e-";

BasisRow identity(std::string const& master) { return {{{master, 1.0}}, {}}; }

}  // namespace

void BasisRow::add(BasisRow const& other, double factor) {
  for (auto const& [master, value] : other.coefficient) {
    double& sum = coefficient[master];
    sum += factor * value;
    if (std::abs(sum) < nothing) coefficient.erase(master);
  }
  log_K.add(other.log_K, factor);
}

double BasisRow::of(std::string const& master) const {
  auto const found = coefficient.find(master);
  return found == coefficient.end() ? 0 : found->second;
}

void BasisRow::substitute(std::string const& master, BasisRow const& formation) {
  double const factor = of(master);
  if (factor == 0) return;
  coefficient.erase(master);
  add(formation, factor);
}

Basis::Basis(Database const& database) : database_(database) {
  for (auto const* list :
       {&database.masters, &database.exchange_masters, &database.surface_masters})
    for (MasterEntry const& master : *list) masters_.insert(master.species);
  for (auto const* list :
       {&database.species, &database.exchange_species, &database.surface_species})
    for (SpeciesEntry const& entry : *list) entries_[entry.name] = &entry;
}

std::optional<BasisRow> Basis::formation(std::string const& species) {
  if (masters_.contains(species)) return identity(species);
  if (auto const known = formations_.find(species); known != formations_.end())
    return known->second;
  formations_[species] = std::nullopt;  // so that a circle of definitions ends here
  auto row = rewritten(species);
  if (row) settle_electrons(*row);
  return formations_[species] = row;
}

std::optional<BasisRow> Basis::sum(std::vector<Term> const& terms) {
  BasisRow row;
  for (auto const& [coefficient, species] : terms) {
    auto const term = formation(species);
    if (!term) return std::nullopt;
    row.add(*term, coefficient);
  }
  return row;
}

std::optional<BasisRow> Basis::reaction(std::vector<Term> const& terms) {
  auto row = sum(terms);
  if (row) settle_electrons(*row);
  return row;
}

std::optional<BasisRow> Basis::rewritten(std::string const& species) {
  auto const entry = entries_.find(species);
  if (entry == entries_.end() || entry->second->formation.empty()) return std::nullopt;
  auto row = sum(entry->second->formation);
  if (row) row->log_K.add(entry->second->log_K, 1);
  return row;
}

/// Where a reaction gives or takes electrons, its species belongs to another valence than the
/// primary master by which it is written; the row is rewritten in the master of that valence.
void Basis::settle_electrons(BasisRow& row) {
  if (row.of(electron) == 0) return;
  for (MasterEntry const& primary : database_.masters) {
    bool const may_differ = primary.element.find('(') == std::string::npos &&
                            primary.species != electron && row.of(primary.species) != 0;
    if (may_differ && take_valence(row, primary.element, primary.species)) return;
  }
}

bool Basis::take_valence(BasisRow& row, std::string const& element, std::string const& primary) {
  for (MasterEntry const& valence : database_.masters) {
    if (without_valence(valence.element) != element || valence.species == primary) continue;
    auto const redox = from_primary(valence.species);
    if (!redox || redox->of(primary) == 0) continue;
    double const moles = row.of(primary) / redox->of(primary);
    if (std::abs(row.of(electron) - moles * redox->of(electron)) > nothing) continue;
    row.add(*redox, -moles);
    row.add(identity(valence.species), moles);
    return true;
  }
  return false;
}

std::optional<BasisRow> Basis::from_primary(std::string const& master) {
  auto const with_valence =
      std::find_if(database_.masters.begin(), database_.masters.end(), [&](MasterEntry const& m) {
        return m.species == master && m.element.find('(') != std::string::npos;
      });
  if (with_valence == database_.masters.end()) return identity(master);
  std::string const element = without_valence(with_valence->element);
  MasterEntry const* const primary = database_.master(element);
  if (primary == nullptr || primary->species == master) return identity(master);
  if (auto const known = from_primary_.find(master); known != from_primary_.end())
    return known->second;
  from_primary_[master] = std::nullopt;
  auto row = rewritten(master);
  // The step may be written with another valence, of this element or of another one, such as H2.
  for (MasterEntry const& other : database_.masters) {
    if (!row || other.species == primary->species || row->of(other.species) == 0) continue;
    auto const step = from_primary(other.species);
    if (!step) return std::nullopt;
    row->substitute(other.species, *step);
  }
  return from_primary_[master] = row;
}

}  // namespace sanggan::chemistry
