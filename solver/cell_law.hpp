#pragma once
#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "physics/site.hpp"
#include "solver/lanes.hpp"

namespace sanggan {

/// How far a step of a batch goes and where it stands. Species -1 is an idle lane. Arrays
/// [n_owned].
template <int W>
struct BatchStep {
  std::array<int, W> species;
  double dt;
  ConstField water_old, water_new;               ///< water per bulk volume (-)
  std::array<double*, W> S_kinetic, C_immobile;  ///< at the start of the step, then at its end
};

/// How much the concentrations of a cell store, and how fast they are consumed.
template <int W>
struct CellContent {
  Lanes<W> stored, stored_slope;  ///< at equilibrium (mol/m3), d/dC (-)
  Lanes<W> sink, sink_slope;      ///< (mol/(m3 s)), d/dC (1/s)
};

/// A term of consumption, and whether it acts in each zone, or where that does not tell in each
/// cell.
struct ActiveConsumption {
  Consumption const* law;
  std::vector<char> in_zone, in_cell;
  bool acts(Index cell, Index zone) const {
    return in_cell.empty() ? in_zone[zone] != 0 : in_cell[cell] != 0;
  }
};

/// Constants of one species in one material.
struct CellConstants {
  double rho_b = 0, f = 1, omega = 0;  ///< mobile sorption: (kg/m3), (-), (1/s)
  /// Immobile water: its content, exchange, storage per C_im, and what decays of that (1/s).
  double theta_im = 0, exchange = 0, A_im = 0, decay_im = 0;
  double K_H = 0, lambda = 0, lambda_sorbed = 0;
};

/// The same for a batch, with what else the content of a cell depends on.
template <int W>
struct CellLawData {
  double dt = 0, theta_im = 0;
  ConstField water_old, water_new, porosity;
  std::span<Index const> zone;
  std::array<double*, W> S_kinetic{}, C_immobile{};
  std::array<Species const*, W> species{};
  std::array<std::span<ActiveConsumption const>, W> consumed{};
  bool kinetic = false, immobile = false, consumes = false;
  Lanes<W> K_d = 0.0, rho_b = 0.0, rho_f = 0.0, slow_share = 0.0, omega = 0.0, slow_left = 1.0;
  Lanes<W> exchange = 0.0, A_im = 1.0, decay_im = 0.0;
  Lanes<W> K_H = 0.0, lambda = 0.0, lambda_sorbed = 0.0;

  void set(int k, CellConstants const& here) {
    rho_b[k] = here.rho_b;
    rho_f[k] = here.rho_b * here.f;
    slow_share[k] = 1 - here.f;
    omega[k] = here.omega;
    slow_left[k] = 1 / (1 + dt * (here.omega + here.lambda_sorbed));
    exchange[k] = here.exchange;
    A_im[k] = here.A_im;
    decay_im[k] = here.decay_im;
    K_H[k] = here.K_H;
    lambda[k] = here.lambda;
    lambda_sorbed[k] = here.lambda_sorbed;
    kinetic = kinetic || here.omega > 0;
    immobile = immobile || here.exchange > 0;
  }
};

/// Sites of linear isotherms; K_d = 0 where a species does not sorb.
template <int W>
struct LinearSites {
  Lanes<W> K_d;
  Lanes<W> sorbed(Lanes<W> const& C) const { return K_d * C; }
  Lanes<W> slope(Lanes<W> const&) const { return K_d; }
};
/// Sites of one species with any isotherm.
template <class Law>
struct OneIsotherm {
  Law const& law;
  Lanes<1> sorbed(Lanes<1> const& C) const { return law.sorbed(C[0]); }
  Lanes<1> slope(Lanes<1> const& C) const { return law.slope(C[0]); }
};

/// Rate of consumption per bulk volume (mol/(m3 s)) and its slope with respect to C (1/s).
struct ConsumptionRate {
  double rate, slope;
};
/// Where C < 0 (by round-off) the rate goes on linearly, so that it pulls C back to zero.
inline ConsumptionRate saturating(double most, double half, double C) {
  double const sum = half + std::max(C, 0.0);
  return {most * C / sum, most * (C > 0 ? half / (sum * sum) : 1 / half)};
}
inline ConsumptionRate consumption(Consumption const& term, Species const& species, double water,
                                   double porosity, double C) {
  double const basis =
      term.on_total ? water + std::max(0.0, porosity - water) * species.K_H : water;
  ConsumptionRate const monod = saturating(term.monod_rate * water, term.monod_half, C);
  ConsumptionRate const zero = saturating(term.zero_order, term.zero_order_edge, C);
  return {term.first_order * basis * C + monod.rate + zero.rate,
          term.first_order * basis + monod.slope + zero.slope};
}

/// What happens to the species of a batch inside the cells of one material during one step. Kinetic
/// sites and immobile water are eliminated implicitly (backward Euler), so that a stiff exchange
/// needs no small step.
template <int W, class Sites>
class CellLaw {
  using T = Lanes<W>;

