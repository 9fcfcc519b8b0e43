#include <algorithm>
#include <cmath>

#include "solver/transport_batch.hpp"

namespace sanggan {
namespace {

// Sweeps towards the high-order state go on until one changes little of the correction: what is
// left of it would be an error of first order, and with strong cross terms one that does not vanish
// at all.
constexpr int fewest_sweeps = 2, most_sweeps = 30;
constexpr double settled = 0.01, negligible = 1e-6;  // of the correction, of the concentration
constexpr double smallest = 1e-300;                  // concentration (mol/m3)
// They end, too, where they no longer bring it down: a few cells must not make all others wait. But
// what is wrong in a cell first travels as far as the water does within the step.
constexpr int fewest_to_judge = 4;  // and one for each cell content that passes a face
constexpr double stalled = 0.95;
constexpr double sweep_tolerance = 1e-3;  // of the linear solve of a sweep
// A step that diffuses over so many cells or fewer has Crank-Nicolson's weights; beyond, they lean
// to backward Euler, for what is slow in such a step. From `stiff` on, the old state is smoothed.
constexpr double most_diffused = 40, stiff = 2;
// Where cross terms move more than this share of a cell's content, the low order is not consistent
// and its correction tells nothing of roughness: the weights lean to backward Euler from `stiff`
// on.
constexpr double least_across = 1e-3;
// kappa = 1/3: third order on uniform grids, from the upwind and the downwind slope.
constexpr double upwind_share = 1.0 / 3, downwind_share = 2.0 / 3;

}  // namespace

template <int W, class G>
void Transport::correct_to_high_order(BatchSubstep<W, G>& step, TransportOutcome& outcome) {
  auto const n_values = static_cast<std::ptrdiff_t>(mesh_.n_cells()) * W;
  auto *const C_old = lanes<W>(C_old_), *const high_old = lanes<W>(high_old_);
  halo_.update({capacity_.data(), static_cast<std::size_t>(n_values)}, W);
  Contents const moves = contents_moved(step);
  step.crossed = moves.across > least_across;
  find_swift_cells(step);
  gradient_.evaluate(C_old, lanes<W>(work_));
#pragma omp parallel for
  for (Index f = 0; f < mesh_.n_interior_faces(); ++f)
    high_old[f] = high_order_flow(step, C_old, false, f);
  // Implicit sweeps find the state that the high-order fluxes lead to, by deferred correction.
  std::copy_n(C_low_.begin(), n_values, C_high_.begin());
  for (auto* field : {&correction_, &last_change_}) std::fill_n(field->begin(), n_values, 0.0);
  std::fill_n(pace_.begin(), n_values, 1.0);
  sweeps_.factorise(step.conductance, lanes<W>(diagonal_), lanes<W>(pivot_));
  int const first_judged = fewest_to_judge + static_cast<int>(std::ceil(moves.by_water));
  Lanes<W> last = 0.0;
  for (int sweep = 1; sweep <= most_sweeps; ++sweep) {
    Lanes<W> const left = sweep_towards_high_order(step, outcome);
    if (sweep == 1 && !step.crossed) smooth_old_dispersion(step);
    bool done = sweep >= fewest_sweeps;
    for (int k = 0; k < W; ++k)
      done = done && (left[k] <= 1 || (sweep >= first_judged && left[k] > stalled * last[k]));
    if (done) break;
    last = left;
  }
  antidiffusive_amounts(step, C_high_, C_low_);
  limit_amounts(step, moves);
}

// Cells through which a step carries many times what they hold, such as those of a fracture, are at
// every moment in balance with what surrounds them. The low order says so; a correction, however
// small for its neighbours, would throw such a cell from one of its bounds to the other. Courant
// numbers lie in the work space of the bounds until these are needed.
template <int W, class G>
void Transport::find_swift_cells(BatchSubstep<W, G> const& step) {
  auto const* const capacity = lanes<W>(capacity_);
  auto* const courant = lanes<W>(least_);
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double most = 0;
    for (auto const [f, sign] : mesh_.faces_of(c))
      most = std::max(most, std::abs(flow_.face_flow()[f]));
    courant[c] = step.dt * most / capacity[c];
  }
  halo_.update({least_.data(), W * static_cast<std::size_t>(mesh_.n_cells())}, W);
}

