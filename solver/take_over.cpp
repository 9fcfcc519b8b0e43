// What becomes of the state where the site changes.
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "solver/simulation.hpp"

namespace sanggan {
namespace {

constexpr double unchanged = 1e-13;    // of a content: no change
constexpr double of_the_sums = 1e-12;  // of a store: what summing it up leaves

}  // namespace

Handover Simulation::hand_over() && {
  Handover out;
  out.report = report_;
  out.seconds = seconds();
  State at_rest = state_;
  flow_.fill_water(at_rest);
  out.water_at_rest = std::move(at_rest.water);
  for (std::size_t q = 0; q <= site_.species.size(); ++q) {
    auto& list = out.held.emplace_back();
    for (Index c = 0; c < mesh_.n_owned_cells(); ++c) list.push_back(held(q, c));
  }
  out.waste = waste();
  out.stored = totals(state_);
  out.state = std::move(state_);
  return out;
}

bool Simulation::take_over(Handover before, std::span<StateEdit const> edits) {
  before.state.steady_until = State{}.steady_until;  // the site has changed
  restore(std::move(before.state));
  report_ = before.report;
  before_ = before.seconds;
  std::vector<char> refilled(mesh_.n_owned_cells(), 0);
  for (StateEdit const& one : edits)
    if (one.refill)
      for (Index c : cells_in(one.region)) refilled[c] = 1;
  keep(before, refilled);
  exchanged_.assign(1 + site_.species.size(), std::vector<Exchange>(site_.accounts.size()));
  resettled_.assign(1 + site_.species.size(), 0.0);
  for (StateEdit const& one : edits) edit(one, before.held);
  if (!settle_chemistry(edits)) return false;
  std::vector<double> taken = waste();
  for (std::size_t s = 0; s < taken.size(); ++s) taken[s] = before.waste[s] - taken[s];
  balance_.withdraw_waste(std::move(taken), halo_.comm());
  std::vector<double> const after = totals(state_);
  for (std::size_t q = 0; q < after.size(); ++q) {
    double rest = after[q] - before.stored[q];
    for (Exchange const& one : exchanged_[q]) rest -= one.in - one.out;
    if (q > site_.first_mobile && !gained_at_once_.empty())
      rest -= gained_at_once_[q - 1 - site_.first_mobile];
    if (std::abs(rest) > of_the_sums * std::max(std::abs(before.stored[q]), std::abs(after[q])))
      resettled_[q] = rest;
  }
  for (auto& C : state_.C) halo_.update(C);
  halo_.update(state_.psi);
  return true;
}

bool Simulation::touches_chemistry(StateEdit const& edit) const {
  return reactions_ && (edit.refill || edit.added ||
                        edit.share[site_.first_mobile] > 0);  // all of it has the same share
}

bool Simulation::settle_chemistry(std::span<StateEdit const> edits) {
  std::set<Index> cells;
  for (StateEdit const& one : edits)
    if (touches_chemistry(one))
      for (Index c : cells_in(one.region)) cells.insert(c);
  if (!reactions_ || edits.empty()) return true;
  ReactionOutcome const outcome = reactions_->settle(state_, {cells.begin(), cells.end()});
  report_.chemical_iterations += outcome.counts.iterations;
  report_.chemical_solves += outcome.counts.solves;
  gained_at_once_ = outcome.gained;
  if (!outcome.converged)
    failure_ = {
        "no equilibrium after a measure: " + outcome.reason, state_.t, 0, 0, {}, outcome.failed};
  return outcome.converged;
}

double Simulation::held(std::size_t q, Index c) const {
  if (q == 0) return state_.water[c];
  double waste = 0;
  for (std::size_t r = 0; r < site_.releases.size(); ++r)
    if (site_.releases[r].species == static_cast<int>(q) - 1) waste += state_.stock[r][c];
  return content(q - 1, c).total() + waste * site_.materials[cells_.material[c]].rho_b;
}

// What is left in the waste of each species (mol).
std::vector<double> Simulation::waste() const {
  std::vector<double> list;
  for (std::size_t s = 0; s < site_.species.size(); ++s)
    list.push_back(transport_->release().stock(state_, static_cast<int>(s)));
  return list;
}

std::vector<Index> Simulation::cells_in(Region const& region) const {
  std::vector<Index> cells;
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    Vec3 const x = mesh_.centre()[c];
    if (region.contains(mesh_.zone_names()[mesh_.zone()[c]], x.x, x.y, x.z)) cells.push_back(c);
  }
  return cells;
}

