#pragma once
#include <cmath>
#include <cstdint>
#include <span>

namespace sanggan {

using Index = std::int32_t;        ///< number of a cell, face or node on this rank
using GlobalIndex = std::int64_t;  ///< number over all ranks; does not depend on the partition

using Field = std::span<double>;             ///< one value per cell or face, writable
using ConstField = std::span<double const>;  ///< one value per cell or face

/// Point or vector in space; z is the elevation, upward (m).
struct Vec3 {
  double x = 0, y = 0, z = 0;
  friend constexpr Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
  friend constexpr Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
  friend constexpr Vec3 operator*(double s, Vec3 a) { return {s * a.x, s * a.y, s * a.z}; }
  friend constexpr bool operator==(Vec3 a, Vec3 b) = default;
};
constexpr double dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
constexpr Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double norm(Vec3 a) { return std::sqrt(dot(a, a)); }

/// Point of a plan view (m).
struct Vec2 {
  double x = 0, y = 0;
};

}  // namespace sanggan
