#include "physics/edit.hpp"

#include <algorithm>
#include <set>

namespace sanggan {
namespace {

template <class List>
auto& named(List& list, std::string const& name) {
  return *std::find_if(list.begin(), list.end(), [&](auto const& one) { return one.name == name; });
}

// Materials that cells of a region may have.
std::set<int> materials_in(Site const& site, Region const& region) {
  std::set<int> found;
  for (auto const& [zone, material] : site.material_of_zone)
    if (region.has_zone(zone)) found.insert(material);
  for (MaterialChange const& change : site.material_changes) found.insert(change.to);
  return found;
}

// What enters by a law, of the laws that say so themselves.
Series* inflow_of(FlowBoundary& law) {
  if (auto* weather = std::get_if<Atmosphere>(&law)) return &weather->rain;
  if (auto* recharge = std::get_if<Recharge>(&law)) return &recharge->rate;
  if (auto* flux = std::get_if<FixedFlux>(&law)) return &flux->inflow;
  return nullptr;
}

}  // namespace

bool has_inflow(FlowBoundary const& law) {
  FlowBoundary copy = law;
  return inflow_of(copy) != nullptr;
}

void PlaceSoil::apply(Site& site) const {
  auto const& placed = named(site.materials, material);
  site.material_changes.push_back(
      {exchange.region, -1, static_cast<int>(&placed - site.materials.data())});
}

void AlterSoil::apply(Site& site) const {
  for (int const from : materials_in(site, where)) {
    Material altered = site.materials[static_cast<std::size_t>(from)];
    for (double* K :
         {&altered.K.xx, &altered.K.yy, &altered.K.zz, &altered.K.xy, &altered.K.xz, &altered.K.yz})
      *K *= conductivity;
    for (std::size_t s = 0; s < sorption.size(); ++s)
      if (altered.sorption[s])
        std::visit([&](auto& law) { law.scale(sorption[s]); }, altered.sorption[s]->isotherm);
    site.material_changes.push_back({where, from, static_cast<int>(site.materials.size())});
    site.materials.push_back(std::move(altered));
  }
}

std::vector<std::string> AlterSoil::sets(Site const& site) const {
  std::vector<std::string> all;
  if (conductivity != 1) all.emplace_back("the conductivity");
  for (std::size_t s = 0; s < sorption.size(); ++s)
    if (sorption[s] != 1) all.push_back("the sorption of " + site.species[s].name);
  return all;
}

void AddConsumption::apply(Site& site) const {
  site.species[static_cast<std::size_t>(species)].consumption.push_back(term);
}

void SetFlow::apply(Site& site) const { named(site.boundaries, boundary).flow = law; }
std::vector<std::string> SetFlow::sets(Site const&) const {
  return {"the flow of the boundary " + boundary, "the inflow of the boundary " + boundary};
}

void SealSurface::apply(Site& site) const {
  Boundary& sealed = named(site.boundaries, boundary);
  if (Series* inflow = inflow_of(sealed.flow)) *inflow = capped(*inflow, leak);
  if (auto* weather = std::get_if<Atmosphere>(&sealed.flow))
    weather->evaporation = Series::constant(0);
  for (Series& gas : sealed.gas_fixed) gas = {};
}
std::vector<std::string> SealSurface::sets(Site const&) const {
  return {"the flow of the boundary " + boundary};
}

void ScaleWeather::apply(Site& site) const {
  FlowBoundary& law = named(site.boundaries, boundary).flow;
  if (Series* inflow = inflow_of(law)) *inflow = scaled(*inflow, this->inflow);
  if (auto* weather = std::get_if<Atmosphere>(&law))
    weather->evaporation = scaled(weather->evaporation, evaporation);
}
std::vector<std::string> ScaleWeather::sets(Site const&) const {
  std::vector<std::string> all;
  if (inflow != 1) all.push_back("the inflow of the boundary " + boundary);
  if (evaporation != 1) all.push_back("the evaporation of the boundary " + boundary);
  return all;
}

void ReturnWater::apply(Site& site) const { named(site.wells, well).returned = water; }

void ScaleLoad::apply(Site& site) const {
  for (AreaLoad& one : site.loads)
    if (one.name == load) one.rate = scaled(one.rate, factor);
  for (VolumeSource& source : site.sources) {
    if (source.name != load) continue;
    if (!source.water.empty()) source.water = scaled(source.water, factor);
    for (Series& mass : source.mass)
      if (!mass.empty()) mass = scaled(mass, factor);
    if (auto const density = source.water_density)
      source.water_density = [density, f = factor](double x, double y, double z) {
        return f * density(x, y, z);
      };
  }
}

}  // namespace sanggan
