#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "physics/chemistry/analysis.hpp"
#include "physics/chemistry/compile.hpp"
#include "physics/chemistry/kinetic_reaction.hpp"

namespace sanggan::chemistry {

/// Mass of water in a volume of it (kg/m3): turns the m3 of the flow into the kg of chemistry.
inline constexpr double water_per_volume = 1000;

/// A gas of the pores. It moves together with its dissolved molecule.
struct PoreGas {
  std::string phase;     ///< of the database, such as O2(g)
  double diffusion = 0;  ///< in free gas (m2/s)
  double D_m = 1e-9;     ///< of its molecule in the water (m2/s)
  double pressure = 0;   ///< partial, above the ground (Pa)
};

/// What a zone holds at the start, or a material that a measure places, per volume of ground.
struct GroundChemistry {
  std::string name;                                       ///< of the zone or the material
  std::string water;                                      ///< that fills its pores
  std::vector<std::pair<std::string, double>> minerals;   ///< (mol/m3)
  std::vector<std::pair<std::string, double>> reactants;  ///< of slow reactions (mol/m3)
  std::map<std::string, double> sites;  ///< of exchangers and surfaces by site (mol/m3), area of
                                        ///< surfaces by surface (m2/m3)
};

/// A limit to compare the dissolved total of an element with.
struct ElementLimit {
  std::string element;
  double C = 0;  ///< (mol/m3)
  std::string source;
};

/// What a case says of the chemistry of its site.
struct ChemistryDescription {
  double temperature = 298.15;     ///< (K)
  double D_m = 1e-9;               ///< diffusion of everything dissolved (m2/s)
  bool redox = true;               ///< the valences of an element exchange electrons
  std::vector<std::string> apart;  ///< valences, such as Fe(3), that do not
  std::vector<std::pair<std::string, WaterAnalysis>> waters;  ///< by name
  std::vector<PhaseRequest> minerals;  ///< that form wherever the water is saturated
  std::vector<PoreGas> gases;
  std::vector<KineticReaction> reactions;  ///< slow ones
  std::vector<std::string> exchangers, surfaces;
  std::vector<MineralSurface> mineral_surfaces = {};
  bool electrostatics = true;
  std::map<std::string, double> capacitances = {};  ///< by surface (F/m2), see SystemRequest
  std::vector<GroundChemistry> zones;
  std::vector<GroundChemistry> fills = {};  ///< materials that measures place
  std::vector<ElementLimit> limits;
  std::vector<std::string> saturations, species;  ///< to be written for every cell
};

/// What moves with the water: a component, or a gas with its dissolved molecule.
struct Mobile {
  std::string name;
  double molar_mass = 0;    ///< (kg/mol) in which results are counted; 0: moles
  int component = -1;       ///< of the system; -1 of a gas
  int gas = -1;             ///< species of the system; -1 of a component
  int molecule = -1;        ///< dissolved species of the gas
  double D_m = 0;           ///< in the water (m2/s)
  double D_g = 0;           ///< in free gas (m2/s)
  double K_H = 0;           ///< gas over water concentration (-)
  double C_air = 0;         ///< (mol/m3)
  ElementLimit limit = {};  ///< none where C is 0
};

/// What a zone or a fill holds beside its water, per volume of ground, by component, by phase and
/// by slow reaction (mol/m3); of surfaces the area (m2/m3).
struct GroundContent {
  std::string name;
  int water = -1;
  std::vector<double> held, phase, reactant;
};

/// The chemistry of a site, ready to be computed: one system for all its cells.
struct SiteChemistry {
  std::string database = {};  ///< path of the file; empty: the project's own
  SystemRequest request;      ///< that the system was compiled from
  System system;
  double temperature = 298.15;  ///< (K)
  std::vector<Mobile> mobile;
  std::vector<KineticReaction> reactions;
  std::vector<std::string> water_names;
  std::vector<std::vector<double>> waters;  ///< by water and mobile (mol/m3 of water)
  std::vector<GroundContent> zones;
  std::vector<GroundContent> fills = {};  ///< by material that measures place
  std::vector<int> saturations, species;  ///< phases and dissolved species to be written

  int water(std::string const& name) const;     ///< -1 if there is none
  int fill(std::string const& material) const;  ///< -1 if nothing is said of it
  int reaction(std::string const& name) const;  ///< -1 if there is none
};

/// Chooses the components, speciates the waters, and brings the sites of each zone into equilibrium
/// with its water.
/// @throws std::invalid_argument if the database lacks what is asked for, or a water or its sites
/// find no equilibrium
SiteChemistry prepare_site(Database const& database, ChemistryDescription const& description);

}  // namespace sanggan::chemistry
