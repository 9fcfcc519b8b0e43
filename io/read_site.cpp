#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/read_law.hpp"
#include "io/readers.hpp"

namespace sanggan {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Releases are per mass of waste, so its material must have a density.
void check_density(Section const& item, std::string const& zone, Site const& site) {
  for (auto const& [name, material] : site.material_of_zone)
    if (name == zone && !(site.materials[at(material)].rho_b > 0))
      item.error(
          fmt::format("needs the bulk_density of the material {}; write one, such as "
                      "\"1.6 g/cm3\"",
                      site.materials[at(material)].name));
}

bool uses_oxidant(Release const& law) {
  return std::visit(
      [](auto const& l) {
        return requires { std::remove_cvref_t<decltype(l)>::uses_oxidant; };
      },
      law);
}

}  // namespace

std::string read_patch(Section const& item, Setting const& setting) {
  auto const value = item.child("patch", "side of the mesh or patch of the ground");
  int const i = read_name(value, "a patch of the mesh", setting.patches);
  return i >= 0 ? setting.patches[at(i)] : "";
}

std::vector<Boundary> read_boundaries(Section const& root, Setting const& setting) {
  std::vector<Boundary> boundaries;
  std::vector<std::string> taken;
  for (auto const& [name, item] : root.named(
           "boundaries", "flow and substances at the patches, by name; other patches are closed")) {
    check_name(item, name);
    Boundary b;
    b.name = name;
    b.patch = read_patch(item, setting);
    if (!b.patch.empty() && std::find(taken.begin(), taken.end(), b.patch) != taken.end())
      item.error_at("patch", "has a boundary already; write one boundary for each patch");
    taken.push_back(b.patch);
    read_law(item.child("flow", "flow of water through the patch"), "law of the flow", b.flow);
    b.C_inflow = read_species_series(
        item, "inflow", "concentration of the water that enters, by species", "mol/m3", setting);
    b.C_fixed = read_species_series(item, "fixed", "concentration held on the patch, by species",
                                    "mol/m3", setting);
    b.gas_fixed = read_species_series(
        item, "gas", "gas concentration held above the patch, by species", "mol/m3", setting);
    b.water = read_water_series(item, "water",
                                "water of the chemistry that enters; without it pure", setting);
    b.held_water = read_water_series(
        item, "held_water",
        "water of the chemistry of which the concentrations are held on the patch", setting);
    boundaries.push_back(std::move(b));
  }
  return boundaries;
}

std::vector<WasteRelease> read_releases(Section const& root, Setting const& setting,
                                        Site const& site) {
  std::vector<WasteRelease> releases;
  for (auto const& item : root.list("releases", "what zones of waste give off")) {
    WasteRelease r;
    int const zone =
        read_name(item.child("zone", "zone of the waste"), "a zone of the mesh", setting.zones);
    if (zone >= 0) r.zone = setting.zones[at(zone)];
    r.species = read_name(item.child("species", "species set free"), "a species", setting.species);
    auto const section =
        item.with_molar_mass(r.species >= 0 ? setting.molar_mass[at(r.species)] : 0);
    read_law(section, "law of the release", r.law);
    if (auto const oxidant =
            item.child("oxidant", "species that an oxidation law uses up; needed by shrinking_core",
                       Need::optional))
      r.oxidant = read_name(oxidant, "a species", setting.species);
    r.oxidant_per_mol = item.quantity(
        {"oxidant_per_mol", "1", "mol of oxidant per mol set free", not_negative, 0.0});
    if (!item.recording()) check_density(item, r.zone, site);
    if (!item.recording() && uses_oxidant(r.law) && !item.has("oxidant"))
      item.error("has no oxidant; write the species that this law uses up, such as oxidant: O2");
    releases.push_back(std::move(r));
  }
  return releases;
}

void check_restart(Section const& item, Well const& well, Setting const& setting) {
  for (std::size_t s = 0; s < well.restart_above.size(); ++s) {
    if (well.restart_above[s].empty()) continue;
    if (well.stop_below[s].empty())
      item.error_at("restart_above", fmt::format("has {0}, and stop_below has not; write "
                                                 "stop_below: {{{0}: ...}} as well",
                                                 setting.species[s]));
    else if (well.restart_above[s].at(0) < well.stop_below[s].at(0))
      item.error_at("restart_above", fmt::format("has a lower concentration of {} than stop_below; "
                                                 "write that one or a higher one",
                                                 setting.species[s]));
  }
}

