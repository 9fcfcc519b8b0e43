#pragma once
#include <array>
#include <variant>
#include <vector>

#include "physics/site.hpp"
#include "solver/cell_law.hpp"
#include "solver/cell_properties.hpp"

namespace sanggan {

/// Everything per bulk volume that the content of a species in a cell depends on.
class CellChemistry {
 public:
  /// @param porosity [n_cells] saturated water content (-)
  CellChemistry(Site const& site, CellProperties const& cells, Mesh const& mesh,
                ConstField porosity);

  /// Calls visit(cells, law) for each material that there is: the owned cells of the material, and
  /// a CellLaw of the species of the batch in it. Isotherms that are not linear come one by one
  /// (W = 1).
  template <int W, class Visit>
  void each_material(BatchStep<W> const& step, Visit const& visit) const;

  /// Where the step of one species stands. Arrays [n_owned].
  struct Step {
    int species;
    ConstField water_old, water_new;  ///< water per bulk volume (-)
  };
  /// Concentration (mol/m3) at which a cell stores `stored` (mol/m3) at the end of the step.
  double concentration(Step const& step, Index cell, double stored, double guess) const;
  /// Equilibrium content (mol/m3) of one cell at the end of the step at the concentration C
  /// (mol/m3).
  double stored(Step const& step, Index cell, double C) const;

  /// True if storage and sinks are linear in C.
  bool linear(int species) const;
  /// True if the species decays or is consumed, or its gas moves with the water, so that a step has
  /// more to tell than what it stores.
  bool reacts(int species) const;

  /// True if what is consumed of any of these species is booked under an account of the site.
  bool books(std::span<std::size_t const> species) const;

  /// Mass by pool per bulk volume (mol/m3) at the concentrations C.
  struct Pools {
    double dissolved, gas, sorbed, immobile;
  };
  Pools pools(int species, Index cell, double water, double C, double S_kinetic,
              double C_immobile) const;

 private:
  CellConstants constants(int species, int material) const;
  template <int W>
  CellLawData<W> law_data(BatchStep<W> const& step, int material) const;

  Site const& site_;
  std::span<Index const> zone_;
  std::vector<double> porosity_;
  std::vector<int> material_;
  std::vector<std::vector<Index>> groups_;                // owned cells of each material
  std::vector<std::vector<ActiveConsumption>> consumed_;  // [species]
};

template <int W, class Visit>
void CellChemistry::each_material(BatchStep<W> const& step, Visit const& visit) const {
  for (std::size_t m = 0; m < groups_.size(); ++m) {
    if (groups_[m].empty()) continue;
    CellLawData<W> const data = law_data(step, static_cast<int>(m));
    std::span<Index const> const cells = groups_[m];
    if constexpr (W == 1) {
      auto const& sorption = site_.materials[m].sorption[step.species[0]];
      if (sorption && !std::holds_alternative<LinearIsotherm>(sorption->isotherm)) {
        std::visit(
            [&](auto const& law) {
              visit(cells, CellLaw(data, OneIsotherm<std::decay_t<decltype(law)>>{law}));
            },
            sorption->isotherm);
        continue;
      }
    }
    visit(cells, CellLaw(data, LinearSites<W>{data.K_d}));
  }
}

}  // namespace sanggan
