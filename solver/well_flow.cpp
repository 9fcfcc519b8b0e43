#include "solver/well_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "mesh/locate.hpp"
#include "physics/well.hpp"

namespace sanggan {
namespace {

constexpr double negligible_part = 1e-3;  // of the radius of a borehole

// Mobility of one screened cell and its slope; water that is injected makes its own way.
struct Mobility {
  double w, dw;
};

// Nothing flows, and the water in the well has the mean level of its cells.
void rest(WellFlows::Screen& screen, Mesh const& mesh, ConstField psi, Field slots) {
  std::fill(screen.Q.begin(), screen.Q.end(), 0.0);
  for (std::size_t const slot : screen.slots) slots[slot] = 0;
  screen.head = 0;
  for (Index const c : screen.cells)
    screen.head += (psi[c] + mesh.centre()[c].z) / static_cast<double>(screen.cells.size());
}

}  // namespace

WellFlows::WellFlows(Mesh const& mesh, Halo const& halo, Site const& site,
                     CellProperties const& cells, CooPattern& pattern)
    : mesh_(mesh), wells_(site.wells), stands_(site.wells.size(), 0.0) {
  for (Well const& well : wells_) {
    Screen screen;
    int too_fine = 0;
    for (auto const [c, length, dx, dy] :
         passages(mesh, {well.x, well.y}, well.screen_bottom, well.screen_top,
                  negligible_part * well.radius)) {
      screen.cells.push_back(c);
      screen.index.push_back(cells.K_factor[c] * well_index(cells.K[cells.material[c]], dx, dy,
                                                            length, well.radius, well.skin));
      // Where the cells are smaller than the borehole, a well is no longer a line in a cell.
      if (!(screen.index.back() > 0)) too_fine = 1;
    }
    for (Index row : screen.cells)
      for (Index column : screen.cells) screen.slots.push_back(pattern.add(row, column));
    screen.Q.resize(screen.cells.size());
    int const here = screen.cells.empty() ? 0 : 1;
    int n_ranks = 0, any_too_fine = 0;
    MPI_Allreduce(&here, &n_ranks, 1, MPI_INT, MPI_SUM, halo.comm());
    MPI_Allreduce(&too_fine, &any_too_fine, 1, MPI_INT, MPI_MAX, halo.comm());
    if (n_ranks == 0) throw MeshError("the well " + well.name + " lies in no cell");
    if (any_too_fine)
      throw MeshError("the cells around the well " + well.name +
                      " are not much larger than the borehole; make them larger");
    if (n_ranks > 1)
      throw MeshError("the screen of the well " + well.name + " is cut by a partition");
    screens_.push_back(std::move(screen));
  }
}

void WellFlows::assemble(ForcingTime at, ConstField psi, Curves const& curves, Field residual,
                         Field slots) {
  for (std::size_t k = 0; k < screens_.size(); ++k) {
    Screen& screen = screens_[k];
    std::size_t const m = screen.cells.size();
    if (m == 0) continue;
    if (stands_[k] > 0) {
      rest(screen, mesh_, psi, slots);
      continue;
    }
    Well const& well = wells_[k];
    double const rate = well.rate ? well.rate->at(at.rate) : 0;
    bool const injects = well.rate && rate < 0;
    auto const head_of = [&](std::size_t i) {
      return psi[screen.cells[i]] + mesh_.centre()[screen.cells[i]].z;
    };
    auto const mobility = [&](std::size_t i) -> Mobility {
      Index const c = screen.cells[i];
      if (injects) return {screen.index[i], 0};
      return {screen.index[i] * curves.k_r()[c], screen.index[i] * curves.dk_r_dpsi()[c]};
    };
    std::vector<char> active(m, 1);
    bool head_held = !well.rate;
    double sum = 0;
    // Cells from which water would flow the wrong way drop out, one sweep at a time.
    for (bool again = true; again;) {
      again = false;
      double weighted = 0;
      sum = 0;
      for (std::size_t i = 0; i < m; ++i)
        if (active[i]) {
          sum += mobility(i).w;
          weighted += mobility(i).w * head_of(i);
        }
      head_held = !well.rate;
      screen.head = well.rate ? (weighted - rate) / sum : well.head->at(at.head);
      if (well.rate && !injects && !(sum > 0 && screen.head >= well.lowest_head)) {
        screen.head = well.lowest_head;
        head_held = true;
      }
      if (!well.rate) break;
      for (std::size_t i = 0; i < m; ++i)
        if (active[i] && (injects ? head_of(i) > screen.head : head_of(i) < screen.head)) {
          active[i] = 0;
          again = true;
        }
    }
    for (std::size_t i = 0; i < m; ++i) {
      auto const [w, dw] = mobility(i);
      double const drop = head_of(i) - screen.head;
      screen.Q[i] = active[i] ? w * drop : 0;
      residual[screen.cells[i]] += screen.Q[i];
      for (std::size_t j = 0; j < m; ++j) {
        double slope = 0;
        if (active[i] && active[j]) {
          auto const [wj, dwj] = mobility(j);
          double const gain = wj + dwj * (head_of(j) - screen.head);
          slope = (i == j ? gain : 0) - (head_held ? 0 : w * gain / sum);
        }
        slots[screen.slots[i * m + j]] = slope;
      }
    }
  }
}

void WellFlows::keep_stage() {
  for (Screen& screen : screens_) screen.first_Q = screen.Q;
}

void WellFlows::blend_stages(double share) {
  for (Screen& screen : screens_) blend(screen.Q, screen.first_Q, share);
}

double WellFlows::next_record(double t) const {
  double next = std::numeric_limits<double>::infinity();
  for (Well const& well : wells_) {
    if (well.rate) next = std::min(next, well.rate->next_record(t));
    if (well.head) next = std::min(next, well.head->next_record(t));
    for (Series const& series : well.C_injected) next = std::min(next, series.next_record(t));
  }
  return next;
}

}  // namespace sanggan