std::vector<Well> read_wells(Section const& root, Setting const& setting) {
  std::vector<Well> wells;
  for (auto const& [name, item] :
       root.named("wells", "wells, by name; a positive rate pumps water out")) {
    check_name(item, name);
    std::size_t const errors = item.reading().n_errors();
    Well w;
    w.name = name;
    w.x = item.quantity({"x", "m", "easting"});
    w.y = item.quantity({"y", "m", "northing"});
    auto const screen = item.child("screen", "elevations between which water enters");
    w.screen_bottom = screen.quantity({"bottom", "m", "lower end"});
    w.screen_top = screen.quantity({"top", "m", "upper end"});
    if (!screen.recording() && screen && w.screen_top <= w.screen_bottom)
      screen.error_at("top", "is not above the bottom; write a higher elevation");
    w.radius = item.quantity({"radius", "m", "radius of the borehole", {0.005, 10}, w.radius});
    w.skin = item.quantity(
        {"skin", "1", "skin factor, above 0 where the screen is clogged", {-5, 100}, w.skin});
    if (auto const rate = item.child(
            "rate", "water pumped, negative: injected; give this or a head", Need::optional))
      w.rate = read_series(rate, "m3/s");
    if (auto const head = item.child("head", "hydraulic head held in the well; give this or a rate",
                                     Need::optional))
      w.head = read_series(head, "m");
    w.standby = item.flag("standby", "stands still unless a measure runs it", w.standby);
    w.lowest_head = item.quantity(
        {"lowest_head", "m", "head below which a well with a rate draws less; without it no limit",
         any_number, w.lowest_head});
    w.C_injected = read_species_series(
        item, "injected", "concentration of injected water, by species", "mol/m3", setting);
    w.stop_below = read_species_series(item, "stop_below",
                                       "concentrations below which, all of them, a well that pumps "
                                       "is shut off at the end of a step, by species",
                                       "mol/m3", setting);
    w.restart_above = read_species_series(item, "restart_above",
                                          "concentrations above which, one of them, it starts "
                                          "again; without it never, by species",
                                          "mol/m3", setting);
    if (!item.recording()) check_restart(item, w, setting);
    w.water = read_water_series(
        item, "water", "water of the chemistry that is injected; without it pure", setting);
    wells.push_back(w);
    if (item.recording()) continue;
    if (w.rate && w.head) item.error_at("head", "stands beside a rate; write one of the two");
    if (!w.rate && !w.head && item) item.error("has neither rate nor head; write one of the two");
    auto const& domain = setting.domain;
    if (item.reading().n_errors() > errors || !domain.known) continue;
    Vec2 const p{w.x, w.y};
    if (!domain.covers(p))
      item.error(fmt::format(
          "lies in no cell: the domain is x from {:.6g} to {:.6g} m, y from {:.6g} to {:.6g} m",
          domain.x.front(), domain.x.back(), domain.y.front(), domain.y.back()));
    else if (w.screen_top <= domain.bottom(p) || w.screen_bottom >= domain.top(p))
      item.error(
          fmt::format("has its screen in no cell: the mesh reaches from {:.6g} to {:.6g} m there",
                      domain.bottom(p), domain.top(p)));
    else if (!domain.has_cell(p, w.screen_bottom, w.screen_top))
      item.error("has its screen in no active cell of the mesh");
  }
  return wells;
}

std::vector<AreaLoad> read_loads(Section const& root, Setting const& setting) {
  std::vector<AreaLoad> loads;
  for (auto const& [name, item] :
       root.named("loads", "substances that fall on a patch without water, by name")) {
    check_name(item, name);
    AreaLoad load;
    load.name = name;
    load.patch = read_patch(item, setting);
    load.species =
        read_name(item.child("species", "species of the load"), "a species", setting.species);
    auto const section =
        item.with_molar_mass(load.species >= 0 ? setting.molar_mass[at(load.species)] : 0);
    load.rate =
        read_series(section.child("rate", "load per plan area and time"), "mol/m2/s", not_negative);
    loads.push_back(std::move(load));
  }
  return loads;
}

std::vector<VolumeSource> read_sources(Section const& root, Setting const& setting) {
  std::vector<VolumeSource> sources;
  for (auto const& [name, item] :
       root.named("sources", "water or substances set free within a zone, by name")) {
    check_name(item, name);
    VolumeSource source;
    source.name = name;
    int const zone =
        read_name(item.child("zone", "zone of the source"), "a zone of the mesh", setting.zones);
    if (zone >= 0) source.zone = setting.zones[at(zone)];
    if (auto const water = item.child("water", "water set free in the whole zone", Need::optional))
      source.water = read_series(water, "m3/s");
    if (auto const density =
            item.child("water_density",
                       "water set free per volume of ground by place, negative: taken, as by roots",
                       Need::optional))
      if (auto const f = read_space_expression(
              density.child("expression", "formula in x, y and z (m) that gives it in 1/s")))
        source.water_density = [f](double x, double y, double z) { return f({x, y, z}); };
    source.mass = read_species_series(
        item, "mass", "what is set free in the whole zone, by species", "mol/s", setting);
    sources.push_back(std::move(source));
  }
  return sources;
}

std::vector<std::pair<std::string, int>> read_zones(Section const& root, Setting const& setting,
                                                    std::vector<Material> const& materials) {
  std::vector<std::pair<std::string, int>> result;
  auto const names = names_of(materials);
  auto const zones = root.child(
      "zones", "material of each zone; a zone not named here has the material of its own name",
      Need::optional);
  std::vector<std::string> missing = setting.zones;
  if (zones)
    for (auto const& [zone, value] : zones.as_named()) {
      if (!zones.recording() &&
          std::find(setting.zones.begin(), setting.zones.end(), zone) == setting.zones.end())
        value.unknown_key("a zone of the mesh", setting.zones);
      int const material = read_name(value, "a material", names);
      if (material >= 0) result.emplace_back(zone, material);
      std::erase(missing, zone);
    }
  for (auto const& zone : missing) {
    auto const found = std::find(names.begin(), names.end(), zone);
    if (found != names.end())
      result.emplace_back(zone, static_cast<int>(found - names.begin()));
    else if (!root.recording() && !names.empty() && root.has("mesh"))
      (zones ? zones : root.child("mesh", "the mesh"))
          .error(
              fmt::format("leaves the zone {} without a material; write zones: {{{}: <material>}}",
                          zone, zone));
  }
  return result;
}

}  // namespace sanggan
