#include "solver/line_sweeps.hpp"

#include <algorithm>
#include <cmath>

namespace sanggan {
namespace {

constexpr int most_line_sweeps = 100;
constexpr int cycle = 3;            // sweeps with one factor, the last two of which tell the rate
constexpr double least_gap = 0.02;  // kept between the spectral radius of Jacobi's method and 1
constexpr int first_forecast = 16;  // sweeps after which the rate tells how many there would be
constexpr double sum_round_off = 1e-15;

double positive(double a) { return std::max(0.0, a); }

// Young's relation (rate + w - 1)^2 = rate w^2 m^2 gives from the rate seen at the factor w the
// spectral radius m of Jacobi's method, and that the best factor. A rate of w - 1 or less is what
// the best factor or a larger one shows.  [Young1954]
double best_relaxation(double rate, double w) {
  if (rate <= w - 1) return w;
  double const m2 = (rate + w - 1) * (rate + w - 1) / (rate * w * w);
  return std::max(w, 2 / (1 + std::sqrt(1 - std::min(m2, 1 - least_gap))));
}

// How the changes of one species shrink, and the factor that follows.
struct Pace {
  double first = 0, previous = 0, anchor = 0;  // changes
  double rate = 1;                             // mean of the last cycle
  double plain = 0;                            // the same without over-relaxation
  double factor = 1;

  // @returns how much is still to come: later changes shrink by the same rate
  double record(int sweep, double change) {
    if (sweep == 1) first = change;
    double const now = sweep > 1 && previous > 0 ? change / previous : 1;
    previous = change;
    if (sweep % cycle == 2) anchor = change;  // the first change by a new factor tells little
    if (sweep > 1 && sweep % cycle == 1) end_cycle(change);
    double const slower = sweep > cycle ? std::max(now, rate) : now;
    return change * std::min(slower, 0.999) / (1 - std::min(slower, 0.999));
  }
  // Where flows form rings, over-relaxation may be of no use: then plain sweeps go on.
  void end_cycle(double change) {
    rate = anchor > 0 ? std::sqrt(change / anchor) : 0;
    if (plain == 0)
      plain = rate;
    else if (rate > plain)
      factor = 0;
    factor = factor > 0 && rate < 1 ? best_relaxation(rate, factor) : 0;
  }
  double relaxation() const { return factor > 0 ? factor : 1; }
};

}  // namespace

LineSweeps::LineSweeps(Mesh const& mesh, Halo const& halo)
    : mesh_(mesh),
      halo_(halo),
      line_of_(mesh.n_owned_cells()),
      offset_(mesh.n_owned_cells() + 1, 0),
      step_(mesh.n_owned_cells()) {
  Index const n = mesh.n_owned_cells();
  Index longest = 0;
  for (Index c = 0; c < n; ++c) {
    step_[c].face = -1;
    for (auto const [f, sign] : mesh.faces_of(c)) {
      if (f >= mesh.n_interior_faces()) continue;
      Index const other = sign > 0 ? mesh.neighbour()[f] : mesh.owner()[f];
      if (other == c - 1 && step_[c].face < 0)
        step_[c].face = f;
      else
        offset_[c + 1]++;
    }
    if (step_[c].face < 0) lines_.push_back({c, c});
    lines_.back().last = c + 1;
    line_of_[c] = static_cast<Index>(lines_.size()) - 1;
    longest = std::max(longest, lines_.back().last - lines_.back().first);
  }
  // The face that joins a cell to the next of its line is no neighbour's either.
  for (Index c = 0; c + 1 < n; ++c)
    if (step_[c + 1].face >= 0) offset_[c + 1]--;
  for (Index c = 0; c < n; ++c) offset_[c + 1] += offset_[c];
  neighbours_.resize(n > 0 ? offset_[n] : 0);
  forward_.resize(4 * static_cast<std::size_t>(longest));
  seen_.resize(lines_.size());
}

void LineSweeps::set_flow(ConstField Q) {
  Index const n = mesh_.n_owned_cells();
  for (Index c = 0; c < n; ++c) {
    Index k = offset_[c];
    Index const next = c + 1 < n ? step_[c + 1].face : -1;
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      if (f >= mesh_.n_interior_faces() || f == next) continue;
      Index const other = sign > 0 ? mesh_.neighbour()[f] : mesh_.owner()[f];
      double const outflow = sign * Q[f];
      if (f == step_[c].face)
        step_[c] = {f, positive(-outflow), positive(outflow)};
      else
        neighbours_[k++] = {other, f, positive(-outflow)};
    }
  }
  order_downstream();
}

