// Saturated flow under full tensors on meshes that do not follow them: exact for linear heads, also
// across an oblique change of material, and of second order for smooth ones.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "flow_problem.hpp"
#include "solver/two_point.hpp"
#include "tests/support/twisted_box.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double pi = std::numbers::pi;
constexpr double deep = 100;  // added to all heads, so that all is saturated (m)

/// Steady flow with the given head on the whole boundary.
struct HeldAround {
  std::unique_ptr<TestRun> run;
  std::function<double(Vec3)> head;

  HeldAround(TwistedBox const& box, std::vector<SymmetricTensor> const& K,
             std::function<double(Vec3)> head_at, std::function<double(Vec3)> source = {},
             bool two_point = false)
      : head(std::move(head_at)) {
    Site site;
    for (std::size_t k = 0; k < K.size(); ++k) {
      site.materials.push_back(material(VanGenuchten{0.05, 0.4, 5, 2}, 1));
      site.materials.back().K = K[k];
    }
    TwistedBox own = box;
    if (source) {  // every cell is a zone of its own, with its own source
      Mesh const plain = box.build();
      Index const n = plain.n_owned_cells();
      own.zones.clear();
      for (Index c = 0; c < n; ++c) {
        std::string const name = std::to_string(c);
        own.zones.push_back(name);
        site.material_of_zone.emplace_back(name, plain.zone()[c]);
        site.sources.push_back(
            {name, name, Series::constant(source(plain.centre()[c]) * plain.volume()[c]), {}});
      }
      own.zone_of = [next = Index{0}](Vec3) mutable { return next++; };
    } else {
      for (std::size_t k = 0; k < K.size(); ++k)
        site.material_of_zone.emplace_back(box.zones[k], static_cast<int>(k));
    }
    Mesh mesh = own.build();
    for (Index f = mesh.n_interior_faces(); f < mesh.n_faces(); ++f) {
      Index const c = mesh.owner()[f];
      SymmetricTensor const& tensor =
          K[K.size() > 1 ? static_cast<std::size_t>(box.zone_of(mesh.centre()[c])) : 0];
      Vec3 const A = mesh.area_vector()[f];
      Vec3 const foot =
          mesh.centre()[c] + boundary_foot(times(tensor, A), A, face_distance(mesh, f, c));
      site.boundaries.push_back(
          held_head("face " + std::to_string(f - mesh.n_interior_faces()), head(foot) + deep));
    }
    TimeControl time;
    time.end = 1;
    time.steady_start = true;
    NewtonControl newton;
    newton.linear_tolerance = 1e-12;
    newton.two_point = two_point;
    run = std::make_unique<TestRun>(std::move(mesh), std::move(site), time, newton);
    run_balanced(*run, [&](Vec3 p) { return head(p) + deep - p.z; });
  }

  ErrorNorms error() const {
    return error_norms(
        *run,
        [&](Index c) { return run->simulation->state().psi[c] + run->mesh.centre()[c].z - deep; },
        head, [](Vec3) { return true; });
  }
  /// Flow (m3/s) out through all faces of the boundary that look in this direction.
  double outflow_towards(Vec3 direction) const {
    auto const Q = run->simulation->flow().equations().face_flow();
    double sum = 0;
    for (Index f = run->mesh.n_interior_faces(); f < run->mesh.n_faces(); ++f) {
      Vec3 const A = run->mesh.area_vector()[f];
      if (dot(A, direction) > 0.999 * norm(A)) sum += Q[f];
    }
    return sum;
  }
  /// Root of the mean square of the error of the flux density through faces (m/s), by volume.
  double flux_error(std::function<Vec3(Vec3)> const& flux) const {
    auto const Q = run->simulation->flow().equations().face_flow();
    double squares = 0, weight = 0;
    for (Index f = 0; f < run->mesh.n_interior_faces(); ++f) {
      Vec3 const A = run->mesh.area_vector()[f];
      double const area = norm(A), error = (Q[f] - dot(flux(run->mesh.face_centre()[f]), A)) / area;
      double const w = area * norm(run->mesh.centre()[run->mesh.owner()[f]] -
                                   run->mesh.centre()[run->mesh.neighbour()[f]]);
      squares += w * error * error;
      weight += w;
    }
    return std::sqrt(squares / weight);
  }
};

