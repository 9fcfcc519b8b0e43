#include "solver/transport.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace sanggan {
namespace {

constexpr int most_iterations = 30;
// Sweeps towards the high-order state: two are enough in 1-D up to a Courant number of one; where
// much diffuses within a step, in 3-D, they go on until a sweep changes little of the correction.
constexpr int fewest_sweeps = 2, most_sweeps = 8;
constexpr double settled = 0.1, negligible = 1e-6;  // of the correction, of the concentration
constexpr double nonlinear_tolerance = 1e-11;       // of the largest content or consumption
// kappa = 1/3: third order on uniform grids, from the upwind and the downwind slope.
constexpr double upwind_share = 1.0 / 3, downwind_share = 2.0 / 3;

bool holds(std::vector<Series> const& list, std::size_t s) {
  return s < list.size() && !list[s].empty();
}
double value(std::vector<Series> const& list, std::size_t s, double t) {
  return holds(list, s) ? list[s].at(t) : 0;
}

// Species whose result another one needs come first: oxidants before what they release, parents
// before daughters.
std::vector<std::size_t> ordered(Site const& site) {
  std::vector<std::size_t> order;
  std::vector<char> done(site.species.size(), 0);
  std::function<void(std::size_t)> const visit = [&](std::size_t s) {
    if (done[s]) return;
    done[s] = 1;
    for (std::size_t p = 0; p < site.species.size(); ++p)
      if (site.species[p].daughter == static_cast<int>(s)) visit(p);
    for (WasteRelease const& release : site.releases)
      if (release.species == static_cast<int>(s) && release.oxidant >= 0)
        visit(static_cast<std::size_t>(release.oxidant));
    order.push_back(s);
  };
  for (std::size_t s = 0; s < site.species.size(); ++s) visit(s);
  return order;
}

}  // namespace

struct Transport::Substep {
  std::size_t species;
  double t_begin, dt;
  FaceDispersion const& dispersion;
  ConstField C_old;
  CellChemistry::Step cell;
  State const* state;
  bool linear;  ///< storage and sinks are linear in C
  double t_middle() const { return t_begin + 0.5 * dt; }
};

Transport::Transport(Mesh const& mesh, Halo const& halo, Site const& site,
                     CellProperties const& cells, Richards const& flow,
                     TransportControl const& control)
    : mesh_(mesh),
      halo_(halo),
      site_(site),
      flow_(flow),
      cells_(cells),
      control_(control),
      chemistry_(site, cells, mesh.zone(), mesh.zone_names(), flow.curves().theta_s(),
                 mesh.n_owned_cells()),
      release_(mesh, site, cells, flow.curves().theta_s(), halo.comm()),
      gradient_(mesh, halo),
      limiter_(mesh, halo),
      pattern_(two_point_pattern(mesh, halo)),
      q_(mesh.n_cells()),
      grad_(mesh.n_cells()),
      porosity_(flow.curves().theta_s().begin(), flow.curves().theta_s().end()),
      order_(ordered(site)) {
  auto const n = static_cast<std::size_t>(mesh.n_owned_cells());
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
  if (!site.species.empty()) linear_.emplace(pattern_, "transport_", halo.comm());
  auto const n_species = site.species.size();
  decayed_.assign(n_species, std::vector<double>(n, 0.0));
  C_reacting_.assign(n_species, std::vector<double>(mesh.n_cells(), 0.0));
  for (auto* field :
       {&content_.stored, &content_.stored_slope, &content_.sink, &content_.sink_slope,
        &stored_old_, &source_, &residual_, &correction_, &out_, &least_, &most_, &room_up_,
        &room_down_, &substep_old_, &substep_new_, &trial_})
    field->resize(n);
  slots_.resize(pattern_.size());
  for (auto* field : {&C_low_, &C_high_, &capacity_}) field->resize(mesh.n_cells());
  high_old_.resize(mesh.n_interior_faces());
  boundary_out_.resize(mesh.n_boundary_faces());
  boundary_in_.resize(mesh.n_boundary_faces());
  boundary_entering_.resize(mesh.n_boundary_faces());
  amount_.resize(mesh.n_interior_faces());
  water_mean_.resize(mesh.n_cells());
}

