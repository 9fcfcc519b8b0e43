#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "mesh/types.hpp"

namespace sanggan {

/// A named set of boundary faces of this rank, [first, last) in the numbering of faces.
/// Every rank has the same patches in the same order; a range may be empty.
struct Patch {
  std::string name;
  Index first = 0, last = 0;
};

/// A face seen from one of its cells: sign is +1 where the cell owns the face, else -1.
struct SignedFace {
  Index face;
  int sign;
};

/// The faces of a cell, kept as one number each: f where the cell owns face f, else ~f.
class SignedFaces {
 public:
  struct Iterator {
    Index const* at;
    SignedFace operator*() const { return *at < 0 ? SignedFace{~*at, -1} : SignedFace{*at, +1}; }
    Iterator& operator++() {
      ++at;
      return *this;
    }
    bool operator==(Iterator const&) const = default;
  };
  explicit SignedFaces(std::span<Index const> numbers) : numbers_(numbers) {}
  Iterator begin() const { return {numbers_.data()}; }
  Iterator end() const { return {numbers_.data() + numbers_.size()}; }
  std::size_t size() const { return numbers_.size(); }

 private:
  std::span<Index const> numbers_;
};

/// Raised where a mesh is not a mesh: a cell without volume, or one whose faces do not close.
struct MeshError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Plain arrays from which a Mesh is made. Owned cells come first, then ghosts; interior faces
/// come first (at least one of their two cells is owned), then the boundary faces of each patch.
struct MeshArrays {
  Index n_owned = 0;                 ///< cells that this rank computes
  std::vector<Vec3> cell_centre;     ///< [n_cells] (m)
  std::vector<double> cell_volume;   ///< [n_cells] (m3)
  std::vector<Vec3> cell_extent;     ///< [n_cells] bounding box dx, dy, dz (m), for well indices
  std::vector<Index> cell_zone;      ///< [n_cells] index into zone_names
  std::vector<Index> cell_column;    ///< [n_owned] vertical column, 0 .. columns of this rank - 1
  bool has_columns = true;           ///< false: cell_column is the zone, whatever ranks it lies on
  std::vector<GlobalIndex> cell_id;  ///< [n_cells] 0 .. n_cells_global-1, the same on any layout
  std::vector<int> ghost_rank;       ///< [n_cells-n_owned] the rank that owns each ghost

  std::vector<Index> face_owner;      ///< [n_faces] the cell that the area vector leaves
  std::vector<Index> face_neighbour;  ///< [n_interior_faces] the cell that it enters
  std::vector<Vec3> face_area;        ///< [n_faces] area vector (m2)
  std::vector<Vec3> face_centre;      ///< [n_faces] (m)
  std::vector<Patch> patches;

  std::vector<std::string> zone_names;  ///< the same on every rank

  std::vector<Vec3> node;               ///< [n_nodes] corners of the owned cells (m)
  std::vector<GlobalIndex> node_id;     ///< [n_nodes] 0 .. n_nodes_global-1, layout-independent
  std::vector<Index> cell_node_offset;  ///< [n_owned+1] into cell_node
  std::vector<Index> cell_node;         ///< corners of each owned cell in VTK's order
  std::vector<std::uint8_t> cell_type;  ///< [n_owned] VTK cell type (12 hexahedron, 13 wedge, ...)
  GlobalIndex n_cells_global = 0, n_nodes_global = 0;
};

/// Finite-volume mesh of one rank: pure geometry, it knows no pressure, no metal and no matrix.
/// Interior faces come first, then the faces of each patch in turn; owned cells come first, then
/// one layer of ghosts. Immutable, so safe to share among threads.
class Mesh {
 public:
  /// @throws MeshError if a volume is not positive or an owned cell is not closed to round-off
  explicit Mesh(MeshArrays arrays);

  Index n_owned_cells() const { return a_.n_owned; }
  Index n_cells() const { return static_cast<Index>(a_.cell_volume.size()); }
  Index n_faces() const { return static_cast<Index>(a_.face_owner.size()); }
  Index n_interior_faces() const { return static_cast<Index>(a_.face_neighbour.size()); }
  Index n_boundary_faces() const { return n_faces() - n_interior_faces(); }
  GlobalIndex n_cells_global() const { return a_.n_cells_global; }
  GlobalIndex n_nodes_global() const { return a_.n_nodes_global; }

  std::span<Vec3 const> centre() const { return a_.cell_centre; }   ///< [n_cells] (m)
  ConstField volume() const { return a_.cell_volume; }              ///< [n_cells] (m3)
  std::span<Vec3 const> extent() const { return a_.cell_extent; }   ///< [n_cells] (m)
  std::span<Index const> zone() const { return a_.cell_zone; }      ///< [n_cells]
  std::span<Index const> column() const { return a_.cell_column; }  ///< [n_owned_cells]
  /// True where whole columns lie on one rank; where there are none, column() is the zone.
  bool has_columns() const { return a_.has_columns; }
  std::span<GlobalIndex const> cell_id() const { return a_.cell_id; }     ///< [n_cells]
  std::span<int const> ghost_rank() const { return a_.ghost_rank; }       ///< [n_ghosts]
  std::span<Index const> owner() const { return a_.face_owner; }          ///< [n_faces]
  std::span<Index const> neighbour() const { return a_.face_neighbour; }  ///< [n_interior_faces]
  std::span<Vec3 const> area_vector() const { return a_.face_area; }      ///< [n_faces] (m2)
  std::span<Vec3 const> face_centre() const { return a_.face_centre; }    ///< [n_faces] (m)

  /// Faces of an owned cell, with the sign that makes the area vector point outward.
  SignedFaces faces_of(Index cell) const {
    return SignedFaces({cell_faces_.data() + cell_face_offset_[cell],
                        cell_faces_.data() + cell_face_offset_[cell + 1]});
  }

  std::span<Patch const> patches() const { return a_.patches; }
  std::span<std::string const> zone_names() const { return a_.zone_names; }
  /// Index of a patch or zone by its name; -1 if there is none.
  Index patch_index(std::string_view name) const;
  Index zone_index(std::string_view name) const;

  std::span<Vec3 const> node() const { return a_.node; }               ///< [n_nodes] (m)
  std::span<GlobalIndex const> node_id() const { return a_.node_id; }  ///< [n_nodes]
  std::span<Index const> cell_node_offset() const { return a_.cell_node_offset; }
  std::span<Index const> cell_node() const { return a_.cell_node; }
  std::span<std::uint8_t const> cell_type() const { return a_.cell_type; }  ///< [n_owned]

 private:
  MeshArrays a_;
  std::vector<Index> cell_face_offset_;  // [n_owned+1]
  std::vector<Index> cell_faces_;        // as in SignedFaces
};

}  // namespace sanggan
