#include <algorithm>
#include <cmath>

#include "mesh/builders.hpp"
#include "mesh/column_mesh.hpp"
#include "mesh/layering.hpp"

namespace sanggan {
namespace {

void require(bool condition, std::string const& message) {
  if (!condition) throw MeshError(message);
}

void check(TerrainSpec const& spec) {
  require_increasing(spec.x, "x");
  require_increasing(spec.y, "y");
  require(static_cast<bool>(spec.base), "the terrain has no base");
  require(!spec.layers.empty(), "the terrain has no layer");
  require(spec.least_thickness >= 0, "the least thickness of a cell must not be negative");
  for (TerrainLayer const& layer : spec.layers) {
    std::string const name = "the layer of zone '" + layer.zone + "' ";
    require(layer.cells >= 1, name + "has no cells");
    require(layer.grading > 0, name + "must have a positive grading");
    require(static_cast<bool>(layer.top), name + "has no top");
  }
}

double elevation(std::function<double(Vec2)> const& surface, Vec2 at, std::string const& what) {
  double const z = surface(at);
  if (!std::isfinite(z))
    throw MeshError(what + " has no elevation at (" + std::to_string(at.x) + ", " +
                    std::to_string(at.y) + ") m");
  return z;
}

// Elevation of the base and of the top of each layer at a node, none below the one before.
std::vector<double> layer_bounds(TerrainSpec const& spec, Vec2 at) {
  std::vector<double> bound{elevation(spec.base, at, "the base of the terrain")};
  double const ceiling = spec.ceiling ? elevation(spec.ceiling, at, "the ceiling") : 1e300;
  for (TerrainLayer const& layer : spec.layers) {
    double const top =
        elevation(layer.top, at, "the top of the layer of zone '" + layer.zone + "'");
    bound.push_back(std::max(bound.back(), std::min(top, ceiling)));
  }
  return bound;
}

// Elevations of the levels of all cells at a node: layers keep their bounds as far as they are
// thick enough, then each is split by itself.
class Levels {
 public:
  explicit Levels(TerrainSpec const& spec) : spec_(spec) {
    for (TerrainLayer const& layer : spec.layers)
      fractions_.push_back(graded_fractions(layer.cells, layer.grading));
  }
  void operator()(Vec2 at, std::span<double> z) const {
    auto bound = layer_bounds(spec_, at);
    close_thin_cells(bound, spec_.least_thickness);
    z[0] = bound[0];
    std::size_t first = 0;
    for (std::size_t l = 0; l < fractions_.size(); ++l) {
      auto const n = fractions_[l].size();
      auto const layer = z.subspan(first, n);
      for (std::size_t k = 1; k < n; ++k)
        layer[k] = bound[l] + fractions_[l][k] * (bound[l + 1] - bound[l]);
      layer.back() = bound[l + 1];
      if (bound[l + 1] > bound[l]) close_thin_cells(layer, spec_.least_thickness);
      first += n - 1;
    }
  }

 private:
  TerrainSpec const& spec_;
  std::vector<std::vector<double>> fractions_;
};

}  // namespace

Mesh build_terrain(TerrainSpec const& spec, MPI_Comm comm) {
  check(spec);
  ColumnModel model;
  model.x = spec.x;
  model.y = spec.y;
  model.refine = spec.refine;
  model.levels = Levels(spec);
  if (!spec.outline.vertices.empty())
    model.has_column = [&spec](Vec2 p) { return spec.outline.contains(p); };
  for (TerrainLayer const& layer : spec.layers) {
    Index const zone = index_or_append(model.zone_names, layer.zone);
    model.layer_zone.insert(model.layer_zone.end(), layer.cells, zone);
  }
  model.n_layers = static_cast<Index>(model.layer_zone.size());
  model.zones = spec.zones;
  model.surface = spec.surface;
  return build_columns(std::move(model), comm);
}

}  // namespace sanggan
