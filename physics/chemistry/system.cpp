#include "physics/chemistry/system.hpp"

#include <algorithm>

namespace sanggan::chemistry {
namespace {

int place_of(std::string_view name, std::vector<std::string> const& names) {
  auto const found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

}  // namespace

void SparseRows::append(std::map<int, double> const& row) {
  for (auto const& [j, v] : row) {
    if (v == 0) continue;
    column.push_back(j);
    value.push_back(v);
  }
  start.push_back(static_cast<int>(column.size()));
}

double SparseRows::at(int row, int wanted) const {
  for (int k = start[row]; k < start[row + 1]; ++k)
    if (column[k] == wanted) return value[k];
  return 0;
}

std::string System::balance_name(int row) const {
  if (row < n_components) return component_names[row];
  return row == n_components ? "activity of water" : "ionic strength";
}

int System::species(std::string_view name) const { return place_of(name, species_names); }
int System::phase(std::string_view name) const { return place_of(name, phase_names); }
int System::element(std::string_view name) const { return place_of(name, element_names); }

}  // namespace sanggan::chemistry