 public:
  CellLaw(CellLawData<W> const& data, Sites sites) : d_(data), sites_(sites) {}

  /// Storage and sinks at the concentrations C (mol/m3).
  CellContent<W> content(Index c, T const& C) const {
    T const S = sites_.sorbed(C), dS = sites_.slope(C), a = storing(d_.water_new[c], c);
    double const mobile = d_.water_new[c] - d_.theta_im;
    CellContent<W> out{a * C + d_.rho_f * S, a + d_.rho_f * dS,
                       d_.lambda * mobile * C + d_.lambda_sorbed * d_.rho_f * S,
                       d_.lambda * mobile + d_.lambda_sorbed * d_.rho_f * dS};
    if (d_.kinetic) {
      T const rate = d_.rho_b * d_.omega;
      out.sink += rate * (d_.slow_share * S - slow_sites(c, S));
      out.sink_slope += rate * d_.slow_share * dS * (1.0 - d_.dt * d_.omega * d_.slow_left);
    }
    if (d_.immobile) {
      out.sink += d_.exchange * (C - immobile_water(c, C));
      out.sink_slope += d_.exchange * (1.0 - d_.dt * d_.exchange / immobile_capacity());
    }
    if (d_.consumes)
      each_consumption(c, C, [&](int k, Consumption const&, ConsumptionRate const& r) {
        out.sink[k] += r.rate;
        out.sink_slope[k] += r.slope;
      });
    return out;
  }
  /// Content at the start of the step (mol/m3).
  T stored_before(Index c, T const& C_old) const {
    return storing(d_.water_old[c], c) * C_old + d_.rho_f * sites_.sorbed(C_old);
  }
  /// Ends the step at C: updates kinetic sites and immobile water. What is consumed under an
  /// account of the site is told to `book(lane, account, amount)`.
  /// @returns what decayed and what else was consumed (mol/m3 of ground)
  template <class Book>
  std::pair<T, T> end(Index c, T const& C, Book const& book) const {
    T const S = sites_.sorbed(C);
    double const mobile = d_.water_new[c] - d_.theta_im;
    T decayed = d_.dt * (d_.lambda * mobile * C + d_.lambda_sorbed * d_.rho_f * S);
    T consumed = 0.0;
    if (d_.kinetic) {
      T const slow = slow_sites(c, S);
      decayed += d_.dt * d_.lambda_sorbed * d_.rho_b * slow;
      for (int k = 0; k < W; ++k)
        if (d_.omega[k] > 0) d_.S_kinetic[k][c] = slow[k];
    }
    if (d_.immobile) {
      T const C_im = immobile_water(c, C);
      decayed += d_.dt * d_.decay_im * C_im;
      for (int k = 0; k < W; ++k)
        if (d_.exchange[k] > 0) d_.C_immobile[k][c] = C_im[k];
    }
    if (d_.consumes)
      each_consumption(c, C, [&](int k, Consumption const& law, ConsumptionRate const& r) {
        if (law.account < 0)
          consumed[k] += d_.dt * r.rate;
        else
          book(k, law.account, d_.dt * r.rate);
      });
    return {decayed, consumed};
  }
  /// What the changing gas space gives off over the step at the concentrations C (mol/m3).
  T vented(Index c, T const& C) const {
    return (gas(d_.water_old[c], c) - gas(d_.water_new[c], c)) * d_.K_H * C;
  }

 private:
  double gas(double water, Index c) const { return std::max(0.0, d_.porosity[c] - water); }
  // Gas that water displaces leaves at the concentration of the cell, so that only the gas space of
  // the start of the step stores; a uniform gas stays uniform.
  T storing(double water, Index c) const {
    return (water - d_.theta_im) + gas(d_.water_old[c], c) * d_.K_H;
  }
  T slow_sites(Index c, T const& S) const {
    T old = 0.0;
    for (int k = 0; k < W; ++k)
      if (d_.omega[k] > 0) old[k] = d_.S_kinetic[k][c];
    return (old + d_.dt * d_.omega * d_.slow_share * S) * d_.slow_left;
  }
  T immobile_capacity() const { return d_.A_im + d_.dt * (d_.decay_im + d_.exchange); }
  T immobile_water(Index c, T const& C) const {
    T old = 0.0;
    for (int k = 0; k < W; ++k)
      if (d_.exchange[k] > 0) old[k] = d_.C_immobile[k][c];
    return (d_.A_im * old + d_.dt * d_.exchange * C) / immobile_capacity();
  }
  template <class Visit>
  void each_consumption(Index c, T const& C, Visit const& visit) const {
    for (int k = 0; k < W; ++k)
      for (ActiveConsumption const& term : d_.consumed[k])
        if (term.acts(c, d_.zone[c]))
          visit(k, *term.law,
                consumption(*term.law, *d_.species[k], d_.water_new[c], d_.porosity[c], C[k]));
  }

  CellLawData<W> const& d_;
  Sites sites_;
};

}  // namespace sanggan
