#pragma once
#include <string>
#include <vector>

#include "io/results_reader.hpp"

namespace sanggan {

/// The columns of a mesh in plan: a grid of nx x ny between edges (m).
struct PlanGrid {
  std::vector<double> x, y;         ///< edges, increasing
  std::vector<std::size_t> column;  ///< [cells of this rank] j nx + i
  std::size_t nx() const { return x.size() - 1; }
  std::size_t ny() const { return y.size() - 1; }
};

/// The plan of the cells of a results file. Collective.
/// @throws CaseError if the cells do not stand in the columns of a rectilinear plan
PlanGrid plan_grid(ResultsReader const& results);

/// Which cell of a column a map shows. The maximum is taken over all cells with a pressure head of
/// 0 or more; the cell at the water table is the highest below the first unsaturated one from
/// below.
enum class Layer { maximum, top, water_table, bottom };

/// One value for each column, NaN where there is none.
struct PlanMap {
  std::string name, unit;
  std::vector<double> values;  ///< [ny x nx], from the south-west corner eastwards
};

/// Maps at one time: the elevation of the water table, and for Layer::maximum the dissolved
/// concentration of each species, for the others every scalar field. The same on all ranks.
/// Collective.
std::vector<PlanMap> plan_maps(ResultsReader const& results, PlanGrid const& grid, Layer layer,
                               std::size_t time);

}  // namespace sanggan
