#include "solver/cell_content.hpp"

#include <algorithm>
#include <cmath>

namespace sanggan {
CellChemistry::CellChemistry(Site const& site, CellProperties const& cells, Mesh const& mesh,
                             ConstField porosity)
    : site_(site),
      zone_(mesh.zone()),
      porosity_(porosity.begin(), porosity.end()),
      material_(cells.material),
      groups_(cells_by_material(std::span(cells.material).first(mesh.n_owned_cells()),
                                static_cast<int>(site.materials.size()))) {
  auto const zone_names = mesh.zone_names();
  for (Species const& species : site.species) {
    auto& terms = consumed_.emplace_back();
    for (Consumption const& term : species.consumption) {
      Region const region{term.zones, term.holds};
      ActiveConsumption& active = terms.emplace_back(ActiveConsumption{&term, {}, {}});
      for (auto const& name : zone_names) active.in_zone.push_back(region.has_zone(name));
      if (!term.holds) continue;
      for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
        Vec3 const x = mesh.centre()[c];
        active.in_cell.push_back(region.contains(zone_names[zone_[c]], x.x, x.y, x.z));
      }
    }
  }
}

CellConstants CellChemistry::constants(int s, int m) const {
  Species const& species = site_.species[s];
  Material const& material = site_.materials[m];
  CellConstants here;
  here.rho_b = material.rho_b;
  here.K_H = species.K_H;
  here.lambda = species.lambda;
  here.lambda_sorbed = species.sorbed_decays ? species.lambda : 0;
  auto const& sorption = material.sorption[s];
  if (sorption) {
    here.f = sorption->equilibrium_fraction;
    here.omega = sorption->omega;
  }
  if (material.immobile) {
    here.theta_im = material.immobile->theta_im;
    here.exchange = material.immobile->rate;
    here.A_im = here.theta_im;
    here.decay_im = here.lambda * here.theta_im;
    if (sorption) {
      // Sites in the immobile water are linear: the reader admits no other isotherm there.
      double const slope =
          std::visit([](auto const& law) { return law.slope(0.0); }, sorption->isotherm);
      double const sites = here.rho_b * material.immobile->sorption_share * slope;
      here.A_im += sites;
      here.decay_im += here.lambda_sorbed * sites;
      here.rho_b *= 1 - material.immobile->sorption_share;
    }
  }
  return here;
}

template <int W>
CellLawData<W> CellChemistry::law_data(BatchStep<W> const& step, int m) const {
  CellLawData<W> data{};
  data.dt = step.dt;
  data.water_old = step.water_old;
  data.water_new = step.water_new;
  data.porosity = porosity_;
  data.zone = zone_;
  data.S_kinetic = step.S_kinetic;
  data.C_immobile = step.C_immobile;
  if (auto const& immobile = site_.materials[m].immobile) data.theta_im = immobile->theta_im;
  for (int k = 0; k < W; ++k) {
    int const s = step.species[k];
    if (s < 0) continue;
    CellConstants const here = constants(s, m);
    data.set(k, here);
    data.species[k] = &site_.species[s];
    data.consumed[k] = consumed_[s];
    data.consumes = data.consumes || !consumed_[s].empty();
    auto const& sorption = site_.materials[m].sorption[s];
    if (sorption)
      if (auto const* linear = std::get_if<LinearIsotherm>(&sorption->isotherm))
        data.K_d[k] = linear->K_d;
  }
  return data;
}
template CellLawData<1> CellChemistry::law_data(BatchStep<1> const&, int) const;
template CellLawData<2> CellChemistry::law_data(BatchStep<2> const&, int) const;
template CellLawData<4> CellChemistry::law_data(BatchStep<4> const&, int) const;

double CellChemistry::concentration(Step const& step, Index c, double stored, double guess) const {
  int const m = material_[c];
  CellConstants const here = constants(step.species, m);
  double const a = step.water_new[c] - here.theta_im +
                   std::max(0.0, porosity_[c] - step.water_old[c]) * here.K_H;
  auto const& sorption = site_.materials[m].sorption[step.species];
  if (!sorption) return stored / a;
  return std::visit(
      [&](auto const& law) {
        double const b = here.rho_b * here.f;
        if (stored <= 0) return stored / (a + b * law.slope(0.0));
        // a C + b S(C) = stored: increasing and concave, bracketed by 0 and stored / a.
        double low = 0, high = stored / a, C = std::clamp(guess, low, high);
        for (int i = 0; i < 100; ++i) {
          double const excess = a * C + b * law.sorbed(C) - stored;
          (excess > 0 ? high : low) = C;
          if (std::abs(excess) <= 4e-16 * stored) break;
          double const next = C - excess / (a + b * law.slope(C));
          double const before = C;
          C = next > low && next < high ? next : 0.5 * (low + high);
          if (C == before) break;
        }
        return C;
      },
      sorption->isotherm);
}

double CellChemistry::stored(Step const& step, Index c, double C) const {
  int const m = material_[c];
  CellConstants const here = constants(step.species, m);
  double const gas = std::max(0.0, porosity_[c] - step.water_old[c]) * here.K_H;
  auto const& sorption = site_.materials[m].sorption[step.species];
  double const S =
      sorption ? std::visit([&](auto const& law) { return law.sorbed(C); }, sorption->isotherm) : 0;
  return (step.water_new[c] - here.theta_im + gas) * C + here.rho_b * here.f * S;
}

bool CellChemistry::linear(int s) const {
  for (Consumption const& term : site_.species[s].consumption)
    if (term.zero_order > 0 || term.monod_rate > 0) return false;
  for (std::size_t m = 0; m < groups_.size(); ++m) {
    auto const& sorption = site_.materials[m].sorption[s];
    if (sorption && !std::holds_alternative<LinearIsotherm>(sorption->isotherm)) return false;
  }
  return true;
}

bool CellChemistry::reacts(int s) const {
  Species const& species = site_.species[s];
  return species.lambda > 0 || !species.consumption.empty() || species.K_H > 0;
}

bool CellChemistry::books(std::span<std::size_t const> species) const {
  return std::any_of(species.begin(), species.end(), [&](std::size_t s) {
    auto const& terms = site_.species[s].consumption;
    return std::any_of(terms.begin(), terms.end(), [](auto const& t) { return t.account >= 0; });
  });
}

CellChemistry::Pools CellChemistry::pools(int s, Index c, double water, double C, double S_kinetic,
                                          double C_immobile) const {
  int const m = material_[c];
  CellConstants const here = constants(s, m);
  auto const& sorption = site_.materials[m].sorption[s];
  double const S =
      sorption ? std::visit([&](auto const& law) { return law.sorbed(C); }, sorption->isotherm) : 0;
  double const gas = std::max(0.0, porosity_[c] - water) * here.K_H * C;
  double const sorbed = here.rho_b * (here.f * S + (here.omega > 0 ? S_kinetic : 0));
  return {(water - here.theta_im) * C, gas, sorbed, here.A_im * C_immobile};
}

}  // namespace sanggan
