#pragma once
#include <utility>
#include <vector>

#include "solver/boundary_flow.hpp"
#include "solver/coo.hpp"
#include "solver/curves.hpp"

namespace sanggan {

/// Wells of the site on this rank. The water level in a well follows from its rate and from the
/// heads of all its screened cells, which therefore depend on one another: each pair of them has a
/// slot in the matrix. Water never flows from one screened cell to another through the well.
class WellFlows {
 public:
  /// Screened cells of one well; empty on ranks that do not hold its column.
  struct Screen {
    std::vector<Index> cells;
    std::vector<double> index;       ///< well index (m2/s): flow per metre of head at k_r = 1
    std::vector<std::size_t> slots;  ///< of the pairs (row, column), cells x cells
    std::vector<double> Q;           ///< water taken from each cell (m3/s)
    std::vector<double> first_Q;     ///< in the first stage of the step (m3/s)
    double head = 0;                 ///< water level in the well (m)
  };

  /// Adds its slots to the pattern. Collective.
  /// @throws MeshError if a well has no cell, or cells on several ranks
  WellFlows(Mesh const& mesh, Halo const& halo, Site const& site, CellProperties const& cells,
            CooPattern& pattern);

  /// Flows at the state psi [n_cells]. Adds the water taken to `residual` [n_owned] (m3/s) and the
  /// slopes to `slots` (m2/s).
  void assemble(ForcingTime at, ConstField psi, Curves const& curves, Field residual, Field slots);
  /// Which wells stand still from now on, by well (1) or not (0).
  void shut_off(std::vector<double> stands) { stands_ = std::move(stands); }
  /// As for the boundaries.
  void keep_stage();
  void blend_stages(double share);

  std::span<Screen const> screens() const { return screens_; }  ///< by well
  /// Next time after t (s) at which a rate, head or concentration changes.
  double next_record(double t) const;

 private:
  Mesh const& mesh_;
  std::vector<Well> const& wells_;
  std::vector<Screen> screens_;
  std::vector<double> stands_;  // [wells]
};

}  // namespace sanggan
