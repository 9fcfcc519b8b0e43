#include "solver/curves.hpp"

namespace sanggan {

Curves::Curves(Site const& site, CellProperties const& cells)
    : material_(cells.material),
      groups_(cells_by_material(cells.material, static_cast<int>(site.materials.size()))),
      theta_(material_.size()),
      capacity_(material_.size()),
      k_r_(material_.size()),
      dk_r_(material_.size()),
      theta_s_(material_.size()),
      theta_r_(material_.size()) {
  for (Material const& material : site.materials) laws_.push_back(material.retention);
  for (std::size_t c = 0; c < material_.size(); ++c)
    std::visit(
        [&](auto const& law) {
          theta_s_[c] = law.saturated();
          theta_r_[c] = law.residual();
        },
        laws_[material_[c]]);
}

void Curves::evaluate(ConstField psi) {
  for (std::size_t m = 0; m < laws_.size(); ++m) {
    auto const& cells = groups_[m];
    auto const n = static_cast<Index>(cells.size());
    std::visit(
        [&](auto const& law) {
#pragma omp parallel for
          for (Index k = 0; k < n; ++k) {
            Index const c = cells[k];
            CurvePoint const at = law.at(psi[c]);
            theta_[c] = at.theta;
            capacity_[c] = at.dtheta_dpsi;
            k_r_[c] = at.k_r;
            dk_r_[c] = at.dk_r_dpsi;
          }
        },
        laws_[m]);
  }
}

double Curves::pressure_head(Index cell, double theta) const {
  return std::visit([&](auto const& law) { return law.pressure_head(theta); }, law(cell));
}

}  // namespace sanggan