void Transport::set_flow(ConstField water_old, ConstField water_new, double dt) {
  water_old_.assign(water_old.begin(), water_old.end());
  water_new_.assign(water_new.begin(), water_new.end());
  flow_dt_ = dt;
  if (site_.species.empty()) {
    cell_darcy_flux(mesh_, halo_, flow_.face_flow(), q_);
    return;
  }
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
    water_mean_[c] = 0.5 * (water_old[c] + water_new[c]);
  halo_.update(water_mean_);
  cell_darcy_flux(mesh_, halo_, flow_.face_flow(), q_);
  for (std::size_t s = 0; s < site_.species.size(); ++s) {
    auto const d = static_cast<std::size_t>(dispersion_of_[s]);
    bool const first = std::find(dispersion_of_.begin(), dispersion_of_.end(), dispersion_of_[s]) ==
                       dispersion_of_.begin() + static_cast<std::ptrdiff_t>(s);
    if (first)
      evaluate_dispersion(mesh_, site_, cells_, porosity_, water_mean_, q_, site_.species[s],
                          dispersions_[d]);
  }
  release_.set_flow(flow_.face_flow());
}

void Transport::boundary_terms(Substep const& step) {
  std::size_t const s = step.species;
  auto const Q = flow_.boundary().Q();
  auto const law_of = flow_.boundary().boundary();
  auto const ponded = flow_.boundary().ponded(), runoff = flow_.boundary().runoff();
  Index const first = mesh_.n_interior_faces();
  double const t = step.t_middle();
  for (Index b = 0; b < mesh_.n_boundary_faces(); ++b) {
    boundary_out_[b] = boundary_in_[b] = boundary_entering_[b] = 0;
    if (law_of[b] < 0) continue;
    Boundary const& law = site_.boundaries[law_of[b]];
    bool const fixed = holds(law.C_fixed, s);
    if (Q[b] < 0) {
      boundary_entering_[b] = -Q[b];
      boundary_in_[b] = -Q[b] * (fixed ? value(law.C_fixed, s, t) : value(law.C_inflow, s, t));
    } else if (!std::holds_alternative<Atmosphere>(law.flow) || ponded[b] > 0 || runoff[b] > 0) {
      boundary_out_[b] = Q[b];  // what the atmosphere takes from bare soil is vapour, no solutes
    }
    if (fixed) {
      double const G = step.dispersion.conductance[first + b];
      boundary_out_[b] += G;
      boundary_entering_[b] += G;
      boundary_in_[b] += G * value(law.C_fixed, s, t);
    } else if (holds(law.gas_fixed, s) && site_.species[s].K_H > 0) {
      double const G = step.dispersion.gas_boundary[b];
      boundary_out_[b] += G;
      boundary_entering_[b] += G;
      boundary_in_[b] += G * value(law.gas_fixed, s, t) / site_.species[s].K_H;
    }
  }
  // By cell: what leaves with the cell's concentration (m3/s), what arrives (mol/s).
  std::fill(out_.begin(), out_.end(), 0.0);
  std::fill(source_.begin(), source_.end(), 0.0);
  for (Index b = 0; b < mesh_.n_boundary_faces(); ++b) {
    out_[mesh_.owner()[first + b]] += boundary_out_[b];
    source_[mesh_.owner()[first + b]] += boundary_in_[b];
  }
  for (std::size_t w = 0; w < site_.wells.size(); ++w) {
    auto const& screen = flow_.wells().screens()[w];
    for (std::size_t i = 0; i < screen.cells.size(); ++i) {
      if (screen.Q[i] >= 0)
        out_[screen.cells[i]] += screen.Q[i];
      else
        source_[screen.cells[i]] -= screen.Q[i] * value(site_.wells[w].C_injected, s, t);
    }
  }
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) out_[c] += std::max(0.0, -flow_.source()[c]);
}

