#pragma once
#include <map>
#include <string>
#include <vector>

#include "physics/chemistry/database.hpp"
#include "physics/chemistry/rate.hpp"

namespace sanggan::chemistry {

/// A reaction that takes its time, with the reactant that it uses up.
struct KineticReaction {
  std::string name;        ///< of the reaction, and of its reactant
  Rate rate;               ///< mol/s in the whole cell
  double moles = 0;        ///< of the reactant at the start (mol), m0 of the rate laws
  std::string phase = {};  ///< of the database, whose saturation the rate sees; empty if none
  /// What one mole gives off to the water, by formula, with valences where these stand apart, such
  /// as {{-1, "Fe(2)"}, {1, "Fe(3)"}}; empty: the phase.
  std::vector<Term> releases = {};
  double consumed = 1;  ///< moles of the reactant in one mole; 0: it has no stock that could end
  std::map<std::string, double> yields = {};  ///< moles of other reactants that one mole makes
};

/// The phases that the reactions ask for: a SystemRequest must have them among its phases or
/// indicators.
std::vector<std::string> phases_of_kinetics(Database const& database,
                                            std::vector<KineticReaction> const& reactions);

}  // namespace sanggan::chemistry
