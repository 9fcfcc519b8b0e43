#pragma once
#include <vector>

#include "physics/site.hpp"
#include "solver/cell_properties.hpp"

namespace sanggan {

/// What happens to one species inside the cells during one transport step: how much a concentration
/// stores, and how fast it is consumed. Kinetic sites and immobile water are eliminated implicitly
/// (backward Euler), so that a stiff exchange needs no small step.
struct CellContent {
  std::vector<double> stored, stored_slope;  ///< [n_owned] at equilibrium (mol/m3), d/dC (-)
  std::vector<double> sink, sink_slope;      ///< [n_owned] (mol/(m3 s)), d/dC (1/s)
};

/// Everything per bulk volume that the content of a species in a cell depends on.
class CellChemistry {
 public:
  /// @param porosity [n_cells] saturated water content (-)
  CellChemistry(Site const& site, CellProperties const& cells, std::span<Index const> zone,
                std::span<std::string const> zone_names, ConstField porosity, Index n_owned);

  /// Where a step stands. Arrays [n_owned].
  struct Step {
    int species;
    double dt;
    ConstField water_old, water_new;   ///< water per bulk volume (-)
    ConstField S_kinetic, C_immobile;  ///< at the start of the step
  };
  /// Storage and sinks at the concentrations C [n_cells]. The gas that rising water displaces
  /// leaves with the concentration of the cell: it is a sink as well.
  void evaluate(Step const& step, ConstField C, CellContent& out) const;
  /// Content at the start of the step (mol/m3), [n_owned].
  void stored_before(Step const& step, ConstField C_old, Field stored) const;
  /// Concentration (mol/m3) at which a cell stores `stored` (mol/m3) at the end of the step.
  double concentration(Step const& step, Index cell, double stored, double guess) const;
  /// True if storage and sinks are linear in C.
  bool linear(int species) const;

  /// Equilibrium content (mol/m3) of one cell at the end of the step, and what its changing gas
  /// space has given off over the step (mol/m3), both at the concentration C (mol/m3).
  double stored(Step const& step, Index cell, double C) const;
  double vented(Step const& step, Index cell, double C) const;

  /// Ends the step at C: updates kinetic sites and immobile water, tells (mol/m3 of ground) what
  /// decayed and was consumed. Arrays [n_owned].
  struct Ended {
    Field S_kinetic, C_immobile, decayed, consumed;
  };
  void end(Step const& step, ConstField C, Ended const& out) const;

  /// Mass by pool per bulk volume (mol/m3) at the concentrations C.
  struct Pools {
    double dissolved, gas, sorbed, immobile;
  };
  Pools pools(int species, Index cell, double water, double C, double S_kinetic,
              double C_immobile) const;

 private:
  struct Local;  // constants of one species in one material
  Local local(int species, int material) const;
  bool in_zone(Consumption const& consumption, Index cell) const;
  template <class Visit>
  void each_group(int species, Visit const& visit) const;

  Site const& site_;
  std::span<Index const> zone_;
  std::span<std::string const> zone_names_;
  std::vector<double> porosity_;
  std::vector<int> material_;
  std::vector<std::vector<Index>> groups_;                // owned cells of each material
  std::vector<std::vector<std::vector<char>>> consumes_;  // [species][consumption][zone]
};

}  // namespace sanggan
