#include "solver/transport_batch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sanggan {
namespace {

constexpr int most_batch_iterations = 30;
constexpr double nonlinear_tolerance = 1e-11;  // of the largest content or consumption
constexpr double inner_tolerance = 1e-6;       // of each linear solve on the way there

double finite(double a) { return std::isfinite(a) ? a : std::numeric_limits<double>::infinity(); }

}  // namespace

void agree(double* numbers, std::size_t n, StopAsked const& asked, MPI_Comm comm) {
  std::vector<double> all(numbers, numbers + n);
  all.push_back(is_asked(asked) ? 1 : 0);
  MPI_Allreduce(MPI_IN_PLACE, all.data(), static_cast<int>(all.size()), MPI_DOUBLE, MPI_MAX, comm);
  if (all.back() > 0) throw GivenUp{};
  std::copy_n(all.begin(), n, numbers);
}

bool Transport::advance_batch(State& state, Substep const& step, std::vector<SpeciesFlows>& flows,
                              TransportOutcome& outcome) {
  Batch const& batch = step.batch;
  if (batch.width == 1) return advance_batch<1, double>(state, step, flows, outcome);
  if (batch.width == 2)
    return batch.alike ? advance_batch<2, double>(state, step, flows, outcome)
                       : advance_batch<2, Lanes<2>>(state, step, flows, outcome);
  return batch.alike ? advance_batch<4, double>(state, step, flows, outcome)
                     : advance_batch<4, Lanes<4>>(state, step, flows, outcome);
}

template <int W, class G>
bool Transport::advance_batch(State& state, Substep const& substep,
                              std::vector<SpeciesFlows>& flows, TransportOutcome& outcome) {
  Batch const& batch = substep.batch;
  BatchSubstep<W, G> step{
      substep, &state, nullptr, {}, {{}, substep.dt, substep_old_, substep_new_, {}, {}}};
  step.cell.species.fill(-1);
  step.dispersion.fill(&dispersions_[dispersion_of_[batch.species.front()]]);
  auto* const C_old = lanes<W>(C_old_);
  std::array<double const*, W> C{};
  for (std::size_t k = 0; k < batch.species.size(); ++k) {
    std::size_t const s = batch.species[k];
    step.cell.species[k] = static_cast<int>(s);
    step.cell.S_kinetic[k] = state.S_kinetic[s].data();
    step.cell.C_immobile[k] = state.C_immobile[s].data();
    step.dispersion[k] = &dispersions_[dispersion_of_[s]];
    C[k] = state.C[s].data();
  }
  if constexpr (std::is_same_v<G, double>)
    step.conductance = step.dispersion[0]->conductance.data();
  else
    step.conductance = lanes<W>(batch.conductance);
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_cells(); ++c)
    for (int k = 0; k < W; ++k) C_old[c][k] = C[k] ? C[k][c] : 0;

  boundary_terms(step);
  add_sources(state, step, flows);
  add_stored_before(step);
  if (!solve_low_order(step, outcome)) return false;
  if (control_.advection == TransportControl::Advection::tvd) correct_to_high_order(step, outcome);
  book_boundaries(step, flows);
  finish(state, step, flows);
  return true;
}

template <int W, class G>
void Transport::add_stored_before(BatchSubstep<W, G> const& step) {
  auto const* const C_old = lanes<W>(C_old_);
  auto* const gain = lanes<W>(gain_);
  chemistry_.each_material(step.cell, [&](std::span<Index const> cells, auto const& law) {
    auto const n = static_cast<Index>(cells.size());
#pragma omp parallel for
    for (Index i = 0; i < n; ++i) {
      Index const c = cells[i];
      gain[c] += mesh_.volume()[c] / step.dt * law.stored_before(c, C_old[c]);
    }
  });
}

