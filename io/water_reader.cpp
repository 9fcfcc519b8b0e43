#include "io/water_reader.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "io/kinetics_reader.hpp"
#include "io/section.hpp"
#include "io/yaml_file.hpp"

namespace sanggan {
namespace {

using chemistry::Closure;
using chemistry::Measurement;
using chemistry::WaterAnalysis;

/// A bare number in the unit of the analysis, or a map with its own unit and how it is adjusted.
Measurement read_measurement(std::string const& element, Section const& value) {
  Measurement measurement{element, 0};
  value.either({
      {Section::Shape::scalar, "", "in the unit of the analysis",
       [&](Section const& number) { measurement.amount = number.as_quantity("1"); }},
      {Section::Shape::map, "", "with its unit, or with what adjusts it",
       [&](Section const& map) {
         measurement.amount = map.quantity({"amount", "1", "in `unit`", not_negative, 0});
         measurement.unit = map.text("unit", "such as mmol/L; otherwise that of the analysis", "");
         measurement.as = map.text("as", "formula of which the mass is given, such as CaCO3", "");
         measurement.redox = map.text("redox", "`pe` or a couple such as O(0)/O(-2)", "");
         measurement.phase = map.text("phase", "adjust it to the saturation of this phase", "");
         measurement.saturation =
             map.quantity({"saturation", "1", "log10, of the phase", any_number, 0});
         if (map.flag("charge", "adjust it so that the water is neutral", false))
           measurement.closure = Closure::charge;
         else if (!measurement.phase.empty())
           measurement.closure = Closure::phase;
       }},
  });
  return measurement;
}

WaterReaction read_reaction(Section const& s) {
  WaterReaction reaction;
  reaction.times =
      s.quantities({"times", "s", "since the start, at which the water is told"}, Need::required);
  auto const& t = reaction.times;
  if (std::adjacent_find(t.begin(), t.end(), std::greater_equal<>()) != t.end() ||
      (!t.empty() && t.front() < 0))
    s.error_at("times", "must increase, from 0 or later");
  constexpr double pascal_per_atm = 101325;
  for (auto const& [mineral, moles] :
       s.named("minerals", "in equilibrium with the water; moles at the start"))
    reaction.batch.phases.push_back({{mineral}, moles.as_quantity("mol", not_negative)});
  for (auto const& [gas, pressure] : s.named("gases", "held at a partial pressure"))
    reaction.batch.phases.push_back(
        {{gas, std::log10(pressure.as_quantity("Pa", {1e-30, 1e9}) / pascal_per_atm),
          gas.substr(0, gas.find("(g)"))}});
  reaction.batch.apart =
      s.texts("apart", "valences that exchange no electrons, such as Fe(2) and Fe(3)");
  reaction.batch.reactions = read_kinetics(s, Stock::here);
  return reaction;
}

}  // namespace

WaterAnalysis read_analysis(Section const& root) {
  WaterAnalysis analysis;
  analysis.temperature =
      root.quantity({"temperature", "K", "of the water", {273, 373}, analysis.temperature});
  if (root.flag("neutral_by_pH", "adjust pH so that the water is neutral", false))
    analysis.pH_closure = Closure::charge;
  analysis.pH = root.quantity({"pH", "1", "-log10 of the activity of H+", {-2, 16}, analysis.pH});
  analysis.pe = root.quantity({"pe", "1", "-log10 of that of electrons", {-20, 25}, analysis.pe});
  analysis.redox =
      root.text("redox", "what sets the valences: `pe`, or a couple such as Fe(2)/Fe(3)", "pe");
  constexpr double kg_per_L = 1000;  // in kg/m3
  analysis.density =
      root.quantity({"density", "kg/m3", "of the water", {900, 1400}, kg_per_L}) / kg_per_L;
  analysis.unit = root.text("unit", "of the amounts, such as mg/L, ppm or mmol/kgw", "mmol/kgw");
  for (auto const& [element, value] :
       root.named("analysis", "amounts by element or valence, and Alkalinity", Need::required))
    analysis.measurements.push_back(read_measurement(element, value));
  return analysis;
}

WaterFile read_water(std::string const& path, MPI_Comm comm) {
  Reading reading(comm);
  Node const tree = read_yaml_file(reading, path);
  report_duplicate_keys(reading, tree);
  Section const root(reading, tree);
  WaterFile water;
  water.database = root.text(
      "database", "thermodynamic database in PHREEQC's format; without it the project's own", "");
  water.analysis = read_analysis(root);
  water.phases = root.texts("phases", "phases of which the saturation is told; otherwise all");
  if (auto const section =
          root.child("reaction", "what a kilogram of the water reacts with", Need::optional)) {
    water.reaction = read_reaction(section);
    water.reaction->batch.indicators = water.phases;
  }
  report_unknown_keys(reading, tree);
  reading.throw_errors();
  if (!water.database.empty()) water.database = beside(path, water.database);
  return water;
}

}  // namespace sanggan
