#pragma once
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"
#include "physics/site.hpp"
#include "solver/cell_properties.hpp"
#include "solver/lanes.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// What waste gives off, release by release, from a stock that is used up. The liquid-to-solid
/// ratio of a leach test is mapped on the heap by columns: all waste of a column has given off as
/// if the water that drained from its base had passed a test column of its mass. The answer does
/// not depend on how finely the heap is cut. Where the mesh has no columns, all waste of a zone
/// counts as one.
class ReleaseSource {
 public:
  ReleaseSource(Mesh const& mesh, Site const& site, CellProperties const& cells,
                ConstField porosity, MPI_Comm comm);

  /// Stock at the start: what each law holds, in the cells of its zone.
  void initialise(State& state) const;
  /// Water that drains from the waste of each column under the face flows Q [n_faces] (m3/s).
  /// Collective.
  void set_flow(ConstField Q);
  /// Advances the drained water over dt (s); call once, after the species of the step are done.
  void drain(State& state, double dt) const;

  /// Adds what the oxidation of waste takes from species s over dt at the concentrations C
  /// [n_cells] to sink (mol/(m3 s)) and its slope (1/s), both per bulk volume, [n_owned].
  void add_oxidant_sink(State const& state, int s, double dt, ConstField water, ConstField C,
                        Field sink, Field slope) const;
  /// Adds what is given off to species s over dt to `source` [n_owned] (mol/s), and takes it from
  /// the stock. `C_oxidant(species)` are the concentrations at which the oxidants were consumed.
  /// @returns the sum of what is given off on this rank (mol/s)
  double give_off(State& state, int s, double dt, ConstField water,
                  std::vector<std::vector<double>> const& C_oxidant, Lane source) const;
  /// Stock left of species s in the cells of this rank (mol).
  double stock(State const& state, int s) const;
  bool oxidises_with(int s) const;

 private:
  ReleaseView view(State const& state, std::size_t r, Index cell, double dt, double water,
                   double C_oxidant) const;

  double factor(std::size_t r, Index cell) const {
    return factor_[r].empty() ? 1 : factor_[r][cell];
  }
  /// Sums up what the ranks hold of each column.
  void complete(std::vector<double>& by_column) const;

  Mesh const& mesh_;
  Site const& site_;
  MPI_Comm comm_;
  std::vector<double> rho_b_, porosity_;     // [n_owned]
  std::vector<std::vector<Index>> cells_;    // [release] owned cells of its zone
  std::vector<char> waste_;                  // [n_cells] in the zone of any release
  std::vector<std::vector<double>> factor_;  // [release][n_owned] of what is given off; empty: 1
  std::vector<double> column_mass_;          // [columns] waste (kg)
  std::vector<double> drainage_;             // [columns] water drained per mass (m3/(kg s))
};

}  // namespace sanggan
