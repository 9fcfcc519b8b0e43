#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "physics/chemistry/kinetic_reaction.hpp"
#include "physics/chemistry/mineral_surface.hpp"
#include "physics/chemistry/solved_water.hpp"
#include "physics/chemistry/system.hpp"

namespace sanggan::chemistry {

/// Moles of a substance, neutral or charged.
struct Substance {
  Formula formula;
  double moles = 0;
};

/// How many times a water goes into a mixture.
struct WaterShare {
  SolvedWater water;
  double share = 1;
};

/// A phase that may form and dissolve, and what there is of it (mol); of what reaches its target by
/// another reactant, how much of that reactant there is to add.
struct PhaseStock {
  PhaseRequest request;
  double moles = 0;
};

/// Exchangers and surfaces with what they hold.
struct SiteContent {
  std::vector<std::string> exchangers = {}, surfaces = {};
  bool electrostatics = true;                ///< surfaces carry a diffuse layer
  std::vector<Substance> held = {};          ///< with the sites that no mineral brings
  std::map<std::string, double> areas = {};  ///< by surface (m2)
  std::vector<MineralSurface> on_minerals = {};
  std::map<std::string, double> capacitances = {};  ///< by surface (F/m2), see SystemRequest
};

/// Ideal gases in a given volume.
struct GasContent {
  double volume = 0;                                       ///< (m3)
  std::vector<std::pair<std::string, double>> moles = {};  ///< by phase, such as O2(g)
};

/// What comes together in one cell and reacts.
struct BatchDescription {
  std::vector<WaterShare> waters = {};
  double temperature = 0;  ///< (K); 0: that of the waters, by their shares
  std::vector<PhaseStock> phases = {};
  std::vector<SiteContent> sites = {};
  GasContent gas = {};
  std::vector<std::string> apart = {};  ///< valences that exchange no electrons
  std::vector<KineticReaction> reactions = {};
  std::vector<Substance> added = {};         ///< whose elements are in play, before any is added
  std::vector<std::string> indicators = {};  ///< phases of which the saturation is asked
};

/// The system of a batch, and the cell that it is before it reacts.
struct BatchCell {
  System system;
  CellInput input;
};

/// Chooses the components and brings all together.
/// @throws std::invalid_argument if the database lacks what is asked for
BatchCell prepare_batch(Database const& database, BatchDescription const& description);

/// What exchangers and surfaces hold in a solved cell, with the sites that no mineral brings.
std::vector<Substance> held_on_sites(Equations const& solved, SiteContent const& sites);

/// Sites that have come to an equilibrium with a water, which they do not change.
/// @param amounts  moles of each site, area (m2) of each surface, by name
/// @param sites    of which `held` is set
/// @throws std::invalid_argument if the database lacks a site, or there is no such equilibrium
void equilibrate_sites(Database const& database, SolvedWater const& water,
                       std::map<std::string, double> const& amounts, SiteContent& sites);

}  // namespace sanggan::chemistry