void Transport::low_order_residual(Substep const& step, ConstField C) {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const Q = flow_.face_flow();
  auto const& G = step.dispersion.conductance;
  Index const n_interior = mesh_.n_interior_faces();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double const V = mesh_.volume()[c];
    double outflow = out_[c] * C[c], diagonal = out_[c];
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      if (f >= n_interior) continue;
      Index const other = sign > 0 ? neighbour[f] : owner[f];
      double const leaving = std::max(0.0, sign * Q[f]) + G[f];
      double const entering = std::max(0.0, -sign * Q[f]) + G[f];
      outflow += leaving * C[c] - entering * C[other];
      diagonal += leaving;
    }
    residual_[c] = V * ((content_.stored[c] - stored_old_[c]) / step.dt + content_.sink[c]) +
                   outflow - source_[c];
    slots_[c] = V * (content_.stored_slope[c] / step.dt + content_.sink_slope[c]) + diagonal;
  }
#pragma omp parallel for
  for (Index f = 0; f < n_interior; ++f) {
    std::size_t const slot = pattern_.coupling(f);
    slots_[slot] = -(std::max(0.0, -Q[f]) + G[f]);
    slots_[slot + 1] = -(std::max(0.0, Q[f]) + G[f]);
  }
}

// Adds the high-order flows (mol/s) at C, weighted for one of the two time levels: half of the
// advection, `new_level ? w : 1 - w` of the dispersion with w from 1/2 (Crank-Nicolson) towards 1
// (backward Euler) where a step diffuses over more than one cell.
void Transport::add_high_order(Substep const& step, ConstField C, bool new_level, Field flow) {
  gradient_.evaluate(C, grad_);
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const centre = mesh_.centre();
  auto const Q = flow_.face_flow();
  auto const& dispersion = step.dispersion;
#pragma omp parallel for
  for (Index f = 0; f < mesh_.n_interior_faces(); ++f) {
    Index const a = owner[f], b = neighbour[f];
    Index const up = Q[f] > 0 ? a : b, down = Q[f] > 0 ? b : a;
    Vec3 const d = centre[down] - centre[up];
    double const ahead = C[down] - C[up], behind = 2 * dot(grad_[up], d) - ahead;
    double const place = dot(mesh_.face_centre()[f] - centre[up], d) / dot(d, d);
    double const C_face = C[up] + place * (upwind_share * behind + downwind_share * ahead);
    double const G = dispersion.conductance[f];
    double const number = step.dt * G * (1 / capacity_[a] + 1 / capacity_[b]);
    double const weight = number > 2 ? 1 - 1 / number : 0.5;
    double const spread =
        G * (C[a] - C[b]) -
        (control_.cross_dispersion ? 0.5 * dot(dispersion.cross[f], grad_[a] + grad_[b]) : 0);
    flow[f] += 0.5 * Q[f] * C_face + (new_level ? weight : 1 - weight) * spread;
  }
}

void Transport::antidiffusive_amounts(Substep const& step, ConstField C_high, ConstField C_low) {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const Q = flow_.face_flow();
  amount_ = high_old_;
  add_high_order(step, C_high, true, amount_);
#pragma omp parallel for
  for (Index f = 0; f < mesh_.n_interior_faces(); ++f) {
    double const low = Q[f] * C_low[Q[f] > 0 ? owner[f] : neighbour[f]] +
                       step.dispersion.conductance[f] * (C_low[owner[f]] - C_low[neighbour[f]]);
    amount_[f] = step.dt * (amount_[f] - low);
  }
}