// Surplus, diagonal of the matrix and capacity at C_low. @returns the largest surplus and content
// of each lane on all ranks (mol/m3), infinite where a number is not finite.
template <int W, class G>
Transport::Sizes<W> Transport::low_order_residual(BatchSubstep<W, G> const& step) {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const Q = flow_.face_flow();
  Index const n_interior = mesh_.n_interior_faces();
  auto const *const C = lanes<W>(C_low_), *const out = lanes<W>(out_),
                    *const gain = lanes<W>(gain_);
  auto *const surplus = lanes<W>(surplus_), *const diagonal = lanes<W>(diagonal_),
              *const capacity = lanes<W>(capacity_);
  bool const linear = step.batch.linear;
  bool const oxidises = W == 1 && release_.oxidises_with(step.cell.species[0]);
  if (oxidises) {
    std::fill(extra_sink_.begin(), extra_sink_.end(), 0.0);
    std::fill(extra_slope_.begin(), extra_slope_.end(), 0.0);
    release_.add_oxidant_sink(*step.state, step.cell.species[0], step.dt, substep_new_, C_low_,
                              extra_sink_, extra_slope_);
  }
  Sizes<W> sizes{0.0, 0.0};
  chemistry_.each_material(step.cell, [&](std::span<Index const> cells, auto const& law) {
    auto const n = static_cast<Index>(cells.size());
#pragma omp parallel
    {
      Lanes<W> largest = 0.0, scale = 0.0, broken = 0.0;
#pragma omp for
      for (Index i = 0; i < n; ++i) {
        Index const c = cells[i];
        double const V = mesh_.volume()[c];
        CellContent<W> in = law.content(c, C[c]);
        if (oxidises) {
          in.sink += extra_sink_[c];
          in.sink_slope += extra_slope_[c];
        }
        Lanes<W> leaving = out[c], r = gain[c] - out[c] * C[c];
        for (auto const [f, sign] : mesh_.faces_of(c)) {
          if (f >= n_interior) continue;
          Index const other = sign > 0 ? neighbour[f] : owner[f];
          double const outflow = sign * Q[f];
          G const g = step.conductance[f];
          leaving += std::max(0.0, outflow) + g;
          // Of differences, so that round-off stays small where much diffuses within a step.
          r += g * (C[other] - C[c]) - outflow * C[outflow > 0 ? c : other];
        }
        r -= V * (in.stored * (1 / step.dt) + in.sink);
        surplus[c] = r;
        diagonal[c] = V * (in.stored_slope * (1 / step.dt) + in.sink_slope) + leaving;
        // What the cell exchanges and loses within the step answers to a correction as well.
        capacity[c] = V * (in.stored_slope + (linear ? step.dt : 0.0) * in.sink_slope);
        largest = max(largest, (step.dt / V) * abs(r));
        scale = max(scale, max(abs(in.stored), step.dt * abs(in.sink)));
        broken += r - r;  // not a number unless r is finite
      }
#pragma omp critical
      {
        sizes.residual = max(sizes.residual, largest + broken);
        sizes.scale = max(sizes.scale, scale);
        for (int k = 0; k < W; ++k)
          if (!std::isfinite(broken[k])) sizes.residual[k] = finite(broken[k]);
      }
    }
  });
  agree(reinterpret_cast<double*>(&sizes), 2 * W, asked_, halo_.comm());
  return sizes;
}

template <int W, class G>
bool Transport::solve_low_order(BatchSubstep<W, G> const& step, TransportOutcome& outcome) {
  bool const linear = step.batch.linear;
  Index const n_cells = mesh_.n_cells();
  auto *const C = lanes<W>(C_low_), *const correction = lanes<W>(correction_);
  std::copy_n(C_old_.begin(), static_cast<std::ptrdiff_t>(n_cells) * W, C_low_.begin());
  for (int iteration = 0;; ++iteration) {
    Sizes<W> const sizes = low_order_residual(step);
    bool settled = true;
    for (int k = 0; k < W; ++k) {
      if (!std::isfinite(sizes.residual[k])) return false;
      settled = settled && sizes.residual[k] <= nonlinear_tolerance * sizes.scale[k];
    }
    if (settled || (linear && iteration == 1)) return true;
    if (iteration == most_batch_iterations) return false;
    std::fill_n(correction_.begin(), static_cast<std::ptrdiff_t>(n_cells) * W, 0.0);
    sweeps_.factorise(step.conductance, lanes<W>(diagonal_), lanes<W>(pivot_));
    ++outcome.nonlinear_iterations;
    if (!solve(step, surplus_, linear ? control_.linear_tolerance : inner_tolerance, outcome))
      return false;
#pragma omp parallel for
    for (Index c = 0; c < n_cells; ++c) C[c] += correction[c];
    if constexpr (W == 1)
      if (!linear) {
        // Concave isotherms: the correction is applied to the content, where it is never too large.
        auto const alone = step.alone();
        for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
          double const before = C[c][0] - correction[c][0];
          double const stored = chemistry_.stored(alone, c, before) +
                                capacity_[c] / mesh_.volume()[c] * correction[c][0];
          C[c] = chemistry_.concentration(alone, c, stored, C[c][0]);
        }
        halo_.update(C_low_);
      }
  }
}

// The correction that balances b, from the first guess that correction_ holds. Lanes for which the
// sweeps are slow go to a Krylov method, or to multigrid, alone.
template <int W, class G>
bool Transport::solve(BatchSubstep<W, G> const& step, std::vector<double> const& b,
                      double tolerance, TransportOutcome& outcome) {
  auto const swept = sweeps_.solve(step.conductance, lanes<W>(pivot_), lanes<W>(b),
                                   lanes<W>(correction_), tolerance);
  outcome.linear_iterations += swept.sweeps;
  for (int k = 0; k < W; ++k)
    if (!swept.converged[k] && !solve_alone(step, k, b, tolerance, outcome)) return false;
  return true;
}

