#include "solver/cell_content.hpp"

#include <algorithm>
#include <cmath>

namespace sanggan {
namespace {

/// Absence of sorption, so that one loop serves both.
struct NoSorption {
  static constexpr double sorbed(double) { return 0; }
  static constexpr double slope(double) { return 0; }
};

/// Consumption per bulk volume (mol/(m3 s)) and its slope with respect to C (1/s). Where C < 0 (by
/// round-off) the rate goes on linearly, so that it pulls C back to zero.
struct Rate {
  double rate, slope;
};
Rate saturating(double most, double half, double C) {
  double const sum = half + std::max(C, 0.0);
  return {most * C / sum, most * (C > 0 ? half / (sum * sum) : 1 / half)};
}
Rate rate_of(Consumption const& term, Species const& species, double water, double porosity,
             double C) {
  double const basis =
      term.on_total ? water + std::max(0.0, porosity - water) * species.K_H : water;
  Rate const monod = saturating(term.monod_rate * water, term.monod_half, C);
  Rate const zero = saturating(term.zero_order, term.zero_order_edge, C);
  return {term.first_order * basis * C + monod.rate + zero.rate,
          term.first_order * basis + monod.slope + zero.slope};
}

}  // namespace

struct CellChemistry::Local {
  double rho_b = 0, f = 1, omega = 0;  // sorption
  // Immobile water: its content, exchange, storage per C_im, and what decays of that (1/s).
  double theta_im = 0, exchange = 0, A_im = 0, decay_im = 0;
  double K_H = 0, lambda = 0, lambda_sorbed = 0;
};

CellChemistry::CellChemistry(Site const& site, CellProperties const& cells,
                             std::span<Index const> zone, std::span<std::string const> zone_names,
                             ConstField porosity, Index n_owned)
    : site_(site),
      zone_(zone),
      zone_names_(zone_names),
      porosity_(porosity.begin(), porosity.end()),
      material_(cells.material),
      groups_(cells_by_material(std::span(cells.material).first(n_owned),
                                static_cast<int>(site.materials.size()))) {
  for (Species const& species : site.species) {
    auto& by_term = consumes_.emplace_back();
    for (Consumption const& term : species.consumption) {
      auto& flag = by_term.emplace_back(zone_names.size(), term.zones.empty());
      for (std::size_t z = 0; z < zone_names.size(); ++z)
        if (std::find(term.zones.begin(), term.zones.end(), zone_names[z]) != term.zones.end())
          flag[z] = 1;
    }
  }
}

CellChemistry::Local CellChemistry::local(int s, int m) const {
  Species const& species = site_.species[s];
  Material const& material = site_.materials[m];
  Local here;
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

template <class Visit>
void CellChemistry::each_group(int s, Visit const& visit) const {
  for (std::size_t m = 0; m < groups_.size(); ++m) {
    if (groups_[m].empty()) continue;
    Local const here = local(s, static_cast<int>(m));
    auto const& sorption = site_.materials[m].sorption[s];
    if (sorption)
      std::visit([&](auto const& law) { visit(groups_[m], here, law); }, sorption->isotherm);
    else
      visit(groups_[m], here, NoSorption{});
  }
}

void CellChemistry::evaluate(Step const& step, ConstField C, CellContent& out) const {
  Species const& species = site_.species[step.species];
  double const dt = step.dt;
  each_group(
      step.species, [&](std::vector<Index> const& cells, Local const& here, auto const& law) {
        auto const n = static_cast<Index>(cells.size());
        double const kinetic = here.omega > 0 ? here.rho_b * here.omega * (1 - here.f) : 0;
        double const kinetic_left = 1 / (1 + dt * (here.omega + here.lambda_sorbed));
#pragma omp parallel for
        for (Index k = 0; k < n; ++k) {
          Index const c = cells[k];
          double const S = law.sorbed(C[c]), dS = law.slope(C[c]);
          double const mobile = step.water_new[c] - here.theta_im;
          // Gas that water displaces leaves at the concentration of the cell, so that only the gas
          // space of the start of the step stores; a uniform gas stays uniform.
          double const gas_old = std::max(0.0, porosity_[c] - step.water_old[c]) * here.K_H;
          double const a = mobile + gas_old;
          out.stored[c] = a * C[c] + here.rho_b * here.f * S;
          out.stored_slope[c] = a + here.rho_b * here.f * dS;
          double sink = here.lambda * mobile * C[c] + here.lambda_sorbed * here.rho_b * here.f * S;
          double slope = here.lambda * mobile + here.lambda_sorbed * here.rho_b * here.f * dS;
          if (kinetic > 0) {
            double const S_new =
                (step.S_kinetic[c] + dt * here.omega * (1 - here.f) * S) * kinetic_left;
            sink += here.rho_b * here.omega * ((1 - here.f) * S - S_new);
            slope += kinetic * dS * (1 - dt * here.omega * kinetic_left);
          }
          if (here.exchange > 0) {
            double const left = here.A_im + dt * (here.decay_im + here.exchange);
            double const C_im = (here.A_im * step.C_immobile[c] + dt * here.exchange * C[c]) / left;
            sink += here.exchange * (C[c] - C_im);
            slope += here.exchange * (1 - dt * here.exchange / left);
          }
          out.sink[c] = sink;
          out.sink_slope[c] = slope;
        }
      });
  for (std::size_t k = 0; k < species.consumption.size(); ++k) {
    Consumption const& term = species.consumption[k];
    auto const& active = consumes_[step.species][k];
    auto const n = static_cast<Index>(out.sink.size());
#pragma omp parallel for
    for (Index c = 0; c < n; ++c) {
      if (!active[zone_[c]]) continue;
      auto const [rate, slope] = rate_of(term, species, step.water_new[c], porosity_[c], C[c]);
      out.sink[c] += rate;
      out.sink_slope[c] += slope;
    }
  }
}

void CellChemistry::stored_before(Step const& step, ConstField C_old, Field stored) const {
  each_group(step.species,
             [&](std::vector<Index> const& cells, Local const& here, auto const& law) {
               auto const n = static_cast<Index>(cells.size());
#pragma omp parallel for
               for (Index k = 0; k < n; ++k) {
                 Index const c = cells[k];
                 double const gas_old = std::max(0.0, porosity_[c] - step.water_old[c]) * here.K_H;
                 stored[c] = (step.water_old[c] - here.theta_im + gas_old) * C_old[c] +
                             here.rho_b * here.f * law.sorbed(C_old[c]);
               }
             });
}

double CellChemistry::concentration(Step const& step, Index c, double stored, double guess) const {
  int const m = material_[c];
  Local const here = local(step.species, m);
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
  Local const here = local(step.species, m);
  double const gas = std::max(0.0, porosity_[c] - step.water_old[c]) * here.K_H;
  auto const& sorption = site_.materials[m].sorption[step.species];
  double const S =
      sorption ? std::visit([&](auto const& law) { return law.sorbed(C); }, sorption->isotherm) : 0;
  return (step.water_new[c] - here.theta_im + gas) * C + here.rho_b * here.f * S;
}

double CellChemistry::vented(Step const& step, Index c, double C) const {
  double const gas_old = std::max(0.0, porosity_[c] - step.water_old[c]);
  double const gas_new = std::max(0.0, porosity_[c] - step.water_new[c]);
  return (gas_old - gas_new) * site_.species[step.species].K_H * C;
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

void CellChemistry::end(Step const& step, ConstField C, Ended const& out) const {
  double const dt = step.dt;
  Species const& species = site_.species[step.species];
  each_group(
      step.species, [&](std::vector<Index> const& cells, Local const& here, auto const& law) {
        auto const n = static_cast<Index>(cells.size());
#pragma omp parallel for
        for (Index k = 0; k < n; ++k) {
          Index const c = cells[k];
          double const S = law.sorbed(C[c]);
          double const mobile = step.water_new[c] - here.theta_im;
          double decayed =
              dt * (here.lambda * mobile * C[c] + here.lambda_sorbed * here.rho_b * here.f * S);
          if (here.omega > 0) {
            out.S_kinetic[c] = (step.S_kinetic[c] + dt * here.omega * (1 - here.f) * S) /
                               (1 + dt * (here.omega + here.lambda_sorbed));
            decayed += dt * here.lambda_sorbed * here.rho_b * out.S_kinetic[c];
          }
          if (here.exchange > 0) {
            out.C_immobile[c] = (here.A_im * step.C_immobile[c] + dt * here.exchange * C[c]) /
                                (here.A_im + dt * (here.decay_im + here.exchange));
            decayed += dt * here.decay_im * out.C_immobile[c];
          }
          out.decayed[c] = decayed;
        }
      });
  std::fill(out.consumed.begin(), out.consumed.end(), 0.0);
  for (std::size_t k = 0; k < species.consumption.size(); ++k) {
    Consumption const& term = species.consumption[k];
    auto const n = static_cast<Index>(out.consumed.size());
#pragma omp parallel for
    for (Index c = 0; c < n; ++c) {
      if (!consumes_[step.species][k][zone_[c]]) continue;
      out.consumed[c] += dt * rate_of(term, species, step.water_new[c], porosity_[c], C[c]).rate;
    }
  }
}

CellChemistry::Pools CellChemistry::pools(int s, Index c, double water, double C, double S_kinetic,
                                          double C_immobile) const {
  int const m = material_[c];
  Local const here = local(s, m);
  auto const& sorption = site_.materials[m].sorption[s];
  double const S =
      sorption ? std::visit([&](auto const& law) { return law.sorbed(C); }, sorption->isotherm) : 0;
  double const gas = std::max(0.0, porosity_[c] - water) * here.K_H * C;
  double const sorbed = here.rho_b * (here.f * S + (here.omega > 0 ? S_kinetic : 0));
  return {(water - here.theta_im) * C, gas, sorbed, here.A_im * C_immobile};
}

}  // namespace sanggan