bool Transport::solve_low_order(Substep const& step, TransportOutcome& outcome) {
  bool const linear = step.linear;
  auto const n = mesh_.n_owned_cells();
  std::copy(step.C_old.begin(), step.C_old.end(), C_low_.begin());
  for (int iteration = 0;; ++iteration) {
    evaluate_content(step, C_low_);
    low_order_residual(step, C_low_);
    double size = 0, scale = 0;
    for (Index c = 0; c < n; ++c) {
      double const r = std::abs(residual_[c]) * step.dt;
      size = std::isfinite(r) ? std::max(size, r / mesh_.volume()[c])
                              : std::numeric_limits<double>::infinity();
      scale = std::max({scale, std::abs(content_.stored[c]), step.dt * std::abs(content_.sink[c])});
    }
    std::array<double, 2> both{size, scale};
    MPI_Allreduce(MPI_IN_PLACE, both.data(), 2, MPI_DOUBLE, MPI_MAX, halo_.comm());
    if (!std::isfinite(both[0])) return false;
    if (both[0] <= nonlinear_tolerance * both[1]) return true;
    if (linear && iteration == 1) return true;
    if (iteration == most_iterations) return false;
    set_matrix();
    std::transform(residual_.begin(), residual_.end(), trial_.begin(), std::negate<>());
    std::fill(correction_.begin(), correction_.end(), 0.0);
    auto const solve =
        linear_->solve(trial_, correction_, linear ? control_.linear_tolerance : 1e-6);
    outcome.linear_iterations += solve.iterations;
    ++outcome.nonlinear_iterations;
    if (!solve.converged) return false;
      // Concave isotherms: the correction is applied to the content, where it is never too large.
#pragma omp parallel for
    for (Index c = 0; c < n; ++c)
      C_low_[c] =
          linear ? C_low_[c] + correction_[c]
                 : chemistry_.concentration(
                       step.cell, c, content_.stored[c] + content_.stored_slope[c] * correction_[c],
                       C_low_[c] + correction_[c]);
    halo_.update(C_low_);
  }
}

void Transport::evaluate_content(Substep const& step, ConstField C) {
  chemistry_.evaluate(step.cell, C, content_);
  release_.add_oxidant_sink(*step.state, static_cast<int>(step.species), step.dt,
                            step.cell.water_new, C, content_.sink, content_.sink_slope);
}

// The matrix is the same from step to step where flow, step and laws are, and for species of equal
// storage and dispersion; its factorisation then serves again.
void Transport::set_matrix() {
  int changed = slots_ != slots_set_;
  MPI_Allreduce(MPI_IN_PLACE, &changed, 1, MPI_INT, MPI_MAX, halo_.comm());
  if (!changed) return;
  linear_->set_values(slots_);
  slots_set_ = slots_;
}

// What enters a cell is one of its neighbours: without it no inlet cell could rise above what the
// low order gave it.
void Transport::admit_what_enters(Substep const& step) {
  auto const admit = [&](Index c, double C) {
    least_[c] = std::min(least_[c], C);
    most_[c] = std::max(most_[c], C);
  };
  for (Index b = 0; b < mesh_.n_boundary_faces(); ++b)
    if (boundary_entering_[b] > 0)
      admit(mesh_.owner()[mesh_.n_interior_faces() + b], boundary_in_[b] / boundary_entering_[b]);
  for (std::size_t w = 0; w < site_.wells.size(); ++w) {
    auto const& screen = flow_.wells().screens()[w];
    for (std::size_t i = 0; i < screen.cells.size(); ++i)
      if (screen.Q[i] < 0)
        admit(screen.cells[i], value(site_.wells[w].C_injected, step.species, step.t_middle()));
  }
}