// F01 patch test.
SymmetricTensor const full{5, 4, 1, 2, 1, 0.5};
double linear_head(Vec3 p) { return 1 + 0.3 * p.x - 0.2 * p.y + 0.5 * p.z; }
Vec3 linear_flux(Vec3) { return {-1.6, -0.05, -0.7}; }

TwistedBox sheared(Cut cut) {
  TwistedBox box;
  box.place = [](Vec3 p) { return Vec3{p.x, p.y, p.z * (1 + 0.5 * p.x)}; };
  box.cut = cut;
  return box;
}
TwistedBox shaken(Cut cut, Index n, double share) {
  TwistedBox box;
  box.nx = box.ny = box.nz = n;
  box.cut = cut;
  box.place = [n, share](Vec3 p) {
    auto const moved = [&](double x, Vec3 seed) {
      return x > 1e-9 && x < 1 - 1e-9 ? x + share / n * jitter(seed) : x;
    };
    return Vec3{moved(p.x, p), moved(p.y, {p.z, p.x, p.y}), moved(p.z, {p.y, p.z, p.x})};
  };
  return box;
}

class EveryShape : public testing::TestWithParam<Cut> {};

TEST_P(EveryShape, KeepsALinearHeadUnderAFullTensor) {
  for (TwistedBox const& box :
       {TwistedBox{.cut = GetParam()}, sheared(GetParam()), shaken(GetParam(), 4, 0.3)}) {
    HeldAround const held(box, {full}, linear_head);
    EXPECT_LT(held.error().largest, 1e-9);
    EXPECT_LT(held.flux_error(linear_flux), 1e-9);
  }
}
INSTANTIATE_TEST_SUITE_P(FullTensor, EveryShape,
                         testing::Values(Cut::none, Cut::prisms, Cut::tetrahedra, Cut::pyramids));

// FVCA6, mild anisotropy. [Eymard2011]
SymmetricTensor const mild{1, 1, 1, 0.5, 0, 0.5};
double mild_head(Vec3 p) {
  return 1 + std::sin(pi * p.x) * std::sin(pi * (p.y + 0.5)) * std::sin(pi * (p.z + 1.0 / 3));
}
struct Wave {
  double s, c;
};
Vec3 mild_gradient(Vec3 p) {
  Wave const x{std::sin(pi * p.x), std::cos(pi * p.x)},
      y{std::sin(pi * (p.y + 0.5)), std::cos(pi * (p.y + 0.5))},
      z{std::sin(pi * (p.z + 1.0 / 3)), std::cos(pi * (p.z + 1.0 / 3))};
  return {pi * x.c * y.s * z.s, pi * x.s * y.c * z.s, pi * x.s * y.s * z.c};
}
double mild_source(Vec3 p) {
  Wave const x{std::sin(pi * p.x), std::cos(pi * p.x)},
      y{std::sin(pi * (p.y + 0.5)), std::cos(pi * (p.y + 0.5))},
      z{std::sin(pi * (p.z + 1.0 / 3)), std::cos(pi * (p.z + 1.0 / 3))};
  return pi * pi * (3 * x.s * y.s * z.s - x.c * y.c * z.s - x.s * y.c * z.c);
}
Vec3 mild_flux(Vec3 p) { return -1.0 * times(mild, mild_gradient(p)); }

TEST(FullTensorProblem, IsThatOfThePaper) {
  Vec3 const p{0.3, 0.7, 0.4};
  EXPECT_NEAR(mild_head(p), 0.646613635589, 1e-12);
  EXPECT_NEAR(mild_source(p), -11.2979769409, 1e-10);
}

TwistedBox waved(Cut cut, Index n) {
  TwistedBox box;
  box.nx = box.ny = box.nz = n;
  box.cut = cut;
  box.place = [](Vec3 p) {
    double const s = 0.1 * std::sin(2 * pi * p.x) * std::sin(2 * pi * p.y) * std::sin(2 * pi * p.z);
    return Vec3{p.x + s, p.y + s, p.z + s};
  };
  return box;
}

void expect_second_order(std::function<TwistedBox(Index)> const& family, Index coarse) {
  double head[2], flux[2];
  for (int k : {0, 1}) {
    HeldAround const held(family(coarse << k), {mild}, mild_head, mild_source);
    head[k] = held.error().L2;
    flux[k] = held.flux_error(mild_flux);
  }
  EXPECT_GT(observed_order(head[0], head[1]), 1.8);
  EXPECT_GT(observed_order(flux[0], flux[1]), 0.9);
}
// As many cells whatever the shape.
Index coarsest(Cut cut) { return cut == Cut::none ? 12 : cut == Cut::prisms ? 8 : 6; }

