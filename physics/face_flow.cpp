#include "physics/face_flow.hpp"

#include <cmath>

namespace sanggan {
namespace {

// phi(y) = (e^y - 1)/y and its slope; series where the quotients lose digits.
struct Phi {
  double value, slope;
};
Phi phi(double y) {
  if (std::abs(y) < 1e-2)
    return {1 + y * (1.0 / 2 + y * (1.0 / 6 + y * (1.0 / 24 + y / 120))),
            1.0 / 2 + y * (1.0 / 3 + y * (1.0 / 8 + y * (1.0 / 30 + y / 144)))};
  double const e = std::expm1(y);
  return {e / y, (y * (e + 1) - e) / (y * y)};
}

constexpr double same_head = 1e-9;  // pressure heads closer than this count as equal (m)
constexpr double steepest = 500;    // exponents beyond this overflow
constexpr double least_k = 1e-300;  // of an end so dry that its k_r underflows

FaceEnd with_least_k(FaceEnd const& end) {
  return end.k_r > least_k ? end : FaceEnd{end.psi, least_k, 0};
}

}  // namespace

UnitFlow upstream_flow(FaceEnd const& one, FaceEnd const& two, double dz) {
  double const drop = one.psi - two.psi + dz;
  if (drop > 0) return {one.k_r * drop, one.k_r + one.dk_r_dpsi * drop, -one.k_r};
  return {two.k_r * drop, two.k_r, -two.k_r + two.dk_r_dpsi * drop};
}

UnitFlow exponential_flow(FaceEnd const& end_1, FaceEnd const& end_2, double dz) {
  double const difference = end_1.psi - end_2.psi, drop = difference + dz;
  if (end_1.k_r == 1 && end_2.k_r == 1) return {drop, 1, -1};
  FaceEnd const one = with_least_k(end_1), two = with_least_k(end_2);
  // With a = d ln k / d psi between the ends, the flow of constant flux is
  //   k_1 drop phi(-a drop)/phi(-a dz) = k_2 drop phi(a drop)/phi(a dz).
  double const slope_1 = one.dk_r_dpsi / one.k_r, slope_2 = two.dk_r_dpsi / two.k_r;
  bool const apart = std::abs(difference) > same_head;
  double const a = apart ? std::log(one.k_r / two.k_r) / difference : 0.5 * (slope_1 + slope_2);
  double const x = a * drop, p = a * dz;
  double const da_1 = apart ? (slope_1 - a) / difference : 0;
  double const da_2 = apart ? (a - slope_2) / difference : 0;
  // Of the two forms the one whose exponentials do not grow with the drop.
  double const sign = x > 0 ? -1 : 1;
  if (!(sign * p < steepest)) return upstream_flow(one, two, dz);
  FaceEnd const& end = x > 0 ? one : two;
  Phi const top = phi(sign * x), bottom = phi(sign * p);
  double const mean = end.k_r * top.value / bottom.value;
  double const flow = mean * drop;
  double const d_x = flow * sign * top.slope / top.value;
  double const d_p = -flow * sign * bottom.slope / bottom.value;
  double const own_1 = x > 0 ? slope_1 * flow : 0, own_2 = x > 0 ? 0 : slope_2 * flow;
  return {flow, mean + own_1 + d_x * (a + drop * da_1) + d_p * dz * da_1,
          -mean + own_2 + d_x * (-a + drop * da_2) + d_p * dz * da_2};
}

}  // namespace sanggan