template <int W, class G>
bool Transport::solve_alone(BatchSubstep<W, G> const& step, int k, std::vector<double> const& b,
                            double tolerance, TransportOutcome& outcome) {
  LinearSolver& solver = lone_solver();
  auto const *const diagonal = lanes<W>(diagonal_), *const right = lanes<W>(b);
  auto* const x = lanes<W>(correction_);
  auto const Q = flow_.face_flow();
  Index const n = mesh_.n_owned_cells();
  for (Index c = 0; c < n; ++c) {
    slots_[CooPattern::diagonal(c)] = diagonal[c][k];
    lone_b_[c] = right[c][k];
    lone_x_[c] = x[c][k];
  }
  CooSlots const places{n};
  for (Index f = 0; f < mesh_.n_interior_faces(); ++f) {
    Lanes<W> const g = step.conductance[f];
    std::size_t const slot = places.coupling(f);
    slots_[slot] = -(std::max(0.0, -Q[f]) + g[k]);
    slots_[slot + 1] = -(std::max(0.0, Q[f]) + g[k]);
  }
  solver.set_values(slots_);
  LinearOutcome const solved = solver.solve(lone_b_, lone_x_, tolerance);
  outcome.linear_iterations += solved.iterations;
  for (Index c = 0; c < n; ++c) x[c][k] = lone_x_[c];
  halo_.update({correction_.data(), W * static_cast<std::size_t>(mesh_.n_cells())}, W);
  return solved.converged;
}

// What the flows leave, whatever the solver's tolerance: the balance closes to round-off.
template <int W, class G>
void Transport::finish(State& state, BatchSubstep<W, G> const& step,
                       std::vector<SpeciesFlows>& flows) {
  Batch const& batch = step.batch;
  Index const n = mesh_.n_owned_cells(), n_interior = mesh_.n_interior_faces();
  bool const corrected = control_.advection == TransportControl::Advection::tvd;
  auto* const C = lanes<W>(C_low_);
  auto const *const surplus = lanes<W>(surplus_), *const capacity = lanes<W>(capacity_),
                    *const amount = lanes<W>(amount_);
  auto* const told = lanes<W>(told_);
  bool const books = chemistry_.books(batch.species);
  auto const booked = [&](int account, Index c) -> Lanes<W>& {
    return lanes<W>(booked_)[static_cast<std::ptrdiff_t>(account) * n + c];
  };
  if (books) std::fill(booked_.begin(), booked_.end(), 0.0);
  if (int const s = step.cell.species[0]; !C_reacting_[s].empty()) C_reacting_[s] = C_low_;
  chemistry_.each_material(step.cell, [&](std::span<Index const> cells, auto const& law) {
    auto const n_here = static_cast<Index>(cells.size());
#pragma omp parallel for
    for (Index i = 0; i < n_here; ++i) {
      Index const c = cells[i];
      Lanes<W> gained = step.dt * surplus[c];
      if (corrected)
        for (auto const [f, sign] : mesh_.faces_of(c))
          if (f < n_interior) gained -= sign * amount[f];
      if (batch.linear) C[c] += gained / capacity[c];
      auto const [decayed, consumed] = law.end(
          c, C[c],
          [&booked, c](int k, int account, double amount) { booked(account, c)[k] += amount; });
      if constexpr (W == 1)
        if (!batch.linear) {
          auto const alone = step.alone();
          double const left = chemistry_.stored(alone, c, C[c][0]) + gained[0] / mesh_.volume()[c];
          C[c] = chemistry_.concentration(alone, c, left, C[c][0]);
        }
      if (!batch.reacts) continue;
      Lanes<W>* const here = told + 3 * static_cast<std::ptrdiff_t>(c);
      here[0] = decayed;
      here[1] = consumed;
      here[2] = law.vented(c, C[c]);
    }
  });
  halo_.update({C_low_.data(), W * static_cast<std::size_t>(mesh_.n_cells())}, W);
  for (std::size_t k = 0; k < batch.species.size(); ++k) {
    std::size_t const s = batch.species[k];
    auto const lane = static_cast<int>(k);
    double* const to = state.C[s].data();
#pragma omp parallel for
    for (Index c = 0; c < mesh_.n_cells(); ++c) to[c] = C[c][lane];
    if (!batch.reacts) continue;
    if (!decayed_[s].empty())
      for (Index c = 0; c < n; ++c) decayed_[s][c] = told[3 * static_cast<std::ptrdiff_t>(c)][lane];
    for (Index c = 0; c < n; ++c) {
      double const V = mesh_.volume()[c];
      Lanes<W> const* const here = told + 3 * static_cast<std::ptrdiff_t>(c);
      flows[s].decayed += V * here[0][lane];
      flows[s].consumed += V * here[1][lane];
      flows[s].vented += V * here[2][lane];
    }
    for (std::size_t a = 0; books && a < flows[s].account.size(); ++a)
      for (Index c = 0; c < n; ++c)
        flows[s].account[a] += mesh_.volume()[c] * booked(static_cast<int>(a), c)[lane];
    if (release_.oxidises_with(static_cast<int>(s)))
      for (Index c = 0; c < n; ++c)
        flows[s].consumed += mesh_.volume()[c] * step.dt * extra_sink_[c];
  }
}

#define SANGGAN_SOLVE(W, G)                                                                   \
  template bool Transport::solve<W, G>(BatchSubstep<W, G> const&, std::vector<double> const&, \
                                       double, TransportOutcome&);
SANGGAN_EACH_BATCH(SANGGAN_SOLVE)
#undef SANGGAN_SOLVE

}  // namespace sanggan
