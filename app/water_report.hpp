#pragma once
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "physics/chemistry/database.hpp"
#include "physics/chemistry/equilibrium.hpp"
#include "physics/chemistry/kinetics.hpp"

namespace sanggan {

/// A line of what is told of a water: which kind of quantity, of what, its value.
struct WaterLine {
  std::string kind, name, unit;
  double value;
};

/// Adds pH, pe and the like of the last water solved, the totals, species and saturations.
void add_water(chemistry::Equilibrium const& solved, std::vector<WaterLine>& lines);

/// Adds the minerals and the reactants of slow reactions that are there.
/// @param reactants  moles, in the order of the reactions
void add_solids(chemistry::System const& system, chemistry::CellState const& state,
                chemistry::Kinetics const& kinetics, std::vector<double> const& reactants,
                std::vector<WaterLine>& lines);

/// Adds what the sites hold, the potentials of surfaces and the gases of the last cell solved.
/// @param temperature  of the cell (K)
void add_sites_and_gases(chemistry::Equilibrium const& solved, chemistry::CellState const& state,
                         double temperature, std::vector<WaterLine>& lines);

/// What is left out of the database, on the error stream: in full, or how much it is.
/// @param lacks  what the database lacks for what is computed
void tell_notes(chemistry::Database const& database, std::set<std::string> const& lacks,
                bool in_full);

/// A table for people, comma-separated values, or a JSON list of objects.
enum class WaterFormat { table, csv, json };

void print(std::vector<WaterLine> const& lines, WaterFormat format, std::FILE* out);

}  // namespace sanggan