void Transport::correct_to_high_order(Substep const& step, TransportOutcome& outcome) {
  auto const n = mesh_.n_owned_cells();
  for (Index c = 0; c < n; ++c) capacity_[c] = content_.stored_slope[c] * mesh_.volume()[c];
  halo_.update(capacity_);
  std::fill(high_old_.begin(), high_old_.end(), 0.0);
  add_high_order(step, step.C_old, false, high_old_);
  // Implicit sweeps find the state that the high-order fluxes lead to, by deferred correction.
  C_high_ = C_low_;
  std::fill(correction_.begin(), correction_.end(), 0.0);
  for (int sweep = 1; sweep <= most_sweeps; ++sweep) {
    antidiffusive_amounts(step, C_high_, C_high_);
    for (Index c = 0; c < n; ++c) {
      trial_[c] = 0;
      for (auto const [f, sign] : mesh_.faces_of(c))
        if (f < mesh_.n_interior_faces()) trial_[c] -= sign * amount_[f] / step.dt;
    }
    set_matrix();
    auto const solve = linear_->solve(trial_, correction_, 1e-3);
    outcome.linear_iterations += solve.iterations;
    std::array<double, 3> largest{};  // change by this sweep, correction, concentration
    for (Index c = 0; c < n; ++c) {
      double const C = C_low_[c] + correction_[c];
      largest[0] = std::max(largest[0], std::abs(C - C_high_[c]));
      largest[1] = std::max(largest[1], std::abs(correction_[c]));
      largest[2] = std::max(largest[2], std::abs(C_low_[c]));
      C_high_[c] = C;
    }
    halo_.update(C_high_);
    MPI_Allreduce(MPI_IN_PLACE, largest.data(), 3, MPI_DOUBLE, MPI_MAX, halo_.comm());
    if (sweep >= fewest_sweeps &&
        largest[0] <= std::max(settled * largest[1], negligible * largest[2]))
      break;
  }
  antidiffusive_amounts(step, C_high_, C_low_);

  limiter_.bounds(C_low_, step.C_old, least_, most_);
  admit_what_enters(step);
  for (Index c = 0; c < n; ++c) {
    double const V = mesh_.volume()[c];
    room_up_[c] = V * (stored_at(step, c, most_[c]) - content_.stored[c]);
    room_down_[c] = V * (content_.stored[c] - stored_at(step, c, least_[c]));
  }
  limiter_.limit(room_up_, room_down_, amount_);
}

bool Transport::advance_species(State& state, Substep const& step, SpeciesFlows& flows,
                                TransportOutcome& outcome) {
  auto const s = static_cast<int>(step.species);
  boundary_terms(step);
  chemistry_.stored_before(step.cell, step.C_old, stored_old_);
  add_sources(state, step, flows);
  if (!solve_low_order(step, outcome)) return false;
  std::fill(amount_.begin(), amount_.end(), 0.0);
  if (control_.advection == TransportControl::Advection::tvd) correct_to_high_order(step, outcome);
  book_boundaries(step, flows);

  CellChemistry::Ended const ended{state.S_kinetic[s], state.C_immobile[s], decayed_[s], trial_};
  chemistry_.end(step.cell, C_low_, ended);
  std::fill(least_.begin(), least_.end(), 0.0);
  release_.add_oxidant_sink(state, s, step.dt, step.cell.water_new, C_low_, least_, most_);
  C_reacting_[s] = C_low_;

  std::vector<double>& C = state.C[step.species];
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double const V = mesh_.volume()[c];
    // What the flows leave, whatever the solver's tolerance: the balance closes to round-off.
    double left = content_.stored[c] - residual_[c] * step.dt / V;
    for (auto const [f, sign] : mesh_.faces_of(c))
      if (f < mesh_.n_interior_faces()) left -= sign * amount_[f] / V;
    C[c] = step.linear ? left / content_.stored_slope[c]
                       : chemistry_.concentration(step.cell, c, left, C_low_[c]);
  }
  halo_.update(C);
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double const V = mesh_.volume()[c];
    flows.decayed += V * decayed_[s][c];
    flows.consumed += V * (trial_[c] + step.dt * least_[c]);
    flows.vented += V * chemistry_.vented(step.cell, c, C[c]);
  }
  return true;
}

double Transport::stored_at(Substep const& step, Index c, double C) const {
  return step.linear ? content_.stored_slope[c] * C : chemistry_.stored(step.cell, c, C);
}

