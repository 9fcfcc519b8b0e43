#include "solver/face_dispersion.hpp"

#include <algorithm>
#include <cmath>

#include "physics/dispersion.hpp"
#include "solver/tensor.hpp"
#include "solver/two_point.hpp"

namespace sanggan {
void cell_darcy_flux(Mesh const& mesh, Halo const& halo, ConstField Q, std::span<Vec3> q) {
#pragma omp parallel for
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    Vec3 sum;
    for (auto const [f, sign] : mesh.faces_of(c))
      sum = sum + sign * Q[f] * (mesh.face_centre()[f] - mesh.centre()[c]);
    q[c] = (1 / mesh.volume()[c]) * sum;
  }
  halo.update({reinterpret_cast<double*>(q.data()), 3 * q.size()}, 3);
}

void evaluate_dispersion(Mesh const& mesh, Site const& site, CellProperties const& cells,
                         ConstField porosity, ConstField water, std::span<Vec3 const> q,
                         Species const& species, FaceDispersion& out) {
  auto const n_cells = static_cast<std::size_t>(mesh.n_cells());
  std::vector<SymmetricTensor> D(n_cells);
  std::vector<double> gas(n_cells);
#pragma omp parallel for
  for (Index c = 0; c < mesh.n_cells(); ++c) {
    Material const& m = site.materials[cells.material[c]];
    double const phi = porosity[c], theta = std::min(water[c], phi), theta_g = phi - theta;
    double const tau = m.tortuosity ? *m.tortuosity : millington_quirk(theta, phi);
    D[c] = dispersion_tensor(q[c].x, q[c].y, q[c].z, m.dispersivity, theta * tau * species.D_m);
    double const tau_g = m.tortuosity ? *m.tortuosity : millington_quirk(theta_g, phi);
    gas[c] = theta_g * tau_g * species.D_g * species.K_H;
    D[c].xx += gas[c];
    D[c].yy += gas[c];
    D[c].zz += gas[c];
  }
  Index const n_interior = mesh.n_interior_faces();
  out.conductance.resize(mesh.n_faces());
  out.cross.resize(n_interior);
  out.gas_boundary.resize(mesh.n_boundary_faces());
#pragma omp parallel for
  for (Index f = 0; f < mesh.n_faces(); ++f) {
    Vec3 const A = mesh.area_vector()[f];
    Index const a = mesh.owner()[f];
    Vec3 const DA_a = times(D[a], A);
    double const h = face_distance(mesh, f, a);
    if (f >= n_interior) {
      out.conductance[f] = boundary_conductance(DA_a, A, h);
      out.gas_boundary[f - n_interior] = boundary_conductance(gas[a] * A, A, h);
      continue;
    }
    Index const b = mesh.neighbour()[f];
    Vec3 const d = mesh.centre()[b] - mesh.centre()[a], DA_b = times(D[b], A);
    double const h_b = face_distance(mesh, f, b);
    out.conductance[f] = interior_conductance(DA_a, DA_b, d, h, h_b);
    // What the two-point flux does not see: D A less its part along the line of centres. What
    // leaves one cell has to go on in the other, so that the one that spreads less rules here too:
    // each side counts by the resistance that it has.
    double const R_a = h * norm(DA_b), R_b = h_b * norm(DA_a);
    double const per_R = R_a + R_b > 0 ? 1 / (R_a + R_b) : 0;
    auto const across = [&](Vec3 DA) { return DA - dot(DA, d) / dot(d, d) * d; };
    out.cross[f] = {(R_a * per_R) * across(DA_a), (R_b * per_R) * across(DA_b)};
  }
  for (WallFace const& wall : cells.walls) {
    double& G = out.conductance[wall.face];
    G = G > 0 ? G * wall.diffusion / (G + wall.diffusion) : 0;
    out.cross[wall.face] = {};
  }
}

}  // namespace sanggan
