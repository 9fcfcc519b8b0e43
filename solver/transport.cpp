#include "solver/transport.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

namespace sanggan {
namespace {

constexpr std::size_t widest = 4;  // lanes: more would not fit the caches

// How many others each species waits for, one after the other: oxidants for what they release,
// parents for daughters.
std::vector<int> levels(Site const& site) {
  std::vector<int> level(site.species.size(), -1);
  std::function<int(std::size_t)> const visit = [&](std::size_t s) {
    if (level[s] >= 0) return level[s];
    level[s] = 0;
    int own = 0;
    for (std::size_t p = 0; p < site.species.size(); ++p)
      if (site.species[p].daughter == static_cast<int>(s)) own = std::max(own, visit(p) + 1);
    for (WasteRelease const& release : site.releases)
      if (release.species == static_cast<int>(s) && release.oxidant >= 0)
        own = std::max(own, visit(static_cast<std::size_t>(release.oxidant)) + 1);
    return level[s] = own;
  };
  for (std::size_t s = 0; s < site.species.size(); ++s) visit(s);
  return level;
}

}  // namespace

void SpeciesFlows::add(SpeciesFlows const& other, double share) {
  for (std::size_t k = 0; k < boundary.size(); ++k) boundary[k] += share * other.boundary[k];
  for (std::size_t k = 0; k < well.size(); ++k) well[k] += share * other.well[k];
  for (std::size_t k = 0; k < account.size(); ++k) account[k] += share * other.account[k];
  for (auto const member :
       {&SpeciesFlows::loaded, &SpeciesFlows::released, &SpeciesFlows::decayed,
        &SpeciesFlows::consumed, &SpeciesFlows::vented, &SpeciesFlows::produced})
    this->*member += share * (other.*member);
}

Transport::Transport(Mesh const& mesh, Halo const& halo, Site const& site,
                     CellProperties const& cells, Richards const& flow,
                     TransportControl const& control)
    : mesh_(mesh),
      halo_(halo),
      site_(site),
      flow_(flow),
      cells_(cells),
      control_(control),
      chemistry_(site, cells, mesh, flow.curves().theta_s()),
      release_(mesh, site, cells, flow.curves().theta_s(), halo.comm()),
      gradient_(mesh, halo),
      limiter_(mesh, halo),
      sweeps_(mesh, halo),
      q_(mesh.n_cells()),
      porosity_(flow.curves().theta_s().begin(), flow.curves().theta_s().end()) {
  for (Species const& species : site.species) {
    auto const same = [&](Species const& other) {
      return other.D_m == species.D_m && other.D_g * other.K_H == species.D_g * species.K_H;
    };
    auto const first = std::find_if(site.species.begin(), site.species.end(), same);
    auto const index = static_cast<std::size_t>(first - site.species.begin());
    if (&*first == &species) {
      dispersion_of_.push_back(static_cast<int>(dispersions_.size()));
      dispersions_.emplace_back();
    } else {
      dispersion_of_.push_back(dispersion_of_[index]);
    }
  }
  water_mean_.resize(mesh.n_cells());
  batches_ = batches();
  int width = 0;
  for (Batch const& batch : batches_) width = std::max(width, batch.width);
  allot(static_cast<std::size_t>(width));
}

std::vector<Transport::Batch> Transport::batches() const {
  std::vector<int> const level = levels(site_);
  std::vector<std::size_t> order(level.size());
  for (std::size_t s = 0; s < order.size(); ++s) order[s] = s;
  auto const linear = [&](std::size_t s) {
    return chemistry_.linear(static_cast<int>(s)) && !release_.oxidises_with(static_cast<int>(s));
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(level[a], linear(a), dispersion_of_[a]) <
           std::tuple(level[b], linear(b), dispersion_of_[b]);
  });
  std::vector<Batch> list;
  for (std::size_t const s : order) {
    bool const joins = !list.empty() && list.back().linear && linear(s) &&
                       list.back().species.size() < widest &&
                       level[list.back().species.front()] == level[s];
    if (!joins) list.emplace_back().linear = linear(s);
    Batch& batch = list.back();
    batch.species.push_back(s);
    batch.width = batch.species.size() > 2 ? 4 : static_cast<int>(batch.species.size());
    batch.alike = dispersion_of_[batch.species.front()] == dispersion_of_[s];
    batch.reacts = batch.reacts || chemistry_.reacts(static_cast<int>(s)) ||
                   release_.oxidises_with(static_cast<int>(s));
  }
  return list;
}

