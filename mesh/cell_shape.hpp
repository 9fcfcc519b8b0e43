#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "mesh/types.hpp"

namespace sanggan {

/// VTK's numbers for the shapes of cells.
enum VtkCellType : std::uint8_t {
  vtk_tetrahedron = 10,
  vtk_hexahedron = 12,
  vtk_wedge = 13,
  vtk_pyramid = 14
};

/// One face of a cell shape: its corners, counted in the cell, so that the right-hand rule gives
/// the outward normal.
struct ShapeFace {
  std::uint8_t n = 0;
  std::array<std::uint8_t, 4> corner{};
};

/// The faces of a shape; of a hexahedron in the order x-, x+, y-, y+, z-, z+ of its own axes.
/// Empty for a type that is not among VtkCellType.
std::span<ShapeFace const> faces_of_shape(std::uint8_t vtk_type);

/// Number of corners of a shape; 0 for a type that is not among VtkCellType.
std::size_t corners_of_shape(std::uint8_t vtk_type);

/// Corners of a face of a given cell with repeated nodes dropped: a quadrilateral that has lost an
/// edge is a triangle, and what has fewer than three nodes is no face (n = 0).
struct FaceNodes {
  int n = 0;
  std::array<Index, 4> node{};
};
FaceNodes face_nodes(ShapeFace const& face, std::span<Index const> cell_nodes);

/// A cell as it is drawn: a hexahedron that has lost two neighbouring parallel edges is a wedge;
/// every other cell stays what it is, with its repeated nodes. (VTK cuts a hexahedron with three
/// or one upright edges into tetrahedra along one diagonal, so the volume that it reports for those
/// few cells differs from ours.)
struct DrawnCell {
  std::uint8_t type;
  int n = 0;
  std::array<Index, 8> node{};
};
DrawnCell drawn_cell(std::uint8_t vtk_type, std::span<Index const> cell_nodes);

}  // namespace sanggan
