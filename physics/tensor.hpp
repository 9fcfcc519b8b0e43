#pragma once

namespace sanggan {

/// Symmetric tensor of second rank in the axes of the site.
struct SymmetricTensor {
  double xx = 0, yy = 0, zz = 0, xy = 0, xz = 0, yz = 0;

  /// Whether x.Tx > 0 for every x but 0 (Sylvester's criterion).
  constexpr bool positive_definite() const {
    double const plane = xx * yy - xy * xy;
    double const determinant = zz * plane - xx * yz * yz - yy * xz * xz + 2 * xy * xz * yz;
    return xx > 0 && plane > 0 && determinant > 0;
  }
};

/// The tensor of a layered material: `parallel` in the plane of its bedding, `normal` across it,
/// whose upward unit normal is (m_x, m_y, m_z).
constexpr SymmetricTensor layered_tensor(double parallel, double normal, double m_x, double m_y,
                                         double m_z) {
  double const d = normal - parallel;
  return {parallel + d * m_x * m_x,
          parallel + d * m_y * m_y,
          parallel + d * m_z * m_z,
          d * m_x * m_y,
          d * m_x * m_z,
          d * m_y * m_z};
}

}  // namespace sanggan