void Transport::allot(std::size_t width) {
  auto const n = static_cast<std::size_t>(mesh_.n_owned_cells());
  auto const n_cells = static_cast<std::size_t>(mesh_.n_cells());
  auto const n_interior = static_cast<std::size_t>(mesh_.n_interior_faces());
  auto const n_boundary = static_cast<std::size_t>(mesh_.n_boundary_faces());
  if (width == 0) return;
  substep_old_.resize(n);
  substep_new_.resize(n);
  for (auto* field : {&C_old_, &C_low_, &correction_, &capacity_}) field->resize(n_cells * width);
  for (auto* field : {&out_, &gain_, &surplus_, &diagonal_, &pivot_}) field->resize(n * width);
  for (auto* field : {&boundary_out_, &boundary_entering_, &boundary_in_})
    field->resize(n_boundary * width);
  if (control_.advection == TransportControl::Advection::tvd) {
    for (auto* field : {&C_high_, &last_change_, &pace_, &least_, &most_})
      field->resize(n_cells * width);
    for (auto* field : {&trial_, &room_up_, &room_down_}) field->resize(n * width);
    for (auto* field : {&high_old_, &amount_}) field->resize(n_interior * width);
    work_.resize(3 * n_cells * width);
  }
  decayed_.resize(site_.species.size());
  C_reacting_.resize(site_.species.size());
  for (Batch const& batch : batches_) {
    auto const lanes = static_cast<std::size_t>(batch.width);
    if (batch.reacts) told_.resize(std::max(told_.size(), 3 * n * lanes));
    if (chemistry_.books(batch.species))
      booked_.resize(std::max(booked_.size(), site_.accounts.size() * n * lanes));
    for (std::size_t const s : batch.species) {
      if (site_.species[s].daughter >= 0) decayed_[s].resize(n);
      if (!release_.oxidises_with(static_cast<int>(s))) continue;
      C_reacting_[s].resize(n_cells);
      extra_sink_.resize(n);
      extra_slope_.resize(n);
    }
  }
  for (Batch& batch : batches_)
    if (!batch.alike)
      batch.conductance.resize(static_cast<std::size_t>(mesh_.n_faces()) *
                               static_cast<std::size_t>(batch.width));
}

LinearSolver& Transport::lone_solver() {
  if (!linear_) {
    linear_.emplace(two_point_pattern(mesh_, halo_), "transport_", halo_.comm());
    if (asked_) linear_->heed(asked_);
    slots_.resize(linear_->n_slots());
    lone_b_.resize(mesh_.n_owned_cells());
    lone_x_.resize(mesh_.n_owned_cells());
  }
  return *linear_;
}

void Transport::heed(StopAsked const& asked) {
  asked_ = asked;
  if (linear_) linear_->heed(asked);
}

void Transport::set_flow(ConstField water_old, ConstField water_new, double dt) {
  water_old_.assign(water_old.begin(), water_old.end());
  water_new_.assign(water_new.begin(), water_new.end());
  flow_dt_ = dt;
  cell_darcy_flux(mesh_, halo_, flow_.face_flow(), q_);
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
    water_mean_[c] = 0.5 * (water_old[c] + water_new[c]);
  halo_.update(water_mean_);
  for (std::size_t d = 0; d < dispersions_.size(); ++d) {
    auto const s = std::find(dispersion_of_.begin(), dispersion_of_.end(), static_cast<int>(d)) -
                   dispersion_of_.begin();
    evaluate_dispersion(mesh_, site_, cells_, porosity_, water_mean_, q_,
                        site_.species[static_cast<std::size_t>(s)], dispersions_[d]);
  }
  for (Batch& batch : batches_) {
    if (batch.alike) continue;
    for (std::size_t k = 0; k < batch.species.size(); ++k) {
      auto const& from = dispersions_[dispersion_of_[batch.species[k]]].conductance;
      Lane const to{batch.conductance.data() + k, batch.width};
      for (Index f = 0; f < mesh_.n_faces(); ++f) to[f] = from[f];
    }
  }
  sweeps_.set_flow(flow_.face_flow());
  release_.set_flow(flow_.face_flow());
}

int Transport::substeps() const {
  double largest = 0;
  if (control_.courant < 1e300) {
    auto const Q = flow_.face_flow();
    for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
      double leaving = 0;
      for (auto const [f, sign] : mesh_.faces_of(c)) leaving += std::max(0.0, sign * Q[f]);
      double const water = std::min(water_old_[c], water_new_[c]) * mesh_.volume()[c];
      largest = std::max(largest, leaving * flow_dt_ / (water * control_.courant));
    }
  }
  MPI_Allreduce(MPI_IN_PLACE, &largest, 1, MPI_DOUBLE, MPI_MAX, halo_.comm());
  return std::max(
      1, static_cast<int>(std::ceil(std::max(largest, flow_dt_ / control_.largest_step) - 1e-9)));
}

TransportOutcome Transport::advance(State& state, double t_begin,
                                    std::vector<SpeciesFlows>& flows) {
  TransportOutcome outcome;
  mix_returned_water(state);
  int const n_substeps = substeps();
  double const dt = flow_dt_ / n_substeps;
  for (int k = 0; k < n_substeps; ++k) {
    double const from = static_cast<double>(k) / n_substeps;
    double const to = static_cast<double>(k + 1) / n_substeps;
    for (std::size_t c = 0; c < substep_old_.size(); ++c) {
      double const change = water_new_[c] - water_old_[c];
      substep_old_[c] = water_old_[c] + from * change;
      substep_new_[c] = k + 1 == n_substeps ? water_new_[c] : water_old_[c] + to * change;
    }
    for (Batch const& batch : batches_) {
      if (advance_batch(state, {batch, t_begin + from * flow_dt_, dt}, flows, outcome)) continue;
      outcome.converged = false;
      outcome.reason = "the transport of ";
      for (std::size_t const s : batch.species)
        outcome.reason += (s == batch.species.front() ? "" : ", ") + site_.species[s].name;
      outcome.reason += " does not converge";
      return outcome;
    }
    release_.drain(state, dt);
  }
  return outcome;
}

}  // namespace sanggan
