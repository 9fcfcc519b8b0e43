#pragma once
#include <cstdio>
#include <string>
#include <vector>

#include "physics/chemistry/equilibrium.hpp"

namespace sanggan {

/// A line of what is told of a water: which kind of quantity, of what, its value.
struct WaterLine {
  std::string kind, name, unit;
  double value;
};

/// Adds pH, pe and the like of the last water solved, the totals, species and saturations.
void add_water(chemistry::Equilibrium const& solved, std::vector<WaterLine>& lines);

/// A table for people, comma-separated values, or a JSON list of objects.
enum class WaterFormat { table, csv, json };

void print(std::vector<WaterLine> const& lines, WaterFormat format, std::FILE* out);

}  // namespace sanggan