TEST_P(EveryShape, IsOfSecondOrderOnAShakenMesh) {
  expect_second_order([](Index n) { return shaken(GetParam(), n, 0.2); }, coarsest(GetParam()));
}
TEST_P(EveryShape, IsOfSecondOrderOnAWavedMesh) {
  expect_second_order([](Index n) { return waved(GetParam(), n); }, coarsest(GetParam()));
}

// Layers that fall by 30 degrees, ten times as conductive along the horizontal as across it.
TwistedBox hillside(Index n) {
  TwistedBox box;
  box.nx = box.ny = box.nz = n;
  box.place = [](Vec3 p) { return Vec3{p.x, p.y, p.z - p.x / std::sqrt(3.0)}; };
  return box;
}

TEST(Hillside, TwoPointsAloneKeepAnErrorThatNoRefinementMends) {
  SymmetricTensor const K{1, 1, 0.1};
  Vec3 const exact{-0.3, 0.2, -0.05};
  double const size = norm(exact);
  auto const flux = [&](Vec3) { return exact; };
  for (Index n : {4, 8}) {
    HeldAround const two_point(hillside(n), {K}, linear_head, {}, true);
    EXPECT_GT(two_point.flux_error(flux), 0.2 * size);
    HeldAround const consistent(hillside(n), {K}, linear_head);
    EXPECT_LT(consistent.flux_error(flux), 1e-9);
  }
}

// FVCA5, tests 6 and 7: a thin layer at a slope of 0.2 that conducts a hundred times better along
// itself than the ground around it, or a hundred times worse. Both solutions are linear on either
// side.  [HerbinHubert2008]
double below(Vec3 p) { return p.y - 0.2 * (p.x - 0.5) - 0.475; }
constexpr double thickness = 0.05;
Index layer_of(Vec3 p) { return below(p) < 0 ? 0 : below(p) < thickness ? 1 : 2; }

TwistedBox oblique_layer() {
  TwistedBox box;
  box.nx = 8;
  box.ny = 10;
  box.nz = 1;
  box.zones = {"under", "layer", "over"};
  box.zone_of = layer_of;
  box.place = [](Vec3 p) {
    double const base = 0.475 + 0.2 * (p.x - 0.5), roof = base + thickness;
    double const y = p.y < 0.45   ? p.y / 0.4 * base
                     : p.y < 0.55 ? 0.5 * (base + roof)
                                  : roof + (p.y - 0.6) / 0.4 * (1 - roof);
    return Vec3{p.x, y, p.z};
  };
  return box;
}

TEST(ObliqueLayer, DrainIsExact) {
  double const turn = std::atan(0.2);
  auto const K = [&](double along, double across) {
    return layered_tensor(along, across, -std::sin(turn), std::cos(turn), 0);
  };
  auto const head = [](Vec3 p) { return -p.x - 0.2 * p.y; };
  HeldAround const held(oblique_layer(), {K(1, 0.1), K(100, 10), K(1, 0.1)}, head);
  EXPECT_LT(held.error().largest, 1e-9);
  EXPECT_NEAR(held.outflow_towards({-1, 0, 0}), -5.95, 1e-8);
  EXPECT_NEAR(held.outflow_towards({1, 0, 0}), 5.95, 1e-8);
  EXPECT_NEAR(held.outflow_towards({0, -1, 0}), -0.2, 1e-8);
  EXPECT_NEAR(held.outflow_towards({0, 1, 0}), 0.2, 1e-8);
}

TEST(ObliqueLayer, BarrierIsExact) {
  auto const head = [](Vec3 p) {
    Index const layer = layer_of(p);
    return layer == 0   ? -below(p)
           : layer == 1 ? -below(p) / 0.01
                        : -(below(p) - thickness) - thickness / 0.01;
  };
  HeldAround const held(oblique_layer(), {{1, 1, 1}, {0.01, 0.01, 0.01}, {1, 1, 1}}, head);
  EXPECT_LT(held.error().largest, 1e-9);
  EXPECT_LT(held.flux_error([](Vec3) { return Vec3{-0.2, 1, 0}; }), 1e-9);
}

}  // namespace
}  // namespace sanggan