// Dispersive flow (mol/s) at C, whose gradient the work space holds, with the cross terms.
template <int W, class G>
inline Lanes<W> Transport::dispersive_flow(BatchSubstep<W, G> const& step, Lanes<W> const* C,
                                           Index f) const {
  Index const a = mesh_.owner()[f], b = mesh_.neighbour()[f];
  auto const* const gradient = lanes<W>(work_);
  auto const *const at_a = gradient + 3 * static_cast<std::ptrdiff_t>(a),
                    *const at_b = gradient + 3 * static_cast<std::ptrdiff_t>(b);
  Lanes<W> spread = step.conductance[f] * (C[a] - C[b]);
  if (!control_.cross_dispersion) return spread;
  if constexpr (std::is_same_v<G, double>) {
    auto const [c_a, c_b] = step.dispersion[0]->cross[f];
    spread -= c_a.x * at_a[0] + c_a.y * at_a[1] + c_a.z * at_a[2];
    spread -= c_b.x * at_b[0] + c_b.y * at_b[1] + c_b.z * at_b[2];
  } else {
    for (int k = 0; k < W; ++k) {
      auto const [c_a, c_b] = step.dispersion[k]->cross[f];
      spread[k] -= c_a.x * at_a[0][k] + c_a.y * at_a[1][k] + c_a.z * at_a[2][k] +
                   c_b.x * at_b[0][k] + c_b.y * at_b[1][k] + c_b.z * at_b[2][k];
    }
  }
  return spread;
}

// Over how many cells a step diffuses at a face (-).
template <int W, class G>
inline Lanes<W> Transport::diffused(BatchSubstep<W, G> const& step, Index f) const {
  auto const* const capacity = lanes<W>(capacity_);
  Lanes<W> const at_a = capacity[mesh_.owner()[f]], at_b = capacity[mesh_.neighbour()[f]];
  return step.dt * Lanes<W>(step.conductance[f]) * (at_a + at_b) / (at_a * at_b);
}

// Where a step diffuses over more than one cell, Crank-Nicolson would leave what varies from cell
// to cell undamped. Its dispersion is therefore that of an old state without such variation, to
// second order the same: the old state and twice the first correction, in which a smooth state
// has next to nothing, and a rough one what makes up for it.
template <int W, class G>
void Transport::smooth_old_dispersion(BatchSubstep<W, G> const& step) {
  auto *const change = lanes<W>(last_change_), *const high_old = lanes<W>(high_old_);
  gradient_.evaluate(change, lanes<W>(work_));
#pragma omp parallel for
  for (Index f = 0; f < mesh_.n_interior_faces(); ++f) {
    Lanes<W> const number = diffused(step, f);
    Lanes<W> const spread = dispersive_flow(step, change, f);
    for (int k = 0; k < W; ++k)
      if (number[k] > stiff) high_old[f][k] += spread[k];
  }
  std::fill_n(last_change_.begin(), static_cast<std::ptrdiff_t>(mesh_.n_cells()) * W, 0.0);
}

// High-order flow (mol/s) at C, whose gradient the work space holds, weighted for one of the two
// time levels: half of the advection, `new_level ? w : 1 - w` of the dispersion with w from 1/2
// (Crank-Nicolson) towards 1 (backward Euler) where a step diffuses over more than one cell.
template <int W, class G>
inline Lanes<W> Transport::high_order_flow(BatchSubstep<W, G> const& step, Lanes<W> const* C,
                                           bool new_level, Index f) const {
  auto const centre = mesh_.centre();
  double const Q = flow_.face_flow()[f];
  Index const a = mesh_.owner()[f], b = mesh_.neighbour()[f];
  Index const up = Q > 0 ? a : b, down = Q > 0 ? b : a;
  auto const* const at_up = lanes<W>(work_) + 3 * static_cast<std::ptrdiff_t>(up);
  Vec3 const d = centre[down] - centre[up];
  double const place = dot(mesh_.face_centre()[f] - centre[up], d) / dot(d, d);
  Lanes<W> const ahead = C[down] - C[up];
  Lanes<W> const behind = 2.0 * (d.x * at_up[0] + d.y * at_up[1] + d.z * at_up[2]) - ahead;
  Lanes<W> const C_face = C[up] + place * (upwind_share * behind + downwind_share * ahead);
  Lanes<W> const number = diffused(step, f);
  Lanes<W> const within = most_diffused / max(number, most_diffused);
  Lanes<W> const later =
      step.crossed ? 1.0 - 1.0 / max(number, stiff) : 1.0 - 0.5 * within * within;
  return 0.5 * Q * C_face + (new_level ? later : 1.0 - later) * dispersive_flow(step, C, f);
}

