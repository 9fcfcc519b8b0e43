#include <algorithm>

#include "solver/transport_batch.hpp"

namespace sanggan {
namespace {

// Passes of the limiter for each cell content that a step carries through a face beyond the low
// order.
constexpr double passes_per_content = 4;
constexpr int most_passes = 40;

}  // namespace

// One pass admits of each amount what fits beside all others that enter, or leave, the same cell,
// although most of what enters leaves again where much moves within a step. What has not been
// admitted is tried again from the state reached, from which it often fits. The bounds stay those
// of the first pass: were they widened by the state reached, extremes would walk from cell to cell.
// [SchaerSmolarkiewicz1996]
template <int W, class G>
void Transport::limit_amounts(BatchSubstep<W, G> const& step, Contents const& moves) {
  auto const n_values = static_cast<std::ptrdiff_t>(mesh_.n_cells()) * W;
  std::vector<double>&reached = C_high_, &admitted = high_old_;
  std::copy_n(C_low_.begin(), n_values, reached.begin());  // first guess
  std::fill_n(admitted.begin(), static_cast<std::ptrdiff_t>(mesh_.n_interior_faces()) * W, 0.0);
  find_bounds(step, moves.by_water);
  int const n_passes =
      std::clamp(static_cast<int>(
                     std::ceil(passes_per_content * std::max(0.5 * moves.by_water, moves.across))),
                 1, most_passes);
  move(step, admitted, reached);
  for (int pass = 1;; ++pass) {
    find_room(step, reached);
    limiter_.admit(lanes<W>(room_up_), lanes<W>(room_down_), lanes<W>(amount_), lanes<W>(admitted),
                   lanes<W>(work_));
    if (pass == n_passes) break;
    move(step, admitted, reached);
  }
  std::swap(amount_, admitted);
}

// The most that a face moves within this step, of the content of one of its cells (-).
template <int W, class G>
Transport::Contents Transport::contents_moved(BatchSubstep<W, G> const& step) const {
  auto const Q = flow_.face_flow();
  auto const* const capacity = lanes<W>(capacity_);
  auto const used = static_cast<int>(step.batch.species.size());
  double by_water = 0, across = 0;
#pragma omp parallel for reduction(max : by_water, across)
  for (Index f = 0; f < mesh_.n_interior_faces(); ++f) {
    Index const a = mesh_.owner()[f], b = mesh_.neighbour()[f];
    double const apart = norm(mesh_.centre()[b] - mesh_.centre()[a]);
    Lanes<W> const content = min(capacity[a], capacity[b]);
    for (int k = 0; k < used; ++k) {
      double const number = step.dt * std::abs(Q[f]) / content[k];
      if (number <= most_courant) by_water = std::max(by_water, number);
      if (control_.cross_dispersion) {
        auto const [c_a, c_b] = step.dispersion[k]->cross[f];
        across = std::max(across, step.dt * (norm(c_a) + norm(c_b)) / apart / content[k]);
      }
    }
  }
  std::array most{by_water, across};
  MPI_Allreduce(MPI_IN_PLACE, most.data(), 2, MPI_DOUBLE, MPI_MAX, halo_.comm());
  return {most[0], most[1]};
}

// What the new level of a cell lies between: what was around it, what the low order leaves there,
// what enters it, and what the water brings within the step from farther upstream, one cell for
// each content that passes the faces in between.
template <int W, class G>
void Transport::find_bounds(BatchSubstep<W, G> const& step, double most_contents) {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const Q = flow_.face_flow();
  auto const n_values = W * static_cast<std::size_t>(mesh_.n_cells());
  auto const* const capacity = lanes<W>(capacity_);
  auto *const least = lanes<W>(least_), *const most = lanes<W>(most_);
  auto *const farther_least = lanes<W>(room_down_), *const farther_most = lanes<W>(room_up_);
  limiter_.bounds(lanes<W>(C_low_), lanes<W>(C_old_), least, most);
  admit_what_enters(step);
  for (int contents = 1; contents < most_contents; ++contents) {
    halo_.update({least_.data(), n_values}, W);
    halo_.update({most_.data(), n_values}, W);
#pragma omp parallel for
    for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
      farther_least[c] = least[c];
      farther_most[c] = most[c];
      for (auto const [f, sign] : mesh_.faces_of(c)) {
        if (f >= mesh_.n_interior_faces() || sign * Q[f] >= 0) continue;
        Index const up = sign > 0 ? neighbour[f] : owner[f];
        Lanes<W> const content = min(capacity[c], capacity[up]);
        for (int k = 0; k < W; ++k) {
          double const brings = step.dt * std::abs(Q[f]);
          if (brings <= contents * content[k] || brings > most_courant * content[k]) continue;
          farther_least[c][k] = std::min(farther_least[c][k], least[up][k]);
          farther_most[c][k] = std::max(farther_most[c][k], most[up][k]);
        }
      }
    }
    auto const n_owned = static_cast<std::ptrdiff_t>(mesh_.n_owned_cells());
    std::copy_n(farther_least, n_owned, least);
    std::copy_n(farther_most, n_owned, most);
  }
}

// How much (mol) each cell may take in and give off at the concentrations C.
template <int W, class G>
void Transport::find_room(BatchSubstep<W, G> const& step, std::vector<double> const& C_reached) {
  auto *const room_up = lanes<W>(room_up_), *const room_down = lanes<W>(room_down_);
  auto const *const C = lanes<W>(C_reached), *const capacity = lanes<W>(capacity_),
                    *const least = lanes<W>(least_), *const most = lanes<W>(most_);
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    if (step.batch.linear) {
      room_up[c] = capacity[c] * (most[c] - C[c]);
      room_down[c] = capacity[c] * (C[c] - least[c]);
    } else if constexpr (W == 1) {
      auto const alone = step.alone();
      double const V = mesh_.volume()[c], stored = chemistry_.stored(alone, c, C[c][0]);
      room_up[c] = V * (chemistry_.stored(alone, c, most[c][0]) - stored);
      room_down[c] = V * (stored - chemistry_.stored(alone, c, least[c][0]));
    }
  }
}

// The concentrations C that the amounts lead to from C_low.
template <int W, class G>
void Transport::move(BatchSubstep<W, G> const& step, std::vector<double> const& amounts,
                     std::vector<double>& C_reached) {
  auto const *const amount = lanes<W>(amounts), *const low = lanes<W>(C_low_),
                    *const surplus = lanes<W>(surplus_), *const capacity = lanes<W>(capacity_);
  auto* const C = lanes<W>(C_reached);
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    Lanes<W> gained = step.dt * surplus[c];
    for (auto const [f, sign] : mesh_.faces_of(c))
      if (f < mesh_.n_interior_faces()) gained -= sign * amount[f];
    if (step.batch.linear) {
      C[c] = low[c] + gained / capacity[c];
    } else if constexpr (W == 1) {
      auto const alone = step.alone();
      double const stored = chemistry_.stored(alone, c, low[c][0]) + gained[0] / mesh_.volume()[c];
      C[c] = chemistry_.concentration(alone, c, stored, C[c][0]);
    }
  }
  halo_.update({C_reached.data(), W * static_cast<std::size_t>(mesh_.n_cells())}, W);
}

#define SANGGAN_LIMIT(W, G)                                                                      \
  template Transport::Contents Transport::contents_moved<W, G>(BatchSubstep<W, G> const&) const; \
  template void Transport::limit_amounts<W, G>(BatchSubstep<W, G> const&, Contents const&);
SANGGAN_EACH_BATCH(SANGGAN_LIMIT)
#undef SANGGAN_LIMIT

}  // namespace sanggan