void Transport::add_sources(State& state, Substep const& step, SpeciesFlows& flows) {
  auto const s = static_cast<int>(step.species);
  auto const n = mesh_.n_owned_cells();
  auto const total = [&] { return std::accumulate(source_.begin(), source_.end(), 0.0) * step.dt; };
  double const t = step.t_middle(), entering = total();
  for (AreaLoad const& load : site_.loads) {
    if (load.species != s) continue;
    Patch const& patch = mesh_.patches()[mesh_.patch_index(load.patch)];
    double const rate = load.rate.at(t);
    for (Index f = patch.first; f < patch.last; ++f)
      source_[mesh_.owner()[f]] += rate * std::abs(mesh_.area_vector()[f].z);
  }
  for (std::size_t k = 0; k < site_.sources.size(); ++k) {
    VolumeSource const& source = site_.sources[k];
    if (!holds(source.mass, step.species)) continue;
    Index const zone = mesh_.zone_index(source.zone);
    double const density = source.mass[step.species].at(t) / flow_.source_volume(k);
    for (Index c = 0; c < n; ++c)
      if (mesh_.zone()[c] == zone) source_[c] += density * mesh_.volume()[c];
  }
  double const loaded = total();
  release_.give_off(state, s, step.dt, step.cell.water_new, C_reacting_, source_);
  double const released = total();
  for (std::size_t p = 0; p < site_.species.size(); ++p)
    if (site_.species[p].daughter == s)
      for (Index c = 0; c < n; ++c)
        source_[c] += site_.species[p].yield * mesh_.volume()[c] * decayed_[p][c] / step.dt;
  flows.loaded += loaded - entering;
  flows.released += released - loaded;
  flows.produced += total() - released;
}

void Transport::book_boundaries(Substep const& step, SpeciesFlows& flows) const {
  Index const first = mesh_.n_interior_faces();
  auto const law_of = flow_.boundary().boundary();
  for (Index b = 0; b < mesh_.n_boundary_faces(); ++b)
    if (law_of[b] >= 0)
      flows.boundary[law_of[b]] +=
          step.dt * (boundary_out_[b] * C_low_[mesh_.owner()[first + b]] - boundary_in_[b]);
  for (std::size_t w = 0; w < site_.wells.size(); ++w) {
    auto const& screen = flow_.wells().screens()[w];
    double const C_in = value(site_.wells[w].C_injected, step.species, step.t_middle());
    for (std::size_t i = 0; i < screen.cells.size(); ++i)
      flows.well[w] += step.dt * screen.Q[i] * (screen.Q[i] >= 0 ? C_low_[screen.cells[i]] : C_in);
  }
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
    if (flow_.source()[c] < 0) flows.loaded += step.dt * flow_.source()[c] * C_low_[c];
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
  int const n_substeps = substeps();
  double const dt = flow_dt_ / n_substeps;
  for (int k = 0; k < n_substeps; ++k) {
    double const from = static_cast<double>(k) / n_substeps;
    double const to = static_cast<double>(k + 1) / n_substeps;
    for (std::size_t c = 0; c < water_old_.size(); ++c) {
      double const change = water_new_[c] - water_old_[c];
      substep_old_[c] = water_old_[c] + from * change;
      substep_new_[c] = k + 1 == n_substeps ? water_new_[c] : water_old_[c] + to * change;
    }
    for (std::size_t s : order_) {
      C_old_ = state.C[s];
      S_old_ = state.S_kinetic[s];
      C_immobile_old_ = state.C_immobile[s];
      int const species = static_cast<int>(s);
      Substep const step{s,      t_begin + from * flow_dt_,
                         dt,     dispersions_[static_cast<std::size_t>(dispersion_of_[s])],
                         C_old_, {species, dt, substep_old_, substep_new_, S_old_, C_immobile_old_},
                         &state, chemistry_.linear(species) && !release_.oxidises_with(species)};
      if (!advance_species(state, step, flows[s], outcome)) {
        outcome.converged = false;
        outcome.reason = "the transport of " + site_.species[s].name + " does not converge";
        return outcome;
      }
    }
    release_.drain(state, dt);
  }
  return outcome;
}

}  // namespace sanggan