// What moves (mol) beyond the low-order flows at C_low if the new level is C_high: nothing into or
// out of swift cells.
template <int W, class G>
void Transport::antidiffusive_amounts(BatchSubstep<W, G> const& step,
                                      std::vector<double> const& C_high,
                                      std::vector<double> const& C_low) {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const Q = flow_.face_flow();
  auto const *const high = lanes<W>(C_high), *const low = lanes<W>(C_low),
                    *const high_old = lanes<W>(high_old_), *const courant = lanes<W>(least_);
  auto* const amount = lanes<W>(amount_);
  gradient_.evaluate(high, lanes<W>(work_));
#pragma omp parallel for
  for (Index f = 0; f < mesh_.n_interior_faces(); ++f) {
    Index const a = owner[f], b = neighbour[f];
    Lanes<W> const low_flow =
        Q[f] * low[Q[f] > 0 ? a : b] + step.conductance[f] * (low[a] - low[b]);
    amount[f] = step.dt * (high_old[f] + high_order_flow(step, high, true, f) - low_flow);
    for (int k = 0; k < W; ++k)
      if (std::max(courant[a][k], courant[b][k]) > most_courant) amount[f][k] = 0;
  }
}

// @returns the largest change over what is small enough, of each lane
template <int W, class G>
Lanes<W> Transport::sweep_towards_high_order(BatchSubstep<W, G> const& step,
                                             TransportOutcome& outcome) {
  auto const *const amount = lanes<W>(amount_), *const low = lanes<W>(C_low_),
                    *const correction = lanes<W>(correction_);
  auto *const trial = lanes<W>(trial_), *const high = lanes<W>(C_high_);
  antidiffusive_amounts(step, C_high_, C_high_);
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    Lanes<W> arrives = 0.0;
    for (auto const [f, sign] : mesh_.faces_of(c))
      if (f < mesh_.n_interior_faces()) arrives -= sign * amount[f];
    trial[c] = (1 / step.dt) * arrives;
  }
  solve(step, trial_, sweep_tolerance, outcome);
  std::array<Lanes<W>, 3> largest{0.0, 0.0, 0.0};  // change, correction, concentration
  auto *const last_change = lanes<W>(last_change_), *const pace = lanes<W>(pace_);
  for (Index c = 0; c < mesh_.n_cells(); ++c) {
    Lanes<W> const change = low[c] + correction[c] - high[c];
    if (c < mesh_.n_owned_cells()) {
      largest[0] = max(largest[0], abs(change));
      largest[1] = max(largest[1], abs(correction[c]));
      largest[2] = max(largest[2], abs(low[c]));
    }
    // A change that undoes the last one was too bold by as much: in cells where the low order knows
    // little of the high one, the sweeps would swing ever wider.
    for (int k = 0; k < W; ++k)
      if (change[k] * last_change[c][k] < 0) pace[c][k] /= 1 - change[k] / last_change[c][k];
    high[c] += pace[c] * change;
    last_change[c] = change;
  }
  agree(reinterpret_cast<double*>(&largest), 3 * W, asked_, halo_.comm());
  return largest[0] / max(settled * largest[1], max(negligible * largest[2], smallest));
}

#define SANGGAN_HIGH_ORDER(W, G) \
  template void Transport::correct_to_high_order<W, G>(BatchSubstep<W, G>&, TransportOutcome&);
SANGGAN_EACH_BATCH(SANGGAN_HIGH_ORDER)
#undef SANGGAN_HIGH_ORDER

}  // namespace sanggan
