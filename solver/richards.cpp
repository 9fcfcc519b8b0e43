#include "solver/richards.hpp"

#include <algorithm>
#include <cmath>

#include "physics/face_flow.hpp"

namespace sanggan {
namespace {

// Where neither water content nor conductivity can be told from zero any more, the Jacobian still
// has a pivot (1/m). The residual, and so the answer, knows nothing of it.
constexpr double least_capacity = 1e-18;

}  // namespace

Richards::Richards(Mesh const& mesh, Halo const& halo, Site const& site,
                   CellProperties const& cells, bool upstream_only)
    : mesh_(mesh),
      site_(site),
      cells_(cells),
      conductance_(face_conductance(mesh, cells)),
      dz_(mesh.n_interior_faces()),
      same_curve_(mesh.n_interior_faces()),
      pattern_(two_point_pattern(mesh, halo)),
      curves_(site, cells),
      boundary_(mesh, site, cells, conductance_),
      wells_(mesh, halo, site, cells, pattern_),
      Q_(mesh.n_faces(), 0.0),
      dQ_owner_(mesh.n_faces()),
      dQ_neighbour_(mesh.n_interior_faces()),
      source_(mesh.n_owned_cells(), 0.0),
      placed_source_(source_),
      water_(mesh.n_owned_cells()) {
  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    Index const one = mesh.owner()[f], two = mesh.neighbour()[f];
    dz_[f] = mesh.centre()[one].z - mesh.centre()[two].z;
    same_curve_[f] = !upstream_only && cells.material[one] == cells.material[two];
  }
  for (VolumeSource const& source : site.sources) {
    Index const zone = mesh.zone_index(source.zone);
    double here = 0, everywhere = 0;
    for (Index c = 0; c < mesh.n_owned_cells(); ++c)
      if (mesh.zone()[c] == zone) here += mesh.volume()[c];
    MPI_Allreduce(&here, &everywhere, 1, MPI_DOUBLE, MPI_SUM, halo.comm());
    zone_volume_.push_back(everywhere);
    if (!source.water_density) continue;
    for (Index c = 0; c < mesh.n_owned_cells(); ++c)
      if (Vec3 const x = mesh.centre()[c]; mesh.zone()[c] == zone)
        placed_source_[c] += mesh.volume()[c] * source.water_density(x.x, x.y, x.z);
  }
}

void Richards::assemble(double t_begin, double t_end, double dt, ConstField psi,
                        ConstField water_old, ConstField ponded, Field residual, Field slots) {
  curves_.evaluate(psi);
  boundary_.evaluate(t_begin, t_end, std::isfinite(dt) ? dt : 0, psi, curves_, ponded);
  set_sources(0.5 * (t_begin + t_end));
  evaluate_faces(psi, slots);
  sum_cells(dt, psi, water_old, residual, slots);
  wells_.assemble(t_begin, t_end, psi, curves_, residual, slots);
}

void Richards::set_sources(double t) {
  if (site_.sources.empty()) return;
  source_ = placed_source_;
  for (std::size_t k = 0; k < site_.sources.size(); ++k) {
    VolumeSource const& source = site_.sources[k];
    if (source.water.empty() || zone_volume_[k] <= 0) continue;
    Index const zone = mesh_.zone_index(source.zone);
    double const density = source.water.at(t) / zone_volume_[k];
    for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
      if (mesh_.zone()[c] == zone) source_[c] += density * mesh_.volume()[c];
  }
}

void Richards::evaluate_faces(ConstField psi, Field slots) {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const k_r = curves_.k_r(), dk_r = curves_.dk_r_dpsi();
  Index const n_interior = mesh_.n_interior_faces();
#pragma omp parallel for
  for (Index f = 0; f < n_interior; ++f) {
    Index const a = owner[f], b = neighbour[f];
    FaceEnd const one{psi[a], k_r[a], dk_r[a]}, two{psi[b], k_r[b], dk_r[b]};
    UnitFlow const unit =
        same_curve_[f] ? exponential_flow(one, two, dz_[f]) : upstream_flow(one, two, dz_[f]);
    double const T = conductance_[f];
    Q_[f] = T * unit.flow;
    dQ_owner_[f] = T * unit.d_psi_1;
    dQ_neighbour_[f] = T * unit.d_psi_2;
    std::size_t const slot = pattern_.coupling(f);
    slots[slot] = dQ_neighbour_[f];   // row of the owner: + Q
    slots[slot + 1] = -dQ_owner_[f];  // row of the neighbour: - Q
  }
  for (Index f = n_interior; f < mesh_.n_faces(); ++f) {
    Q_[f] = boundary_.Q()[f - n_interior];
    dQ_owner_[f] = boundary_.dQ_dpsi()[f - n_interior];
  }
}

void Richards::sum_cells(double dt, ConstField psi, ConstField water_old, Field residual,
                         Field slots) {
  auto const theta = curves_.theta(), capacity = curves_.capacity();
  double const per_dt = std::isfinite(dt) ? 1 / dt : 0;
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    water_[c] = theta[c] + cells_.S_s[c] * std::max(psi[c], 0.0);
    double outflow = -source_[c], slope = 0;
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      outflow += sign * Q_[f];
      slope += sign > 0 ? dQ_owner_[f] : -dQ_neighbour_[f];
    }
    double const storage = mesh_.volume()[c] * per_dt;
    residual[c] = storage * (water_[c] - water_old[c]) + outflow;
    double const stores = capacity[c] + (psi[c] > 0 ? cells_.S_s[c] : 0);
    slots[c] = storage * std::max(stores, least_capacity) + slope;
  }
}

double Richards::next_record(double t) const {
  double next = std::min(boundary_.next_record(t), wells_.next_record(t));
  for (VolumeSource const& source : site_.sources) {
    if (!source.water.empty()) next = std::min(next, source.water.next_record(t));
    for (Series const& series : source.mass)
      if (!series.empty()) next = std::min(next, series.next_record(t));
  }
  return next;
}

}  // namespace sanggan
