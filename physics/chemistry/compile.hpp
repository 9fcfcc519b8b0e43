#pragma once
#include <map>
#include <string>
#include <vector>

#include "physics/chemistry/database.hpp"
#include "physics/chemistry/mineral_surface.hpp"
#include "physics/chemistry/system.hpp"

namespace sanggan::chemistry {

/// An element in play: all its valences together (Fe) or one of them apart (Fe(3)).
struct ElementRequest {
  std::string element;
  Closure closure = Closure::total;
  std::string phase = {};  ///< the phase of Closure::phase
  /// Where the electrons between its valences come from: a couple such as O(0)/O(-2), whose two
  /// valences must be in play; empty for the electron that all share.
  std::string couple = {};
};

/// A phase that may form and dissolve.
struct PhaseRequest {
  std::string phase;  ///< of the database, or a species: then its activity is held
  double target = 0;  ///< log10 saturation at equilibrium; of a gas log10 of its pressure (atm)
  /// What is added to reach the target, where it is not the phase itself; may also be taken out.
  std::string reactant = {};
};

/// What a system consists of.
struct SystemRequest {
  std::vector<ElementRequest> elements = {};
  Closure water = Closure::total;     ///< `activity`: its mass (kg) is given
  Closure hydrogen = Closure::total;  ///< `activity`: pH is given; `charge`: pH follows from charge
  bool redox = true;                  ///< the valences of an element exchange electrons
  Closure electron = Closure::total;  ///< `activity`: pe is given
  /// The phases of Closure::phase; the electron may follow a couple such as Fe(2)/Fe(3) instead.
  std::string hydrogen_phase = {}, electron_phase = {};
  std::vector<PhaseRequest> phases = {};
  std::vector<std::string> indicators = {};  ///< phases of which only the saturation is asked
  std::vector<std::string> gases = {};  ///< ideal, together in a given volume; phases such as O2(g)
  std::vector<std::string> exchangers = {};           ///< such as X
  std::vector<std::string> surfaces = {};             ///< such as Hfo, with all its sites
  std::vector<MineralSurface> mineral_surfaces = {};  ///< those that minerals among `phases` carry
  bool electrostatics = true;                         ///< surfaces carry a diffuse layer
  /// (F/m2) of those surfaces that are condensers in place of it, by name.
  std::map<std::string, double> capacitances = {};
};

/// Rewrites what the database holds on the requested elements in flat arrays. Species of elements
/// that are not in play are left out.
/// @throws std::invalid_argument if the database lacks an element, a phase or a surface, or the
/// request contradicts itself
System compile(Database const& database, SystemRequest const& request);

/// True of two valences that give an electron activity, such as O(0)/O(-2).
bool is_redox_couple(std::string const& name);

/// Those of the phases of which all that they are made of is in play.
std::vector<std::string> phases_in_play(Database const& database,
                                        std::vector<std::string> const& phases,
                                        SystemRequest const& request);

}  // namespace sanggan::chemistry