// Pressure heads stay, so that another retention curve holds other water; a cell goes on to hold
// the same amounts of all species, which sites and water share anew.
void Simulation::keep(Handover const& before, std::vector<char> const& refilled) {
  State at_rest = state_;
  flow_.fill_water(at_rest);
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    if (refilled[c]) continue;
    state_.water[c] += at_rest.water[c] - before.water_at_rest[c];
    for (std::size_t s = 0; s < site_.species.size(); ++s) {
      double const wanted = before.held[1 + s][c], excess = held(1 + s, c) - wanted;
      if (std::abs(excess) > unchanged * std::abs(wanted))
        hold(s, c, content(s, c).total() - excess);
    }
  }
}

void Simulation::hold(std::size_t s, Index c, double wanted) {
  CellChemistry::Step const now{static_cast<int>(s), state_.water, state_.water};
  CellChemistry const& chemistry = transport_->chemistry();
  double& C = state_.C[s][c];
  double const elsewhere = content(s, c).total() - chemistry.stored(now, c, C);
  C = chemistry.concentration(now, c, wanted - elsewhere, C);
}

void Simulation::edit(StateEdit const& edit, ByQuantity& held_before) {
  std::vector<Index> const cells = cells_in(edit.region);
  if (edit.refill) {
    for (Index c : cells) state_.psi[c] = edit.refill->psi;
    State filled = state_;
    flow_.fill_water(filled);
    for (Index c : cells) state_.water[c] = filled.water[c];
  }
  for (Index c : cells) {
    if (edit.refill)
      refill(c, *edit.refill);
    else if (edit.added)
      reactions_->add(state_, c, *edit.added, site_.materials[cells_.material[c]].rho_b);
    else
      take(c, edit.share);
    double const V = mesh_.volume()[c];
    for (std::size_t q = 0; q < held_before.size(); ++q) {
      double const now = held(q, c), was = held_before[q][c];
      Exchange& booked = exchanged_[q][static_cast<std::size_t>(edit.account)];
      // Of what is exchanged all leaves and all comes; else it is the difference.
      booked.out += V * (edit.refill ? was : std::max(0.0, was - now));
      booked.in += V * (edit.refill ? now : std::max(0.0, now - was));
      held_before[q][c] = now;
    }
  }
}

// Water, sites and immobile water in equilibrium at its concentrations; no waste.
void Simulation::refill(Index c, Refill const& refill) {
  std::vector<double> const& C = refill.C;
  for (auto& stock : state_.stock) stock[c] = 0;
  for (std::size_t s = 0; s < C.size(); ++s) {
    state_.C[s][c] = state_.C_immobile[s][c] = C[s];
    state_.S_kinetic[s][c] = slow_sites(s, c, C[s]);
  }
  if (reactions_)
    reactions_->fill(state_, c, site_.chemistry->fills[static_cast<std::size_t>(refill.fill)]);
}

// A share of all pools of each species.
void Simulation::take(Index c, std::vector<double> const& share) {
  for (std::size_t r = 0; r < site_.releases.size(); ++r)
    state_.stock[r][c] *= 1 - share[static_cast<std::size_t>(site_.releases[r].species)];
  for (std::size_t s = 0; s < share.size(); ++s) {
    if (share[s] == 0 || (reactions_ && s >= site_.first_mobile)) continue;
    double const left = (1 - share[s]) * content(s, c).total();
    state_.S_kinetic[s][c] *= 1 - share[s];
    state_.C_immobile[s][c] *= 1 - share[s];
    hold(s, c, left);
  }
  if (reactions_ && share[site_.first_mobile] > 0)
    reactions_->take(state_, c, share[site_.first_mobile]);
}

}  // namespace sanggan
