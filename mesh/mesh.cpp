#include "mesh/mesh.hpp"

#include <algorithm>

namespace sanggan {
namespace {

// The area vectors of a closed surface sum to zero; what is left measures the hole.
void audit(MeshArrays const& a, Mesh const& mesh) {
  auto const where = [&](Index c) {
    Vec3 const x = a.cell_centre[c];
    return "cell " + std::to_string(a.cell_id[c]) + " at (" + std::to_string(x.x) + ", " +
           std::to_string(x.y) + ", " + std::to_string(x.z) + ") m";
  };
  // Volumes first: beside an inverted cell a sound one does not close.
  for (Index c = 0; c < a.n_owned; ++c) {
    if (a.cell_volume[c] < 0) throw MeshError(where(c) + " is inverted");
    if (!(a.cell_volume[c] > 0)) throw MeshError(where(c) + " has no volume");
  }
  for (Index c = 0; c < a.n_owned; ++c) {
    Vec3 sum;
    double total = 0;
    for (auto const [f, sign] : mesh.faces_of(c)) {
      sum = sum + static_cast<double>(sign) * a.face_area[f];
      total += norm(a.face_area[f]);
    }
    if (!(norm(sum) <= 1e-9 * total)) throw MeshError(where(c) + " is not closed by its faces");
  }
}

Index index_of(auto const& list, auto const& name_of, std::string_view name) {
  auto const found = std::find_if(list.begin(), list.end(),
                                  [&](auto const& entry) { return name_of(entry) == name; });
  return found == list.end() ? -1 : static_cast<Index>(found - list.begin());
}

}  // namespace

Mesh::Mesh(MeshArrays arrays) : a_(std::move(arrays)), cell_face_offset_(a_.n_owned + 1, 0) {
  auto const each_side = [&](auto const& visit) {
    for (Index f = 0; f < n_faces(); ++f) {
      if (a_.face_owner[f] < a_.n_owned) visit(a_.face_owner[f], f);
      if (f < n_interior_faces() && a_.face_neighbour[f] < a_.n_owned)
        visit(a_.face_neighbour[f], ~f);
    }
  };
  each_side([&](Index cell, Index) { ++cell_face_offset_[cell + 1]; });
  for (Index c = 0; c < a_.n_owned; ++c) cell_face_offset_[c + 1] += cell_face_offset_[c];
  cell_faces_.resize(cell_face_offset_.back());
  auto next = cell_face_offset_;
  each_side([&](Index cell, Index face) { cell_faces_[next[cell]++] = face; });
  audit(a_, *this);
}

Index Mesh::patch_index(std::string_view name) const {
  return index_of(
      a_.patches, [](Patch const& p) { return std::string_view(p.name); }, name);
}

Index Mesh::zone_index(std::string_view name) const {
  return index_of(
      a_.zone_names, [](std::string const& z) { return std::string_view(z); }, name);
}

}  // namespace sanggan
