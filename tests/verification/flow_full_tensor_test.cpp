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
             std::function<double(Vec3)> head_at, std::function<double(Vec3)> source = {})
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
    run = std::make_unique<TestRun>(std::move(mesh), std::move(site), time, newton);
    run_balanced(*run, [&](Vec3 p) { return head(p) + deep - p.z; });
  }

  ErrorNorms error() const {
    return error_norms(
        *run,
        [&](Index c) { return run->simulation->state().psi[c] + run->mesh.centre()[c].z - deep; },
        head, [](Vec3) { return true; });
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

TEST_P(EveryShape, IsOfSecondOrderUnderAFullTensor) {
  for (auto const &family : {std::function(waved),
                             std::function([](Cut cut, Index n) { return shaken(cut, n, 0.2); })}) {
    double head[3], flux[3];
    for (int k : {0, 1, 2}) {
      HeldAround const held(family(GetParam(), 3 << k), {mild}, mild_head, mild_source);
      head[k] = held.error().L2;
      flux[k] = held.flux_error(mild_flux);
      std::printf("n %d head %.4g flux %.4g newton %ld linear %ld\n", 3 << k, head[k], flux[k],
                  held.run->simulation->report().newton_iterations,
                  held.run->simulation->report().linear_iterations);
    }
    EXPECT_GT(observed_order(head[1], head[2]), 1.8);
    EXPECT_GT(observed_order(flux[1], flux[2]), 0.9);
  }
}

}  // namespace
}  // namespace sanggan
