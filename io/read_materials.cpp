#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "io/read_law.hpp"
#include "io/readers.hpp"

namespace sanggan {
namespace {

constexpr Range conductivities{0, 100, true}, mixed_conductivities{-100, 100};

SymmetricTensor read_tensor(Section const& s) {
  auto const along = [&](std::string_view key, std::string_view about) {
    return s.quantity({key, "m/s", about, conductivities});
  };
  auto const mixed = [&](std::string_view key, std::string_view about) {
    return s.quantity({key, "m/s", about, mixed_conductivities, 0.0});
  };
  SymmetricTensor const K{along("xx", "flux along x by a gradient along x, per gradient"),
                          along("yy", "along y by y"),
                          along("zz", "along z by z"),
                          mixed("xy", "along x by y, and along y by x"),
                          mixed("xz", "along x by z, and along z by x"),
                          mixed("yz", "along y by z, and along z by y")};
  if (!s.recording() && !K.positive_definite())
    s.error(
        "lets water flow uphill in some direction; write a tensor whose main values are all "
        "positive, with mixed parts below the roots of the products of the others");
  return K;
}

SymmetricTensor read_bedding(Section const& s) {
  double const parallel = s.quantity({"parallel", "m/s", "along the bedding", conductivities});
  double const normal = s.quantity({"normal", "m/s", "across the bedding", conductivities});
  double const dip = s.quantity(
      {"dip", "rad", "of the bedding below the horizontal", {0, 0.5 * std::numbers::pi}});
  double const azimuth = s.quantity({"dip_direction",
                                     "rad",
                                     "in which the bedding falls, clockwise from +y",
                                     {0, 2 * std::numbers::pi}});
  return layered_tensor(parallel, normal, std::sin(dip) * std::sin(azimuth),
                        std::sin(dip) * std::cos(azimuth), std::cos(dip));
}

void read_conductivity(Section const& value, SymmetricTensor& K) {
  using enum Section::Shape;
  value.either(
      {{scalar, "", "a speed such as \"2.4 cm/day\"",
        [&](Section const& s) {
          double const every = s.as_quantity("m/s", conductivities);
          K = {every, every, every};
        }},
       {map, "x", "{x, y, z}",
        [&](Section const& s) {
          K = {s.quantity({"x", "m/s", "along x", conductivities}),
               s.quantity({"y", "m/s", "along y", conductivities}),
               s.quantity({"z", "m/s", "along z", conductivities})};
        }},
       {map, "horizontal", "{horizontal, vertical}",
        [&](Section const& s) {
          double const horizontal =
              s.quantity({"horizontal", "m/s", "along x and y", conductivities});
          K = {horizontal, horizontal, s.quantity({"vertical", "m/s", "along z", conductivities})};
        }},
       {map, "parallel",
        "{parallel, normal, dip, dip_direction}: layered, with a bedding that dips",
        [&](Section const& s) { K = read_bedding(s); }},
       {map, "xx", "{xx, yy, zz, xy, xz, yz}: the whole symmetric tensor",
        [&](Section const& s) { K = read_tensor(s); }}});
}

Sorption read_sorption(Section const& s) {
  Sorption sorption;
  read_law(s, "isotherm", sorption.isotherm);
  sorption.equilibrium_fraction =
      s.quantity({"equilibrium_fraction", "1", "share of the sites that are at equilibrium at once",
                  fraction, 1.0});
  sorption.omega = s.quantity(
      {"rate", "1/s", "rate of the sites that are not at equilibrium at once", not_negative, 0.0});
  if (!s.recording() && sorption.equilibrium_fraction < 1 && sorption.omega == 0 && !s.has("rate"))
    s.error_at("equilibrium_fraction", "needs a rate for the other sites; write rate: 0.05 1/day");
  return sorption;
}

std::vector<std::optional<Sorption>> read_sorptions(Section const& material,
                                                    Setting const& setting) {
  std::vector<std::optional<Sorption>> result(setting.species.size());
  for (auto const& [name, value] :
       material.named("sorption", "sorption, by species; a species not named is not sorbed")) {
    auto const found = std::find(setting.species.begin(), setting.species.end(), name);
    auto const i = static_cast<std::size_t>(found - setting.species.begin());
    if (value.recording())
      read_sorption(value);
    else if (found == setting.species.end())
      value.unknown_key("a species", setting.species);
    else
      result[i] = read_sorption(value.with_molar_mass(setting.molar_mass[i]));
  }
  return result;
}

// The flow must never draw on water that does not flow, and the exchange with it is solved in
// closed form, for linear sites.
void check_immobile(Section const& material, Material const& m, Setting const& setting) {
  if (!m.immobile || material.recording()) return;
  double const residual = std::visit([](auto const& law) { return law.residual(); }, m.retention);
  if (m.immobile->theta_im > residual)
    material.child("immobile", "")
        .error_at("water_content",
                  fmt::format("is more than the residual water content {:.4g}; raise "
                              "that, so that it holds the immobile water too",
                              residual));
  for (std::size_t i = 0; i < m.sorption.size(); ++i)
    if (m.immobile->sorption_share > 0 && m.sorption[i] &&
        !std::holds_alternative<LinearIsotherm>(m.sorption[i]->isotherm))
      material.child("immobile", "")
          .error_at("sorption_share",
                    fmt::format("holds for linear isotherms alone, and that of {} is another; "
                                "write 0 or a linear isotherm",
                                setting.species[i]));
}

std::optional<ImmobileDomain> read_immobile(Section const& material) {
  auto const s =
      material.child("immobile", "water that does not flow, beside the mobile", Need::optional);
  if (!s) return {};
  return ImmobileDomain{
      s.quantity({"water_content", "1", "water content of the immobile domain", {0, 0.9, true}}),
      s.quantity({"rate", "1/s", "first-order exchange per bulk volume", not_negative}),
      s.quantity({"sorption_share", "1", "share of the sites that lie in the immobile domain",
                  fraction, 0.0})};
}

Material read_material(Section const& s, std::string const& name, Setting const& setting) {
  Material m;
  m.name = name;
  read_conductivity(
      s.child("hydraulic_conductivity", "saturated conductivity, one value or by direction"), m.K);
  read_law(s.child("retention", "water retention and relative permeability"), "retention curve",
           m.retention);
  m.S_s = s.quantity(
      {"specific_storage", "1/m", "compressible storage per head, where saturated", {0, 1}, 0.0});
  auto const density = s.optional_quantity({"bulk_density",
                                            "kg/m3",
                                            "dry bulk density; needed for sorption and release",
                                            {0, 10000, true}});
  m.rho_b = density.value_or(0);
  auto const dispersivity = s.child("dispersivity", "dispersion by the pore flow", Need::optional);
  auto const alpha = [&](char const* key, char const* meaning, double otherwise) {
    return dispersivity.quantity({key, "m", meaning, {0, 1e4}, otherwise});
  };
  m.dispersivity.longitudinal = alpha("longitudinal", "longitudinal dispersivity", 0.0);
  m.dispersivity.transverse = alpha("transverse", "transverse dispersivity", 0.0);
  m.dispersivity.transverse_vertical =
      dispersivity
          .optional_quantity({"transverse_vertical",
                              "m",
                              "the same towards the vertical; without it as to the sides",
                              {0, 1e4}})
          .value_or(m.dispersivity.transverse);
  m.tortuosity =
      s.optional_quantity({"tortuosity",
                           "1",
                           "fixed tortuosity; without it after Millington and Quirk (1961)",
                           {0, 1}});
  m.sorption = read_sorptions(s, setting);
  m.immobile = read_immobile(s);
  check_immobile(s, m, setting);
  bool const sorbs = std::any_of(m.sorption.begin(), m.sorption.end(),
                                 [](auto const& x) { return x.has_value(); });
  if (!s.recording() && sorbs && !s.has("bulk_density"))
    s.error_at("sorption",
               "needs the bulk_density of the material; write one, such as \"1.6 g/cm3\"");
  return m;
}

}  // namespace

std::vector<Material> read_materials(Section const& root, Setting const& setting) {
  std::vector<Material> materials;
  std::size_t const errors = root.reading().n_errors();
  for (auto const& [name, s] :
       root.named("materials", "porous materials, by name", Need::required)) {
    check_name(s, name);
    materials.push_back(read_material(s, name, setting));
  }
  bool const sound = root.reading().n_errors() == errors && !root.recording();
  if (materials.empty() && sound)
    root.error_at("materials", "has no material; write at least one, by name");
  return materials;
}

}  // namespace sanggan
