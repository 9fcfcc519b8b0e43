#pragma once
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "mesh/assemble.hpp"
#include "mesh/cell_shape.hpp"

namespace sanggan::test {

/// How each hexahedron of a twisted box is cut.
enum class Cut { none, prisms, tetrahedra, pyramids };

/// The unit cube in n^3 hexahedra, its corners moved by `place`, each cut into cells of one shape.
/// One zone "soil" unless `zone_of` names others by the centroid; every boundary face is a patch of
/// its own, "face 0" and so on. For one rank.
struct TwistedBox {
  Index nx = 4, ny = 4, nz = 4;
  std::function<Vec3(Vec3)> place = [](Vec3 p) { return p; };
  Cut cut = Cut::none;
  std::vector<std::string> zones{"soil"};
  std::function<Index(Vec3)> zone_of = [](Vec3) { return 0; };

  Mesh build() const {
    CellSoup soup;
    for (Index k = 0; k <= nz; ++k)
      for (Index j = 0; j <= ny; ++j)
        for (Index i = 0; i <= nx; ++i)
          add_node(soup, place({double(i) / nx, double(j) / ny, double(k) / nz}));
    for (Index k = 0; k < nz; ++k)
      for (Index j = 0; j < ny; ++j)
        for (Index i = 0; i < nx; ++i) cut_up(soup, corners(i, j, k));
    soup.n_owned = soup.n_cells();
    soup.n_cell_keys = soup.n_cells();
    soup.n_node_keys = static_cast<GlobalIndex>(soup.node.size());
    Index n_boundary = 0;
    std::vector<std::string> patches;
    Index const most = 12 * (nx * ny + ny * nz + nz * nx);
    for (Index k = 0; k < most; ++k) patches.push_back("face " + std::to_string(k));
    return assemble(
        soup, zones, patches, [&](GlobalIndex, Vec3 centre) { return zone_of(centre); },
        [&](Index, int, Vec3) { return n_boundary++; }, MPI_COMM_SELF);
  }

 private:
  using Corners = std::array<Index, 8>;

  Corners corners(Index i, Index j, Index k) const {
    auto const node = [&](Index a, Index b, Index c) {
      return i + a + (nx + 1) * (j + b + (ny + 1) * (k + c));
    };
    return {node(0, 0, 0), node(1, 0, 0), node(1, 1, 0), node(0, 1, 0),
            node(0, 0, 1), node(1, 0, 1), node(1, 1, 1), node(0, 1, 1)};
  }
  static Index add_node(CellSoup& soup, Vec3 p) {
    auto const n = static_cast<Index>(soup.node.size());
    soup.node.push_back(p);
    soup.node_key.push_back(n);
    return n;
  }
  static void add_cell(CellSoup& soup, VtkCellType type, std::vector<Index> const& nodes) {
    soup.cell_key.push_back(soup.n_cells());
    soup.column.push_back(soup.n_cells());
    soup.type.push_back(type);
    soup.cell_node.insert(soup.cell_node.end(), nodes.begin(), nodes.end());
    soup.node_offset.push_back(static_cast<Index>(soup.cell_node.size()));
  }
  void cut_up(CellSoup& soup, Corners const& at) const {
    auto const add = [&](VtkCellType type, std::initializer_list<int> which) {
      std::vector<Index> nodes;
      for (int k : which) nodes.push_back(at[k]);
      add_cell(soup, type, nodes);
    };
    switch (cut) {
      case Cut::none:
        return add(vtk_hexahedron, {0, 1, 2, 3, 4, 5, 6, 7});
      case Cut::prisms:
        add(vtk_wedge, {0, 2, 1, 4, 6, 5});
        return add(vtk_wedge, {0, 3, 2, 4, 7, 6});
      case Cut::tetrahedra:  // about the long diagonal, so that neighbours fit
        for (auto const& tetrahedron : {std::array{0, 1, 2, 6},
                                        {0, 5, 1, 6},
                                        {0, 2, 3, 6},
                                        {0, 3, 7, 6},
                                        {0, 4, 5, 6},
                                        {0, 7, 4, 6}})
          add(vtk_tetrahedron, {tetrahedron[0], tetrahedron[1], tetrahedron[2], tetrahedron[3]});
        return;
      case Cut::pyramids: {
        Vec3 middle;
        for (Index n : at) middle = middle + 0.125 * soup.node[n];
        Index const apex = add_node(soup, middle);
        for (ShapeFace const& face : faces_of_shape(vtk_hexahedron)) {
          auto const& c = face.corner;
          add_cell(soup, vtk_pyramid, {at[c[0]], at[c[3]], at[c[2]], at[c[1]], apex});
        }
      }
    }
  }
};

/// A reproducible number in [-1, 1) for a place.
inline double jitter(Vec3 p) {
  double const s = std::sin(12.9898 * p.x + 78.233 * p.y + 37.719 * p.z) * 43758.5453;
  return 2 * (s - std::floor(s)) - 1;
}

}  // namespace sanggan::test
