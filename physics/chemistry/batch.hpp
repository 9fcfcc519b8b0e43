#pragma once
#include <string>
#include <utility>
#include <vector>

#include "physics/chemistry/analysis.hpp"
#include "physics/chemistry/kinetic_reaction.hpp"
#include "physics/chemistry/system.hpp"

namespace sanggan::chemistry {

/// A kilogram of water that reacts by itself.
struct BatchDescription {
  WaterAnalysis water;
  std::vector<std::pair<std::string, double>> minerals;  ///< in equilibrium; moles at the start
  std::vector<std::pair<std::string, double>> gases;     ///< held at a pressure (atm)
  std::vector<std::string> apart;                        ///< valences that exchange no electrons
  std::vector<KineticReaction> reactions;
  std::vector<std::string> indicators;  ///< phases of which the saturation is asked
};

/// The system of a batch, and the cell that it is.
struct BatchCell {
  System system;
  CellInput input;
};

/// Chooses the components and speciates the water.
/// @throws std::invalid_argument if the database lacks what is asked for, or the water finds no
/// equilibrium
BatchCell prepare_batch(Database const& database, BatchDescription const& description);

}  // namespace sanggan::chemistry
