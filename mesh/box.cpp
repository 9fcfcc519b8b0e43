#include <algorithm>

#include "mesh/builders.hpp"
#include "mesh/column_mesh.hpp"

namespace sanggan {
Mesh build_box(BoxSpec const& spec, MPI_Comm comm) {
  require_increasing(spec.x, "x");
  require_increasing(spec.y, "y");
  require_increasing(spec.z, "z");
  ColumnModel model;
  model.x = spec.x;
  model.y = spec.y;
  model.n_layers = static_cast<Index>(spec.z.size()) - 1;
  model.levels = [&spec](Vec2, std::span<double> z) { std::ranges::copy(spec.z, z.begin()); };
  model.has_cell = spec.active;
  model.zone_names = {spec.default_zone};
  model.layer_zone.assign(model.n_layers, 0);
  model.zones = spec.zones;
  model.surface = spec.surface;
  return build_columns(std::move(model), comm);
}

}  // namespace sanggan
