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
                   CellProperties const& cells, NewtonControl const& control)
    : mesh_(mesh),
      halo_(halo),
      site_(site),
      cells_(cells),
      conductance_(face_conductance(mesh, cells)),
      dz_(mesh.n_interior_faces()),
      same_curve_(mesh.n_interior_faces()),
      pattern_(two_point_pattern(mesh, halo)),
      slots_(pattern_),
      curves_(site, cells),
      boundary_(mesh, site, cells, conductance_),
      wells_(mesh, halo, site, cells, pattern_),
      skew_(mesh, halo, cells, boundary_, control.two_point),
      Q_(mesh.n_faces(), 0.0),
      source_(mesh.n_owned_cells(), 0.0),
      placed_source_(source_),
      water_(mesh.n_owned_cells()) {
  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    Index const one = mesh.owner()[f], two = mesh.neighbour()[f];
    dz_[f] = mesh.centre()[one].z - mesh.centre()[two].z;
    same_curve_[f] = !control.upstream && cells.material[one] == cells.material[two];
  }
  if (skew_.any()) {
    head_.resize(mesh.n_cells());
    for (auto* field : {&extra_, &change_, &dQ_extra_}) field->resize(mesh.n_interior_faces());
  }
  if (site.sources.empty()) return;
  auto const by_zone = cells_by_material(mesh.zone().first(mesh.n_owned_cells()),
                                         static_cast<int>(mesh.zone_names().size()));
  for (VolumeSource const& source : site.sources) {
    source_cells_.push_back(by_zone[mesh.zone_index(source.zone)]);
    double here = 0, everywhere = 0;
    for (Index c : source_cells_.back()) here += mesh.volume()[c];
    MPI_Allreduce(&here, &everywhere, 1, MPI_DOUBLE, MPI_SUM, halo.comm());
    zone_volume_.push_back(everywhere);
    if (!source.water_density) continue;
    for (Index c : source_cells_.back()) {
      Vec3 const x = mesh.centre()[c];
      placed_source_[c] += mesh.volume()[c] * source.water_density(x.x, x.y, x.z);
    }
  }
}

void Richards::assemble(ForcingTime at, double dt, ConstField psi, ConstField water_old,
                        ConstField ponded, Field residual, Field slots) {
  curves_.evaluate(psi);
  boundary_.evaluate(at, dt, psi, curves_, ponded);
  set_sources(at.rate);
  evaluate_faces(psi, slots);
  if (skew_.any()) add_skew_flow(psi, slots);
  sum_cells(dt, psi, water_old, residual, slots);
  wells_.assemble(at, psi, curves_, residual, slots);
}

void Richards::set_sources(double t) {
  if (site_.sources.empty()) return;
  source_ = placed_source_;
  for (std::size_t k = 0; k < site_.sources.size(); ++k) {
    VolumeSource const& source = site_.sources[k];
    if (source.water.empty() || zone_volume_[k] <= 0) continue;
    double const density = source.water.at(t) / zone_volume_[k];
    for (Index c : source_cells_[k]) source_[c] += density * mesh_.volume()[c];
  }
}

// The extra drop drives water by the harmonic mean of the two k_r: of what a cell's gradient says
// of the flow past its neighbours, no more passes than both cells let through.
void Richards::add_skew_flow(ConstField psi, Field slots) {
  auto const k_r = curves_.k_r(), dk_r = curves_.dk_r_dpsi();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_cells(); ++c) head_[c] = psi[c] + mesh_.centre()[c].z;
  if (!gradients_held_) skew_.evaluate(head_, boundary_.held_head(), curves_, extra_);
#pragma omp parallel for
  for (Index f = 0; f < mesh_.n_interior_faces(); ++f) {
    Index const a = mesh_.owner()[f], b = mesh_.neighbour()[f];
    double const sum = k_r[a] + k_r[b], share = sum > 0 ? k_r[b] / sum : 0;  // of b
    dQ_extra_[f] = conductance_[f] * 2 * k_r[a] * share;
    Q_[f] += dQ_extra_[f] * extra_[f];
    double const pull = conductance_[f] * 2 * extra_[f];
    double const d_a = pull * share * share * dk_r[a];
    double const d_b = pull * (1 - share) * (1 - share) * dk_r[b];
    std::size_t const slot = slots_.coupling(f);
    slots[slot] += d_b;
    slots[slot + 1] -= d_a;
  }
}

void Richards::add_skew_jacobian(ConstField x, Field y) {
  if (gradients_held_) return;
  std::copy(x.begin(), x.end(), head_.begin());
  halo_.update(head_);
  skew_.derivative(head_, dQ_extra_, change_);
  Index const n_interior = mesh_.n_interior_faces();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
    for (auto const [f, sign] : mesh_.faces_of(c))
      if (f < n_interior) y[c] += sign * change_[f];
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
    std::size_t const slot = slots_.coupling(f);
    slots[slot] = T * unit.d_psi_2;       // row of the owner: + Q
    slots[slot + 1] = -T * unit.d_psi_1;  // row of the neighbour: - Q
  }
  std::copy(boundary_.Q().begin(), boundary_.Q().end(), Q_.begin() + n_interior);
}

void Richards::sum_cells(double dt, ConstField psi, ConstField water_old, Field residual,
                         Field slots) {
  auto const theta = curves_.theta(), capacity = curves_.capacity();
  auto const boundary_slope = boundary_.dQ_dpsi();
  Index const n_interior = mesh_.n_interior_faces();
  double const per_dt = std::isfinite(dt) ? 1 / dt : 0;
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    water_[c] = theta[c] + cells_.S_s[c] * std::max(psi[c], 0.0);
    double outflow = -source_[c], slope = 0;
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      outflow += sign * Q_[f];
      // What flows out by the head here leaves the row of the other cell by the same slope.
      slope += f < n_interior ? -slots[slots_.coupling(f) + (sign > 0 ? 1 : 0)]
                              : boundary_slope[f - n_interior];
    }
    double const storage = mesh_.volume()[c] * per_dt;
    residual[c] = storage * (water_[c] - water_old[c]) + outflow;
    double const stores = capacity[c] + (psi[c] > 0 ? cells_.S_s[c] : 0);
    slots[c] = storage * std::max(stores, least_capacity) + slope;
  }
}

void Richards::keep_stage() {
  first_Q_ = Q_;
  boundary_.keep_stage();
  wells_.keep_stage();
}

void Richards::blend_stages(double share) {
  blend(Q_, first_Q_, share);
  boundary_.blend_stages(share);
  wells_.blend_stages(share);
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