// Each line comes after those that it takes water from, as far as the flows between lines form no
// ring: depth-first search upstream.
void LineSweeps::order_downstream() {
  auto const n_lines = static_cast<Index>(lines_.size());
  upstream_offset_.assign(1, 0);
  upstream_.clear();
  for (Line const& line : lines_) {
    inflow_.clear();
    for (Index k = offset_[line.first]; k < offset_[line.last]; ++k)
      if (Neighbour const& there = neighbours_[k];
          there.inflow > 0 && there.cell < mesh_.n_owned_cells())
        inflow_.emplace_back(line_of_[there.cell], there.inflow);
    std::sort(inflow_.begin(), inflow_.end());
    for (auto const& [other, inflow] : inflow_)
      if (upstream_.size() == static_cast<std::size_t>(upstream_offset_.back()) ||
          upstream_.back() != other)
        upstream_.push_back(other);
    upstream_offset_.push_back(static_cast<Index>(upstream_.size()));
  }
  std::fill(seen_.begin(), seen_.end(), 0);
  order_.clear();
  for (Index start = 0; start < n_lines; ++start) {
    if (seen_[start]) continue;
    seen_[start] = 1;
    path_.assign(1, {start, upstream_offset_[start]});
    while (!path_.empty()) {
      auto& [line, at] = path_.back();
      if (at == upstream_offset_[line + 1]) {
        order_.push_back(line);
        path_.pop_back();
      } else if (Index const other = upstream_[at++]; !seen_[other]) {
        seen_[other] = 1;
        path_.emplace_back(other, upstream_offset_[other]);
      }
    }
  }
}

template <int W, class G>
void LineSweeps::factorise(G const* conductance, Lanes<W> const* diagonal, Lanes<W>* pivot) const {
  auto const n_lines = static_cast<Index>(lines_.size());
#pragma omp parallel for
  for (Index l = 0; l < n_lines; ++l)
    for (Index c = lines_[l].first; c < lines_[l].last; ++c) {
      Lanes<W> left = diagonal[c];
      if (c > lines_[l].first) {
        Step const& step = step_[c];
        G const g = conductance[step.face];
        left -= Lanes<W>((step.forward + g) * (step.backward + g)) * pivot[c - 1];
      }
      pivot[c] = 1.0 / left;
    }
}

template <int W, class G>
void LineSweeps::sweep(G const* conductance, Lanes<W> const* pivot, Lanes<W> const* b, Lanes<W>* x,
                       Lanes<W> const& relaxation, Lanes<W>& change, Lanes<W>& size) {
  auto* const y = lanes<W>(forward_);
  for (Index const l : order_) {
    auto const [first, last] = lines_[l];
    Lanes<W> before = 0.0;
    for (Index c = first; c < last; ++c) {
      Lanes<W> sum = b[c];
      for (Index k = offset_[c]; k < offset_[c + 1]; ++k) {
        Neighbour const& there = neighbours_[k];
        sum += (there.inflow + conductance[there.face]) * x[there.cell];
      }
      if (c > first) sum += (step_[c].forward + conductance[step_[c].face]) * before;
      y[c - first] = before = pivot[c] * sum;
    }
    Lanes<W> after = 0.0;
    for (Index c = last - 1; c >= first; --c) {
      Lanes<W> now = y[c - first];
      if (c + 1 < last)
        now += (step_[c + 1].backward + conductance[step_[c + 1].face]) * pivot[c] * after;
      Lanes<W> const step = now - x[c];
      change += step * step;
      size += now * now;
      x[c] += relaxation * step;
      after = now;
    }
  }
}

template <int W, class G>
LineSweeps::Outcome<W> LineSweeps::solve(G const* conductance, Lanes<W> const* pivot,
                                         Lanes<W> const* b, Lanes<W>* x, double tolerance) {
  Outcome<W> outcome{};
  std::array<Pace, W> pace;
  Lanes<W> relaxation = 1.0;
  while (outcome.sweeps < most_line_sweeps) {
    std::array<Lanes<W>, 2> sums{0.0, 0.0};  // squares of the changes, of the values
    sweep(conductance, pivot, b, x, relaxation, sums[0], sums[1]);
    ++outcome.sweeps;
    halo_.update({reinterpret_cast<double*>(x), W * static_cast<std::size_t>(mesh_.n_cells())}, W);
    MPI_Allreduce(MPI_IN_PLACE, &sums, 2 * W, MPI_DOUBLE, MPI_SUM, halo_.comm());
    bool done = true, slow = false;
    for (int k = 0; k < W; ++k) {
      double const change = std::sqrt(sums[0][k]);
      double const to_come = pace[k].record(outcome.sweeps, change);
      relaxation[k] = pace[k].relaxation();
      double const admitted =
          std::max(tolerance * pace[k].first, sum_round_off * std::sqrt(sums[1][k]));
      outcome.converged[k] = to_come <= admitted;
      if (outcome.converged[k]) continue;
      done = false;
      double const forecast = std::log(admitted / to_come) / std::log(pace[k].rate);
      slow = slow || !std::isfinite(change) ||
             (outcome.sweeps >= first_forecast &&
              !(pace[k].rate < 1 && outcome.sweeps + forecast <= most_line_sweeps));
    }
    if (done || slow) break;
  }
  return outcome;
}

#define SANGGAN_LINE_SWEEPS(W, G)                                                        \
  template void LineSweeps::factorise<W, G>(G const*, Lanes<W> const*, Lanes<W>*) const; \
  template LineSweeps::Outcome<W> LineSweeps::solve<W, G>(G const*, Lanes<W> const*,     \
                                                          Lanes<W> const*, Lanes<W>*, double);
SANGGAN_LINE_SWEEPS(1, double)
SANGGAN_LINE_SWEEPS(2, double)
SANGGAN_LINE_SWEEPS(4, double)
SANGGAN_LINE_SWEEPS(2, Lanes<2>)
SANGGAN_LINE_SWEEPS(4, Lanes<4>)
#undef SANGGAN_LINE_SWEEPS

}  // namespace sanggan
