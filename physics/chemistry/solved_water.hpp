#pragma once
#include <memory>
#include <string>
#include <vector>

#include "physics/chemistry/analysis.hpp"
#include "physics/chemistry/equilibrium.hpp"

namespace sanggan::chemistry {

/// A water with its equilibrium at hand, alone or with what it has reacted with.
struct SolvedWater {
  std::shared_ptr<System const> system;
  std::shared_ptr<Equilibrium const> solved;  ///< of the system
  CellState state;
  double temperature = 298.15;  ///< (K)
  double pe = 4;                ///< for valences that the water does not hold itself
};

/// Speciates a kilogram of a water.
/// @param indicators  phases of which the saturation is asked, where all their elements are in play
/// @throws std::invalid_argument for what the database lacks, or if there is no equilibrium
SolvedWater solve_water(Database const& database, WaterAnalysis const& analysis,
                        std::vector<std::string> const& indicators = {});

}  // namespace sanggan::chemistry
