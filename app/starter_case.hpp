#pragma once
#include <string_view>

namespace sanggan {

/// The case that `sanggan new` writes: one to change, not one of a real site.
inline constexpr std::string_view starter_case =
    R"(# A small heap on soil over an aquifer, to start a case of your own from. The numbers are plausible but
# of no real site. docs/case_files.md describes every key; `sanggan check case.yaml` reads the case
# without running it, `sanggan run case.yaml` runs it.
schema_version: 1
title: Small heap on soil over an aquifer
# crs: EPSG:32649          # give it once rasters or polygons come from files
# start_date: 2020-01-01   # needed for records with dates

# Columns of layers that follow the ground; x points east, y north, z up.
mesh:
  kind: terrain
  refinement: 1            # 2 halves every cell, to see whether the result depends on the mesh
  x: {from: 0 m, to: 200 m, cells: 20}
  y: {from: 0 m, to: 100 m, cells: 10}
  ground: {expression: 20 - 0.01*x}      # m; or {raster: ground.tif}
  base: 0 m
  layers:                  # from below upwards
    - {zone: aquifer, cells: 4, grading: 0.5}
    - {zone: soil, thickness: 4 m, cells: 4, grading: 0.5}
  bodies:
    - kind: heap
      zone: waste
      polygon: [[40 m, 30 m], [90 m, 30 m], [90 m, 70 m], [40 m, 70 m]]
      height: 6 m
      side_slope: 0.5
      cells: 4
  patches:
    heap: {polygon: [[40 m, 30 m], [90 m, 30 m], [90 m, 70 m], [40 m, 70 m]]}

# A zone has the material of its own name unless `zones` says otherwise.
materials:
  waste:
    hydraulic_conductivity: 50 cm/day
    retention: {law: van_genuchten, residual_water_content: 0.04, saturated_water_content: 0.38, alpha: 4 1/m, n: 1.8}
    bulk_density: 1.7 g/cm3
    dispersivity: {longitudinal: 0.5 m, transverse: 0.05 m}
  soil:
    hydraulic_conductivity: 20 cm/day
    retention: {law: van_genuchten, residual_water_content: 0.07, saturated_water_content: 0.42, alpha: 1.5 1/m, n: 1.5}
    bulk_density: 1.5 g/cm3
    dispersivity: {longitudinal: 0.5 m, transverse: 0.05 m}
    # sorption: {sulfate: {law: linear, distribution_coefficient: 0.1 L/kg}}
  aquifer:
    hydraulic_conductivity: {horizontal: 5 m/day, vertical: 1 m/day}
    retention: {law: van_genuchten, residual_water_content: 0.05, saturated_water_content: 0.3, alpha: 3 1/m, n: 2}
    bulk_density: 1.8 g/cm3
    specific_storage: 1e-4 1/m
    dispersivity: {longitudinal: 5 m, transverse: 0.5 m}

species:
  sulfate:
    molar_mass: 96.06 g/mol              # lets mg stand for mol
    background: 20 mg/L
    limit: {value: 250 mg/L, source: GB/T 14848-2017 class III}

# What the waste holds and how fast it gives it off.
releases:
  - {zone: waste, species: sulfate, law: first_order, content: 5 g/kg, rate: 0.2 1/yr}

initial: {water_table: {expression: 15 - 0.005*x}, least_pressure_head: -3 m}

# Patches without a boundary are closed.
boundaries:
  upstream:   {patch: west, flow: {law: fixed_head, head: 15 m}, inflow: {sulfate: 20 mg/L}}
  downstream: {patch: east, flow: {law: fixed_head, head: 14 m}}
  meadow:     {patch: top, flow: {law: recharge, rate: 100 mm/yr}}
  heap:       {patch: heap, flow: {law: recharge, rate: 200 mm/yr}}  # or atmosphere, with rain and evaporation

# wells:
#   village: {x: 180 m, y: 50 m, screen: {bottom: 5 m, top: 9 m}, rate: 20 m3/day}

time: {end: 10 yr, first_step: 1 h, largest_step: 30 day}

output:
  every: 1 yr
  points:
    below_heap: {x: 65 m, y: 50 m, z: 13 m}
    downstream: {x: 125 m, y: 50 m, z: 13 m}
  zones: [waste]
)";

}  // namespace sanggan
