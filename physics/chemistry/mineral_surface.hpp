#pragma once
#include <map>
#include <string>
#include <vector>

#include "physics/chemistry/system.hpp"

namespace sanggan::chemistry {

/// A surface that comes and goes with a mineral: its sites and area are in proportion to it.
struct MineralSurface {
  std::string surface, mineral;
  std::map<std::string, double> per_mole;  ///< of mineral: moles by site, area (m2) by surface
};

/// Hfo of the site Hfo_w.
std::string surface_of(std::string const& site);

/// Lets minerals of a system carry their surfaces. The hydroxyls of free sites (Hfo_wOH) are part
/// of the mineral, so that nothing but what sorbs on them comes from the water.
/// @throws std::invalid_argument where the mineral is none that forms, or a free site has a charge
void place_on_minerals(std::vector<MineralSurface> const& surfaces, System& system);

/// Adds the sites and areas on some moles of mineral to amounts by site and by surface.
void add_sites_of(MineralSurface const& surface, double moles,
                  std::map<std::string, double>& sites);

}  // namespace sanggan::chemistry
