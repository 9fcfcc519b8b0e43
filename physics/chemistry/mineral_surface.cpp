#include "physics/chemistry/mineral_surface.hpp"

#include <stdexcept>

namespace sanggan::chemistry {

std::string surface_of(std::string const& site) { return site.substr(0, site.find('_')); }

void place_on_minerals(std::vector<MineralSurface> const& surfaces, System& system) {
  for (MineralSurface const& on : surfaces) {
    int const mineral = system.phase(on.mineral);
    if (mineral < 0 || mineral >= system.n_reactive_phases || system.phase_two_sided[mineral])
      throw std::invalid_argument("the surface " + on.surface + " comes and goes with " +
                                  on.mineral + ", which is none of the minerals that form");
    for (int j = 0; j < system.n_components; ++j) {
      std::string const& name = system.element_names[j];
      if (surface_of(name) != on.surface) continue;
      if (system.component_charge[j] != 0)
        throw std::invalid_argument("a mineral cannot bring " + system.component_names[j] +
                                    ", which has a charge");
      auto const amount = on.per_mole.find(name);
      system.carrier[j] = mineral;
      system.per_carrier[j] = amount == on.per_mole.end() ? 0 : amount->second;
    }
  }
}

void add_sites_of(MineralSurface const& surface, double moles,
                  std::map<std::string, double>& sites) {
  for (auto const& [name, amount] : surface.per_mole) sites[name] += amount * moles;
}

}  // namespace sanggan::chemistry
