#include "benchmarks/verification/run.hpp"

#include <algorithm>

#include "io/case_mesh.hpp"
#include "io/cell_field.hpp"

namespace sanggan::verification {
namespace {

std::size_t item(Run const& run, std::string const& boundary) {
  auto const& items = run.simulation.balance().items();
  auto const found = std::find(items.begin(), items.end(), boundary);
  if (found == items.end()) throw std::invalid_argument("the case has no boundary " + boundary);
  return static_cast<std::size_t>(found - items.begin());
}

}  // namespace

Run::Run(Case of)
    : c(std::move(of)),
      mesh(build_mesh(c, MPI_COMM_SELF)),
      halo(mesh, MPI_COMM_SELF),
      K_factor(conductivity_factor(c.cell_fields, mesh, halo)),
      simulation(mesh, halo, c.site, K_factor, c.time, c.newton, c.transport) {}

void Run::start() {
  std::vector<double> psi;
  for (Vec3 const x : mesh.centre()) psi.push_back(c.initial_psi(x));
  if (!simulation.start(psi)) throw RunFailure(simulation.failure().reason);
}

void Run::finish(RunCallbacks const& callbacks) {
  if (simulation.run(callbacks) != RunEnd::done) throw RunFailure(simulation.failure().reason);
}

void Run::complete() {
  start();
  finish();
}

double Run::inflow(std::string const& boundary, std::size_t quantity) const {
  return account(quantity).in[item(*this, boundary)];
}
double Run::outflow(std::string const& boundary, std::size_t quantity) const {
  return account(quantity).out[item(*this, boundary)];
}

Material const& Run::material(std::string const& zone) const {
  for (auto const& [name, index] : c.site.material_of_zone)
    if (name == zone) return c.site.materials[static_cast<std::size_t>(index)];
  throw std::invalid_argument("the case has no zone " + zone);
}

CurvePoint curve(Material const& material, double psi) {
  return std::visit([&](auto const& law) { return law.at(psi); }, material.retention);
}

}  // namespace sanggan::verification
