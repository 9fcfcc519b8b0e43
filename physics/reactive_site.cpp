#include "physics/reactive_site.hpp"

#include <utility>

namespace sanggan {
namespace {

using chemistry::Mobile;
using chemistry::SiteChemistry;

Species species_of(SiteChemistry const& chemistry, std::size_t m) {
  Mobile const& mobile = chemistry.mobile[m];
  Species species;
  species.name = mobile.name;
  species.molar_mass = mobile.molar_mass;
  species.D_m = mobile.D_m;
  species.D_g = mobile.D_g;
  species.K_H = mobile.K_H;
  species.C_limit = mobile.limit.C;
  species.limit_source = mobile.limit.source;
  for (chemistry::GroundContent const& zone : chemistry.zones)
    species.C_initial_in_zone.emplace_back(zone.name, chemistry.waters[zone.water][m]);
  return species;
}

/// What waters bring, after the species that are no part of the chemistry.
void bring(std::vector<Series>& C, std::size_t first, SiteChemistry const& chemistry,
           WaterSeries const& of) {
  if (of.waters.empty()) return;
  C.resize(first);
  for (std::size_t m = 0; m < chemistry.mobile.size(); ++m) {
    Series& series = C.emplace_back();
    series.times = of.times;
    for (std::string const& name : of.waters)
      series.values.push_back(chemistry.waters[chemistry.water(name)][m]);
  }
}

void open_to_the_air(Boundary& boundary, std::size_t first, SiteChemistry const& chemistry) {
  if (!std::holds_alternative<Atmosphere>(boundary.flow)) return;
  boundary.gas_fixed.resize(first + chemistry.mobile.size());
  for (std::size_t m = 0; m < chemistry.mobile.size(); ++m)
    if (chemistry.mobile[m].gas >= 0)
      boundary.gas_fixed[first + m] = Series::constant(chemistry.mobile[m].C_air);
}

}  // namespace

void make_reactive(Site& site, std::shared_ptr<SiteChemistry const> chemistry) {
  std::size_t const first = site.first_mobile = site.species.size();
  for (std::size_t m = 0; m < chemistry->mobile.size(); ++m)
    site.species.push_back(species_of(*chemistry, m));
  for (Material& material : site.materials) material.sorption.resize(site.species.size());
  for (Boundary& boundary : site.boundaries) {
    bring(boundary.C_inflow, first, *chemistry, boundary.water);
    bring(boundary.C_fixed, first, *chemistry, boundary.held_water);
    open_to_the_air(boundary, first, *chemistry);
  }
  for (Well& well : site.wells) bring(well.C_injected, first, *chemistry, well.water);
  site.chemistry = std::move(chemistry);
}

}  // namespace sanggan
