#pragma once
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "physics/chemistry/analysis.hpp"
#include "physics/chemistry/database.hpp"
#include "physics/chemistry/equilibrium.hpp"

namespace sanggan::chemistry {

/// A database that the user has: in the folder of the environment variable
/// SANGGAN_PHREEQC_DATABASES, else in ../shared/reference/databases. Null where it is absent.
Database const* user_database(std::string const& name);
std::string user_database_path(std::string const& name);

/// Where a test asks for a database, it is skipped if there is none.
// NOLINTBEGIN(bugprone-macro-parentheses): the name of a variable takes none
#define DATABASE_OR_SKIP(variable, name)                \
  Database const* const variable = user_database(name); \
  if (variable == nullptr)                              \
  GTEST_SKIP() << name << " is not here; set SANGGAN_PHREEQC_DATABASES to the folder that has it"
// NOLINTEND(bugprone-macro-parentheses)

/// Skips a test that needs the file of a database that the user does not have.
// NOLINTBEGIN(bugprone-macro-parentheses): the name of a variable takes none
#define DATABASE_PATH_OR_SKIP(variable, name)                                  \
  std::string const variable = ::sanggan::chemistry::user_database_path(name); \
  if (!std::ifstream(variable))                                                \
  GTEST_SKIP() << name << " is not here; set SANGGAN_PHREEQC_DATABASES to the folder that has it"
// NOLINTEND(bugprone-macro-parentheses)

/// A small database written in a test.
Database database_of(std::string const& text);

/// A table of numbers: tests/physics/chemistry/reference/<file>. Lines that begin with # tell where
/// it comes from. An empty place has no number.
struct ReferenceTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::size_t column(std::string const& name) const;
  std::optional<double> number(std::size_t row, std::string const& column) const;
};
ReferenceTable reference_table(std::string const& file);

/// Waters of problem G02: seepage of pyritic waste with its pe given, and acid groundwater of a
/// mining basin that its sulphate makes neutral.
WaterAnalysis acid_seepage();
WaterAnalysis acid_groundwater();

/// A system with its solver and the cell that it has solved.
struct SolvedCell {
  std::shared_ptr<System const> system;
  std::shared_ptr<Equilibrium> solver;
  CellInput input;
  CellState state;
  CellOutcome outcome;

  double water_mass() const {
    return outcome.converged ? std::exp(state.ln_activity[System::water]) : 0;
  }
  double molality(std::string const& species) const;
  double log_activity(std::string const& species) const;
  double log_gamma(std::string const& species) const;
  double saturation(std::string const& phase) const;
  /// Total dissolved molality of an element or valence.
  double total(std::string const& element) const;
  double phase_moles(std::string const& phase) const;
  /// Potential of a surface (V).
  double potential(std::string const& surface) const;
};

/// Compiles and solves, from a guess.
SolvedCell solve_cell(Database const& database, SystemRequest const& request, CellInput input);

/// Solves an analysis of water as it stands.
SolvedCell speciate(Database const& database, WaterAnalysis const& analysis,
                    std::vector<std::string> const& indicators = {});

/// A kilogram of a water brought together with phases and sites.
struct Batch {
  WaterAnalysis water = {};
  SystemRequest request = {};
  std::map<std::string, double> phase_moles = {};  ///< of the phases of the request (mol)
  std::map<std::string, double> added = {};        ///< by formula (mol)
  std::map<std::string, double> sites = {};        ///< moles by site, area (m2) by surface
  double temperature = 0;                          ///< (K); 0: that of the water
};
SolvedCell react(Database const& database, Batch const& batch);

/// Components that the sites of the last cell solved hold (mol).
std::vector<double> on_sites(Equilibrium const& solver);

/// The number that a table calls pH, ionic_strength_molal, m_Ca+2, la_Fe+3, loggamma_Na+, tot_S(6),
/// SI_Calcite ...; nothing where the system has no such species or phase.
std::optional<double> quantity(SolvedCell const& cell, std::string const& name);

}  // namespace sanggan::chemistry
