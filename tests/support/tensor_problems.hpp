#pragma once
#include <cmath>
#include <numbers>

#include "physics/tensor.hpp"
#include "solver/tensor.hpp"
#include "tests/support/twisted_box.hpp"

/// Meshes that do not follow the conductivity, and heads to find on them.
namespace sanggan::test {

// ---- meshes of n^3 hexahedra, cut up or not

inline TwistedBox cube(Index n, Cut cut = Cut::none) {
  TwistedBox box;
  box.nx = box.ny = box.nz = n;
  box.cut = cut;
  return box;
}
/// Plane faces, layers that rise.
inline TwistedBox sheared(Cut cut, Index n = 4) {
  TwistedBox box = cube(n, cut);
  box.place = [](Vec3 p) { return Vec3{p.x, p.y, p.z * (1 + 0.5 * p.x)}; };
  return box;
}
/// Inner corners moved at random by up to a share of the spacing along each axis.
inline TwistedBox shaken(Cut cut, Index n, double share) {
  TwistedBox box = cube(n, cut);
  box.place = [n, share](Vec3 p) {
    auto const moved = [&](double x, Vec3 seed) {
      return x > 1e-9 && x < 1 - 1e-9 ? x + share / n * jitter(seed) : x;
    };
    return Vec3{moved(p.x, p), moved(p.y, {p.z, p.x, p.y}), moved(p.z, {p.y, p.z, p.x})};
  };
  return box;
}
/// Smoothly distorted.
inline TwistedBox waved(Cut cut, Index n) {
  TwistedBox box = cube(n, cut);
  box.place = [](Vec3 p) {
    constexpr double turn = 2 * std::numbers::pi;
    double const s = 0.1 * std::sin(turn * p.x) * std::sin(turn * p.y) * std::sin(turn * p.z);
    return Vec3{p.x + s, p.y + s, p.z + s};
  };
  return box;
}
/// Layers that fall by 30 degrees.
inline TwistedBox hillside(Index n) {
  TwistedBox box = cube(n);
  box.place = [](Vec3 p) { return Vec3{p.x, p.y, p.z - p.x / std::sqrt(3.0)}; };
  return box;
}

// ---- a linear head under a full tensor

inline constexpr SymmetricTensor full{5, 4, 1, 2, 1, 0.5};
inline double linear_head(Vec3 p) { return 1 + 0.3 * p.x - 0.2 * p.y + 0.5 * p.z; }
inline constexpr Vec3 linear_gradient{0.3, -0.2, 0.5};

// ---- FVCA6, mild anisotropy [Eymard2011]

inline constexpr SymmetricTensor mild{1, 1, 1, 0.5, 0, 0.5};
/// Sine and cosine of the three factors of the head.
struct MildWaves {
  double xs, xc, ys, yc, zs, zc;
  explicit MildWaves(Vec3 p) {
    constexpr double pi = std::numbers::pi;
    double const x = pi * p.x, y = pi * (p.y + 0.5), z = pi * (p.z + 1.0 / 3);
    xs = std::sin(x), xc = std::cos(x), ys = std::sin(y), yc = std::cos(y), zs = std::sin(z),
    zc = std::cos(z);
  }
};
inline double mild_head(Vec3 p) {
  MildWaves const w(p);
  return 1 + w.xs * w.ys * w.zs;
}
inline Vec3 mild_flux(Vec3 p) {
  MildWaves const w(p);
  return -std::numbers::pi *
         times(mild, Vec3{w.xc * w.ys * w.zs, w.xs * w.yc * w.zs, w.xs * w.ys * w.zc});
}
inline double mild_source(Vec3 p) {
  MildWaves const w(p);
  return std::numbers::pi * std::numbers::pi *
         (3 * w.xs * w.ys * w.zs - w.xc * w.yc * w.zs - w.xs * w.yc * w.zc);
}

// ---- FVCA5, tests 6 and 7: a thin layer at a slope of 0.2 that conducts a hundred times better
// along itself than the ground around it, or a hundred times worse [HerbinHubert2008]

inline double above_layer_base(Vec3 p) { return p.y - 0.2 * (p.x - 0.5) - 0.475; }
inline constexpr double layer_thickness = 0.05;
inline Index layer_of(Vec3 p) {
  double const above = above_layer_base(p);
  return above < 0 ? 0 : above < layer_thickness ? 1 : 2;
}
/// 8 x 10 cells, or as many times more; two rows, or as many times more, are the layer.
inline TwistedBox oblique_layer(Index finer = 1) {
  TwistedBox box;
  box.nx = 8 * finer;
  box.ny = 10 * finer;
  box.nz = 1;
  box.zones = {"under", "layer", "over"};
  box.zone_of = layer_of;
  box.place = [](Vec3 p) {
    double const base = 0.475 + 0.2 * (p.x - 0.5), roof = base + layer_thickness;
    double const y = p.y < 0.4   ? p.y / 0.4 * base
                     : p.y < 0.6 ? base + (p.y - 0.4) / 0.2 * layer_thickness
                                 : roof + (p.y - 0.6) / 0.4 * (1 - roof);
    return Vec3{p.x, y, p.z};
  };
  return box;
}
/// Conductivities of the three zones: along and across the drain.
inline std::vector<SymmetricTensor> drain_tensors() {
  double const turn = std::atan(0.2);
  auto const K = [&](double along, double across) {
    return layered_tensor(along, across, -std::sin(turn), std::cos(turn), 0);
  };
  return {K(1, 0.1), K(100, 10), K(1, 0.1)};
}
inline double drain_head(Vec3 p) { return -p.x - 0.2 * p.y; }
inline double barrier_head(Vec3 p) {
  Index const layer = layer_of(p);
  double const above = above_layer_base(p);
  return layer == 0   ? -above
         : layer == 1 ? -above / 0.01
                      : -(above - layer_thickness) - layer_thickness / 0.01;
}
inline constexpr Vec3 barrier_flux{-0.2, 1, 0};

}  // namespace sanggan::test
