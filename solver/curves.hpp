#pragma once
#include <vector>

#include "physics/site.hpp"
#include "solver/cell_properties.hpp"

namespace sanggan {

/// Water retention and relative permeability of all cells at once, structure of arrays.
class Curves {
 public:
  Curves(Site const& site, CellProperties const& cells);

  /// Evaluates the curves of every cell at the pressure heads psi [n_cells] (m).
  void evaluate(ConstField psi);

  ConstField theta() const { return theta_; }        ///< [n_cells] (-)
  ConstField capacity() const { return capacity_; }  ///< [n_cells] d theta / d psi (1/m)
  ConstField k_r() const { return k_r_; }            ///< [n_cells] (-)
  ConstField dk_r_dpsi() const { return dk_r_; }     ///< [n_cells] (1/m)
  ConstField theta_s() const { return theta_s_; }    ///< [n_cells] (-)
  ConstField theta_r() const { return theta_r_; }    ///< [n_cells] (-)
  /// Curves of one cell's material.
  Retention const& law(Index cell) const { return laws_[material_[cell]]; }
  /// Pressure head (m) of one cell at a water content (-).
  double pressure_head(Index cell, double theta) const;

 private:
  std::vector<Retention> laws_;  // by material
  std::vector<int> material_;
  std::vector<std::vector<Index>> groups_;
  std::vector<double> theta_, capacity_, k_r_, dk_r_, theta_s_, theta_r_;
};

}  // namespace sanggan
