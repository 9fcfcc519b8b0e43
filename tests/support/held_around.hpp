#pragma once
#include <cmath>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "solver/tensor.hpp"
#include "solver/two_point.hpp"
#include "tests/support/test_run.hpp"
#include "tests/support/twisted_box.hpp"

namespace sanggan::test {

/// Where on the plane of the boundary face f the scheme takes its head to be, for a cell of
/// conductivity K (m/s).
inline Vec3 held_at(Mesh const& mesh, Index f, SymmetricTensor const& K) {
  Index const c = mesh.owner()[f];
  Vec3 const A = mesh.area_vector()[f];
  return mesh.centre()[c] + boundary_foot(times(K, A), A, face_distance(mesh, f, c));
}
/// Name of the patch that is this boundary face of a twisted box.
inline std::string patch_of_face(Mesh const& mesh, Index f) {
  return "face " + std::to_string(f - mesh.n_interior_faces());
}

/// Steady saturated flow in a twisted box, each zone with a conductivity tensor of its own (m/s),
/// with the given head (m) on the whole boundary and a source (1/s).
class HeldAround {
 public:
  using Scalar = std::function<double(Vec3)>;
  using Vector = std::function<Vec3(Vec3)>;

  /// @throws std::runtime_error if the flow is not found or its balance does not close
  HeldAround(TwistedBox const& box, std::vector<SymmetricTensor> const& K, Scalar head,
             Scalar const& source = {}, bool two_point = false)
      : head_(std::move(head)) {
    Site site;
    for (std::size_t k = 0; k < K.size(); ++k) {
      site.materials.push_back(material(VanGenuchten{0.05, 0.4, 5, 2}, 1));
      site.materials.back().K = K[k];
      site.material_of_zone.emplace_back(box.zones[k], static_cast<int>(k));
      if (!source) continue;
      VolumeSource& made_up = site.sources.emplace_back();
      made_up.name = made_up.zone = box.zones[k];
      made_up.water_density = [source](double x, double y, double z) { return source({x, y, z}); };
    }
    Mesh mesh = box.build();
    for (Index f = mesh.n_interior_faces(); f < mesh.n_faces(); ++f) {
      auto const zone = static_cast<std::size_t>(box.zone_of(mesh.centre()[mesh.owner()[f]]));
      Vec3 const foot = held_at(mesh, f, K[zone]);
      std::string const name = patch_of_face(mesh, f);
      site.boundaries.push_back(
          {name, name, FixedHead{Series::constant(head_(foot) + deep)}, {}, {}, {}});
    }
    TimeControl time;
    time.end = 1;
    time.steady_start = true;
    NewtonControl newton;
    newton.linear_tolerance = 1e-12;
    newton.two_point = two_point;
    run_ = std::make_unique<TestRun>(std::move(mesh), std::move(site), time, newton);
    auto& simulation = *run_->simulation;
    if (!simulation.start(run_->psi([&](Vec3 p) { return head_(p) + deep - p.z; })) ||
        simulation.run({}) != RunEnd::done)
      throw std::runtime_error(simulation.failure().reason);
    if (!(simulation.balance().accounts()[0].relative_error() < 1e-9))
      throw std::runtime_error("the balance does not close");
  }

  /// Error of the head (m): root of the mean square over the volume, and the largest.
  double head_error() const {
    double squares = 0, volume = 0;
    for (Index c = 0; c < mesh().n_owned_cells(); ++c) {
      squares += mesh().volume()[c] * std::pow(head_error(c), 2);
      volume += mesh().volume()[c];
    }
    return std::sqrt(squares / volume);
  }
  double largest_head_error() const {
    double largest = 0;
    for (Index c = 0; c < mesh().n_owned_cells(); ++c)
      largest = std::max(largest, std::abs(head_error(c)));
    return largest;
  }
  /// Root of the mean square of the error of the flux density through faces (m/s), by volume.
  double flux_error(Vector const& flux) const {
    auto const Q = run_->simulation->flow().equations().face_flow();
    double squares = 0, weight = 0;
    for (Index f = 0; f < mesh().n_interior_faces(); ++f) {
      Vec3 const A = mesh().area_vector()[f];
      double const area = norm(A), error = (Q[f] - dot(flux(mesh().face_centre()[f]), A)) / area;
      double const w =
          area * norm(mesh().centre()[mesh().owner()[f]] - mesh().centre()[mesh().neighbour()[f]]);
      squares += w * error * error;
      weight += w;
    }
    return std::sqrt(squares / weight);
  }
  /// Flow (m3/s) out through all faces of the boundary that look in this direction.
  double outflow_towards(Vec3 direction) const {
    auto const Q = run_->simulation->flow().equations().face_flow();
    double sum = 0;
    for (Index f = mesh().n_interior_faces(); f < mesh().n_faces(); ++f) {
      Vec3 const A = mesh().area_vector()[f];
      if (dot(A, direction) > 0.999 * norm(A)) sum += Q[f];
    }
    return sum;
  }
  double head(Index c) const {
    return run_->simulation->state().psi[c] + mesh().centre()[c].z - deep;
  }
  Mesh const& mesh() const { return run_->mesh; }
  Simulation const& simulation() const { return *run_->simulation; }

 private:
  static constexpr double deep = 100;  // added to all heads, so that all is saturated (m)
  double head_error(Index c) const { return head(c) - head_(mesh().centre()[c]); }

  Scalar head_;
  std::unique_ptr<TestRun> run_;
};

}  // namespace sanggan::test
