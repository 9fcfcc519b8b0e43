#include "physics/face_flow.hpp"

#include <cmath>

namespace sanggan {

UnitFlow upstream_flow(FaceEnd const& one, FaceEnd const& two, double dz) {
  double const drop = one.psi - two.psi + dz;
  if (drop > 0) return {one.k_r * drop, one.k_r + one.dk_r_dpsi * drop, -one.k_r};
  return {two.k_r * drop, two.k_r, -two.k_r + two.dk_r_dpsi * drop};
}

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

// A flow, the mean k_r that turns the drop of head into it, its derivative with respect to dz.
struct FittedFlow {
  UnitFlow unit;
  double mean, d_dz;
};

// k_r exponential all the way between the ends.
FittedFlow fitted_flow(FaceEnd const& end_1, FaceEnd const& end_2, double dz) {
  double const difference = end_1.psi - end_2.psi, drop = difference + dz;
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
  if (!(sign * p < steepest)) {
    double const upstream = (drop > 0 ? one : two).k_r;
    return {upstream_flow(one, two, dz), upstream, upstream};
  }
  FaceEnd const& end = x > 0 ? one : two;
  Phi const top = phi(sign * x), bottom = phi(sign * p);
  double const mean = end.k_r * top.value / bottom.value;
  double const flow = mean * drop;
  double const d_x = flow * sign * top.slope / top.value;
  double const d_p = -flow * sign * bottom.slope / bottom.value;
  double const own_1 = x > 0 ? slope_1 * flow : 0, own_2 = x > 0 ? 0 : slope_2 * flow;
  return {{flow, mean + own_1 + d_x * (a + drop * da_1) + d_p * dz * da_1,
           -mean + own_2 + d_x * (-a + drop * da_2) + d_p * dz * da_2},
          mean,
          mean + (d_x + d_p) * a};
}

// From a saturated end to one that is not: k_r is 1 up to where the pressure head is 0, a share of
// the way, and exponential from there. The flow of constant flux goes through both parts,
//   flow = psi_wet / share + dz = fitted_flow(0, dry, (1 - share) dz) / (1 - share).
UnitFlow flow_from_saturated(FaceEnd const& wet, FaceEnd const& dry, double dz) {
  constexpr FaceEnd front{0, 1, 0};
  constexpr double precision = 1e-15;
  constexpr int most_iterations = 100;  // each halves the bracket at least
  double low = 0, high = 1, share = wet.psi / (wet.psi + fitted_flow(front, dry, 0).unit.flow);
  double mean = 0, pull = 0, to_dry = 0;  // pull: what the flow would be without gravity, about
  for (int k = 0; k < most_iterations; ++k) {
    double const left = 1 - share;
    FittedFlow const rest = fitted_flow(front, dry, left * dz);
    mean = 1 / (share + left / rest.mean);
    pull = rest.unit.flow / left - rest.d_dz * dz;
    to_dry = rest.unit.d_psi_2;
    double const error = wet.psi / share + dz - rest.unit.flow / left;
    if (std::abs(error) <= precision * (wet.psi / share + std::abs(dz))) break;
    (error > 0 ? low : high) = share;
    double const next = share + error / (wet.psi / (share * share) + pull / left);
    double const middle = 0.5 * (low + high);
    if (next == share || middle == low || middle == high) break;
    share = next > low && next < high ? next : middle;
  }
  double const weight = share * share * pull + wet.psi * (1 - share);
  // As a mean times the drop, so that near rest round-off stays in proportion to the drop.
  return {mean * (wet.psi - dry.psi + dz), share * pull / weight, to_dry * wet.psi / weight};
}

}  // namespace

UnitFlow exponential_flow(FaceEnd const& one, FaceEnd const& two, double dz) {
  if (one.k_r == 1 && two.k_r == 1) return {one.psi - two.psi + dz, 1, -1};
  if (one.k_r == 1 && one.psi > 0) return flow_from_saturated(one, two, dz);
  if (two.k_r == 1 && two.psi > 0) {
    UnitFlow const back = flow_from_saturated(two, one, -dz);
    return {-back.flow, -back.d_psi_2, -back.d_psi_1};
  }
  return fitted_flow(one, two, dz).unit;
}

}  // namespace sanggan
