#include "mesh/geometry.hpp"

namespace sanggan {
namespace {

// All sums run on differences to a corner: coordinates of a national grid are millions of metres.
Vec3 mean_from_first(std::span<Vec3 const> corners) {
  Vec3 sum;
  for (Vec3 const p : corners) sum = sum + (p - corners[0]);
  return (1.0 / static_cast<double>(corners.size())) * sum;
}

}  // namespace

FaceGeometry face_geometry(std::span<Vec3 const> p) {
  if (p.size() == 3) {
    Vec3 const a = p[1] - p[0], b = p[2] - p[0];
    return {0.5 * cross(a, b), p[0] + (1.0 / 3) * (a + b)};
  }
  Vec3 const area = 0.5 * cross(p[2] - p[0], p[3] - p[1]);
  Vec3 const middle = mean_from_first(p);
  Vec3 moment;
  double weight = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    Vec3 const a = p[k] - p[0], b = p[(k + 1) % p.size()] - p[0];
    double const part = 0.5 * dot(cross(a - middle, b - middle), area);
    weight += part;
    moment = moment + part * (1.0 / 3) * (a + b + middle);
  }
  return {area, weight > 0 ? p[0] + (1 / weight) * moment : p[0] + middle};
}

void VolumeSum::add(std::span<Vec3 const> p, int sign) {
  Vec3 const from_apex = p[0] - apex_;
  auto const corner = [&](std::size_t k) { return from_apex + (p[k] - p[0]); };
  if (p.size() == 3) return add_tetrahedron(corner(0), corner(1), corner(2), sign);
  Vec3 const middle = from_apex + mean_from_first(p);
  for (std::size_t k = 0; k < p.size(); ++k)
    add_tetrahedron(corner(k), corner((k + 1) % p.size()), middle, sign);
}

void VolumeSum::add_tetrahedron(Vec3 a, Vec3 b, Vec3 c, double sign) {
  double const part = sign / 6 * dot(cross(a, b), c);
  volume_ += part;
  moment_ = moment_ + part * 0.25 * (a + b + c);
}

}  // namespace sanggan
