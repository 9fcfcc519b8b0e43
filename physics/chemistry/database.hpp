#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "physics/chemistry/formula.hpp"
#include "physics/chemistry/log_k.hpp"

namespace sanggan::chemistry {

/// One participant of a reaction.
struct Term {
  double coefficient;
  std::string species;
};

/// A row of a table of master species: what stands for an element, or for one valence of it.
struct MasterEntry {
  std::string element;      ///< Fe, or Fe(3) for a valence
  std::string species;      ///< the master species
  double alkalinity = 0;    ///< of one mole of the master species (eq/mol)
  double input_mass = 0;    ///< turns grams of an analysis into moles of the element (g/mol)
  double element_mass = 0;  ///< of the element (g/mol); 0 where the row gives none
  int line = 0;
};

/// Which formula gives the activity coefficient of a species.
enum class ActivityKind {
  by_charge,   ///< none given: Davies for an ion, 0.1 I for a neutral species, 1 on a solid
  wateq,       ///< extended Debye-Hueckel with a and b
  davies,      ///< Davies, asked for by name
  llnl,        ///< B-dot with a
  llnl_carbon  ///< Drummond's polynomial for dissolved gases like CO2
};

/// Activity parameters of a species as the file gives them.
struct ActivityEntry {
  ActivityKind kind = ActivityKind::by_charge;
  double a = 0;  ///< ion size (angstrom); 0 in a `wateq` pair is the limiting law, not "unknown"
  double b = 0;  ///< (kg/mol)
};

/// A dissolved, exchanged or adsorbed species with the reaction that forms it.
struct SpeciesEntry {
  std::string name;
  Formula formula;
  std::vector<Term> formation;  ///< log a = log K + sum coefficient log a(term); empty for a master
  LogK log_K;
  ActivityEntry activity;
  Composition mole_balance;  ///< counted in place of the formula, where the file says so
  bool checked = true;       ///< its reaction must balance
  int line = 0;
};

/// A mineral or a gas with the reaction that dissolves it.
struct PhaseEntry {
  std::string name;
  Formula formula;
  std::vector<Term> dissolution;  ///< log IAP = sum coefficient log a(term)
  LogK log_K;
  bool checked = true;
  int line = 0;
};

/// A rate program, kept as it stands and not interpreted.
struct RateEntry {
  std::string name;
  std::vector<std::string> program;
  int line = 0;
};

/// A line that was not used, and what follows from it.
struct Note {
  int line;
  std::string text;
  bool harmless = false;  ///< it changes nothing of what is computed
};

/// Debye-Hueckel parameters by temperature (degrees C), of the B-dot model.
struct LlnlTable {
  std::vector<double> temperature, A, B, b_dot;
};

/// A thermodynamic database as its file states it. Species and phases stand in order of the file;
/// one defined again replaces the first.
struct Database {
  std::string file;  ///< its name, for messages
  std::vector<MasterEntry> masters, exchange_masters, surface_masters;
  std::vector<SpeciesEntry> species, exchange_species, surface_species;
  std::vector<PhaseEntry> phases;
  std::vector<RateEntry> rates;
  LlnlTable llnl;
  std::vector<Note> notes;

  /// The row of an element or valence (Fe, Fe(3)); null if there is none.
  MasterEntry const* master(std::string_view element) const;
  /// A phase by name; as PHREEQC does, capitals do not count. Null if there is none.
  PhaseEntry const* phase(std::string_view name) const;
  /// Mass of one mole (g/mol) of what a formula says. @throws std::invalid_argument
  double molar_mass(Composition const& composition) const;
  /// Each note as "file:line: text".
  std::vector<std::string> messages() const;
};

}  // namespace sanggan::chemistry
