#include "benchmarks/verification/own_mesh.hpp"
#include "benchmarks/verification/problems.hpp"
#include "tests/support/tensor_problems.hpp"

namespace sanggan::verification {
namespace {

using namespace test;

constexpr SymmetricTensor K{1, 1, 0.1};
constexpr Vec3 wave{2, 1, 3};  // (1/m)

double waved_head(Vec3 p) { return std::sin(dot(wave, p)); }
double waved_source(Vec3 p) { return dot(wave, times(K, wave)) * waved_head(p); }
Vec3 waved_flux(Vec3 p) { return -std::cos(dot(wave, p)) * times(K, wave); }
Vec3 linear_flux(Vec3) { return -1.0 * times(K, linear_gradient); }

struct Field {
  HeldAround::Scalar head, source;
  HeldAround::Vector flux;
  double size;  // of the flux density (m/s)
};
Field const linear{linear_head, {}, linear_flux, norm(linear_flux({}))},
    waving{waved_head, waved_source, waved_flux, norm(times(K, wave)) / std::sqrt(2.0)};

Answer solve(Grid const& grid, Work& work, Field const& field, bool two_point) {
  HeldAround const held(hillside(cells_along(grid)), {K}, field.head, field.source, two_point);
  work = work_of(held);
  double const flux = held.flux_error(field.flux) / field.size;
  Answer answer;
  answer.errors = {held.head_error(), flux};
  if (two_point) answer.errors.push_back(std::max(0.0, 0.2 - flux));
  Curve heads{two_point ? "two points" : "consistent", {}, {}};
  for (Index c = 0; c < held.mesh().n_owned_cells(); c += 1 + held.mesh().n_owned_cells() / 60) {
    heads.x.push_back(field.head(held.mesh().centre()[c]));
    heads.y.push_back(held.head(c));
  }
  answer.computed = {std::move(heads)};
  answer.reference = {{"exact", {-1, 1}, {-1, 1}}};
  if (!field.source) answer.computed.clear(), answer.reference.clear();
  return answer;
}

Study study(std::string name, Field const& field, bool two_point, std::vector<Criterion> criteria) {
  if (two_point)
    criteria.push_back({"what the error of the flux falls short of 0.2", "1", 0, 0, ""});
  return {.name = std::move(name),
          .grids = cubes(6),
          .criteria = std::move(criteria),
          .solve_apart = [=](Grid const& grid, Work& work) {
            return solve(grid, work, field, two_point);
          }};
}

}  // namespace

// Of two points nothing is asked but that the comparison still shows what it is for.
Problem sloping_layers() {
  auto const criteria = [](double head, double order, double flux, double flux_order) {
    return std::vector<Criterion>{
        {"L2 of the head", "m", head, order, ""},
        {"L2 of the flux density over its size", "1", flux, flux_order, ""}};
  };
  // Of second order: (k h)^2/12 in each direction; of first order: k h/2.
  double const kh = norm(wave) / 6;
  return {"S01",
          "s01-hillside",
          {"Heads computed against heads exact, a wave", "exact head (m)", "computed head (m)"},
          {study("linear head, consistent", linear, false, criteria(1e-9, 0, 1e-9, 0)),
           study("linear head, two points", linear, true, criteria(1, 0, 1, 0)),
           study("wave, consistent", waving, false, criteria(kh * kh / 4, 1.8, kh / 2, 0.9)),
           study("wave, two points", waving, true, criteria(1, 0, 1, 0))}};
}

}  // namespace sanggan::verification
