#pragma once
#include <span>

#include "mesh/types.hpp"

namespace sanggan {

/// Area vector (m2, right-hand rule) and centre (m) of a face.
struct FaceGeometry {
  Vec3 area, centre;
};

/// Geometry of a triangle or of a quadrilateral, which need not be flat: it is the fan of triangles
/// about the mean of its corners. The area vector does not depend on how it is cut, so that cells
/// close to round-off; the centre is the mean of the triangles' centres by their area along it.
FaceGeometry face_geometry(std::span<Vec3 const> corners);

/// Volume (m3) and centroid (m) of a polyhedron, summed up face by face as tetrahedra over the
/// triangles of each face (divergence theorem).
class VolumeSum {
 public:
  /// @param apex any point in or near the cell; it only keeps the round-off small
  explicit VolumeSum(Vec3 apex) : apex_(apex) {}
  /// Adds a face whose corners turn by the right-hand rule around the outward normal (sign +1) or
  /// the other way (sign -1).
  void add(std::span<Vec3 const> corners, int sign);
  double volume() const { return volume_; }
  Vec3 centroid() const { return apex_ + (1 / volume_) * moment_; }

 private:
  void add_tetrahedron(Vec3 a, Vec3 b, Vec3 c, double sign);
  Vec3 apex_, moment_;
  double volume_ = 0;
};

}  // namespace sanggan
