#include "solver/simulation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "physics/well.hpp"

namespace sanggan {
namespace {

constexpr double landing = 1e-9;  // of a step: closer to an event than this is on it
constexpr double safety = 0.9, strongest_cut = 0.2, cut_on_failure = 0.25;
// A step is repeated where its error exceeds the tolerance by this factor; the control aims below.
constexpr double admitted = 2;
constexpr int most_cuts_in_a_row = 30;
constexpr int easy_newton = 24;  // more iterations, in both stages, and the step does not grow
constexpr double broken_balance = 1e-4;
constexpr double told_apart =
    1e-8;  // of what minerals and water hold: sites with less hold nothing
constexpr double settled_rates = 1e-2;  // of the tolerance of the coupling: iterations end there

}  // namespace

Simulation::Simulation(Mesh const& mesh, Halo const& halo, Site const& site, ConstField K_factor,
                       TimeControl const& time, NewtonControl const& newton,
                       TransportControl const& transport)
    : mesh_(mesh),
      halo_(halo),
      site_(site),
      time_(time),
      coupling_(transport.coupling),
      cells_(spread_materials(mesh, site, K_factor)),
      flow_(mesh, halo, site, cells_, newton),
      balance_(site) {
  if (!site.species.empty())
    transport_.emplace(mesh, halo, site, cells_, flow_.equations(), transport);
  if (site.chemistry) reactions_.emplace(mesh, halo, site, flow_.equations().curves().theta_s());
}

bool Simulation::start(ConstField psi) {
  state_ = {};
  state_.psi.assign(psi.begin(), psi.end());
  state_.ponded.assign(mesh_.n_boundary_faces(), 0.0);
  state_.drained.assign(mesh_.n_owned_cells(), 0.0);
  state_.well_stands.assign(site_.wells.size(), 0.0);
  state_.dt_next = time_.first_step;
  state_.cumulative = balance_.totals();
  flow_.fill_water(state_);
  if (time_.steady_start || time_.steady_flow) {
    StepOutcome const outcome = flow_.settle(state_);
    state_.newton_iterations = report_.newton_iterations += outcome.newton_iterations;
    state_.linear_iterations = report_.linear_iterations += outcome.linear_iterations;
    if (!outcome.converged) {
      failure_ = {"no steady state: " + outcome.reason, 0, 0, outcome.residual, outcome.worst};
      return false;
    }
    if (time_.steady_flow) state_.steady_until = flow_.equations().next_record(state_.t);
  }
  if (time_.spin_up > 0) state_.t = -time_.spin_up;
  return finish_start();
}

bool Simulation::start_within_spin_up(State state) {
  restore(std::move(state));
  return finish_start();
}

bool Simulation::finish_start() {
  auto const n_owned = static_cast<std::size_t>(mesh_.n_owned_cells());
  if (!spin_up()) {
    failure_.reason = "no spin-up: " + failure_.reason;
    return false;
  }
  for (Species const& species : site_.species) {
    auto& C = state_.C.emplace_back(mesh_.n_cells(), species.C_initial);
    if (species.C_initial_at)
      for (Index c = 0; c < mesh_.n_cells(); ++c) {
        Vec3 const x = mesh_.centre()[c];
        C[c] = species.C_initial_at(x.x, x.y, x.z);
      }
    for (auto const& [zone, value] : species.C_initial_in_zone)
      for (Index c = 0; c < mesh_.n_cells(); ++c)
        if (mesh_.zone()[c] == mesh_.zone_index(zone)) C[c] = value;
    // Kinetic sites and immobile water start in equilibrium with the water.
    auto const s = state_.C.size() - 1;
    auto& S = state_.S_kinetic.emplace_back(n_owned, 0.0);
    state_.C_immobile.emplace_back(C.begin(), C.begin() + static_cast<std::ptrdiff_t>(n_owned));
    for (std::size_t c = 0; c < n_owned; ++c) S[c] = slow_sites(s, static_cast<Index>(c), C[c]);
  }
  if (transport_) transport_->release().initialise(state_);
  if (reactions_)
    if (ReactionOutcome const outcome = reactions_->initialise(state_); !outcome.converged) {
      failure_ = {"no start: " + outcome.reason, 0, 0, 0, {}, outcome.failed};
      return false;
    }
  open_books();
  return true;
}

void Simulation::start_from(State state) {
  state.cumulative = balance_.totals();  // its own may have other items
  state.steady_until = State{}.steady_until;
  state.at_start = 0;
  restore(std::move(state));
  open_books();
}

void Simulation::open_books() {
  balance_.open(stores(state_), halo_.comm());
  state_.cumulative = balance_.totals();
}

double Simulation::slow_sites(std::size_t s, Index c, double C) const {
  auto const& sorption = site_.materials[cells_.material[c]].sorption[s];
  if (!sorption || !(sorption->omega > 0)) return 0;
  return (1 - sorption->equilibrium_fraction) *
         std::visit([&](auto const& law) { return law.sorbed(C); }, sorption->isotherm);
}

void Simulation::restore(State state) {
  state_ = std::move(state);
  report_.step = state_.step;
  report_.cuts = state_.cuts;
  report_.newton_iterations = state_.newton_iterations;
  report_.linear_iterations = state_.linear_iterations;
  report_.chemical_iterations = state_.chemical_iterations;
  report_.chemical_solves = state_.chemical_solves;
  report_.t = state_.t;
  halo_.update(state_.psi);
  for (auto& C : state_.C) halo_.update(C);
  balance_.restore(state_.cumulative);
  state_.well_stands.resize(site_.wells.size(), 0.0);
  flow_.shut_off_wells(state_.well_stands);
  flow_.linear().recall(state_.flow_effort);
  if (transport_) transport_->recall(state_.transport_effort);
  State at_rest = state_;
  flow_.fill_water(at_rest);  // curves and flows of the state, for the fields written at once
}

void Simulation::heed(StopAsked asked) {
  flow_.heed(asked);
  if (transport_) transport_->heed(asked);
  if (reactions_) reactions_->heed(asked);
}

double Simulation::next_event() const {
  double next = std::min(time_.end, flow_.equations().next_record(state_.t));
  for (AreaLoad const& load : site_.loads) next = std::min(next, load.rate.next_record(state_.t));
  for (double output : time_.outputs)
    if (output > state_.t) {
      next = std::min(next, output);
      break;
    }
  return next;
}

void Simulation::cut(double dt, double share, std::string const& reason) {
  ++report_.cuts;
  failure_ = {reason, state_.t, dt, 0, {}};
  state_.dt_next = share * dt;
}

bool Simulation::advance_flow(double dt) {
  StepOutcome const outcome = flow_.advance(trial_, dt);
  if (!accept_work(outcome, dt)) return false;
  last_error_ = outcome.error;
  last_newton_ = outcome.newton_iterations;
  if (last_error_ <= admitted * time_.water_content_tolerance || dt <= time_.smallest_step)
    return true;
  double const share = safety * std::sqrt(time_.water_content_tolerance / last_error_);
  cut(dt, std::max(strongest_cut, share), "the step is too long for the accuracy asked for");
  return false;
}

bool Simulation::accept_work(StepOutcome const& outcome, double dt) {
  report_.newton_iterations += outcome.newton_iterations;
  report_.linear_iterations += outcome.linear_iterations;
  if (outcome.converged) return true;
  cut(dt, cut_on_failure, outcome.reason);
  failure_.residual = outcome.residual;
  failure_.worst = outcome.worst;
  return false;
}

bool Simulation::step(double dt) {
  trial_ = state_;
  settled_.assign(1 + site_.species.size(), 0.0);
  if (!resettled_.empty()) settled_ = resettled_;
  bool new_flow = true;
  if (!time_.steady_flow) {
    if (!advance_flow(dt)) return false;
  } else if (state_.t >= state_.steady_until) {
    // The flow changes only where the forcing does, and at once.
    std::vector<double> const before = totals(trial_);
    if (!accept_work(flow_.settle(trial_), dt)) return false;
    trial_.steady_until = flow_.equations().next_record(state_.t);
    std::vector<double> const after = totals(trial_);
    for (std::size_t q = 0; q < after.size(); ++q) settled_[q] += after[q] - before[q];
  } else {
    new_flow = !flow_is_set_;
  }
  std::vector<SpeciesFlows> flows;
  if (transport_) {
    double const begin = MPI_Wtime();
    if (new_flow)
      transport_->set_flow(time_.steady_flow ? trial_.water : state_.water, trial_.water, dt);
    else
      transport_->keep_flow(dt);
    flow_is_set_ = true;
    transport_seconds_ += MPI_Wtime() - begin;
    if (!(reactions_ ? move_and_react(dt, flows) : move(dt, flows))) return false;
  }
  book(trial_, dt, flows);
  exchanged_.clear();
  resettled_.clear();
  gained_at_once_.clear();
  trial_.cumulative = balance_.totals();
  commit(dt);
  if (transport_) switch_wells();
  return true;
}

bool Simulation::move(double dt, std::vector<SpeciesFlows>& flows) {
  double const begin = MPI_Wtime();
  flows.assign(site_.species.size(), {});
  for (SpeciesFlows& flow : flows) {
    flow.boundary.assign(site_.boundaries.size(), 0.0);
    flow.well.assign(site_.wells.size(), 0.0);
    flow.account.assign(site_.accounts.size(), 0.0);
  }
  TransportOutcome const moved = transport_->advance(trial_, state_.t, flows);
  transport_seconds_ += MPI_Wtime() - begin;
  report_.linear_iterations += moved.linear_iterations;
  if (!moved.converged) cut(dt, cut_on_failure, moved.reason);
  return moved.converged;
}

bool Simulation::react(double dt, double share, bool rates_given, std::vector<double>& gained) {
  double const begin = MPI_Wtime();
  ReactionOutcome const reacted = reactions_->advance(trial_, share * dt, rates_given);
  reaction_seconds_ += MPI_Wtime() - begin;
  report_.chemical_iterations += reacted.counts.iterations;
  report_.chemical_solves += reacted.counts.solves;
  for (std::size_t m = 0; m < reacted.gained.size(); ++m) gained[m] += reacted.gained[m];
  if (!reacted.converged) {
    cut(dt, cut_on_failure, reacted.reason);
    failure_.cell = reacted.failed;
  }
  return reacted.converged;
}

bool Simulation::move_and_react(double dt, std::vector<SpeciesFlows>& flows) {
  bool const iterates = coupling_.scheme == CouplingControl::Scheme::iterative;
  double const share = coupling_.scheme == CouplingControl::Scheme::strang ? 0.5 : 1;
  std::vector<double> const at_once =
      gained_at_once_.empty() ? std::vector<double>(site_.species.size(), 0.0) : gained_at_once_;
  std::vector<double> gained = at_once;
  if (share < 1 && !react(dt, share, false, gained)) return false;
  State before;
  if (iterates) before = trial_;
  transport_->set_reaction_rates(iterates ? &trial_.chemistry.rate : nullptr);
  for (int iteration = 1;; ++iteration) {
    if (!move(dt, flows)) return false;
    std::vector<std::vector<double>> given;
    if (iterates) given = trial_.chemistry.rate;
    if (iterates) gained = at_once;
    if (!react(dt, share, iterates, gained)) return false;
    if (!iterates) break;
    before.chemistry.rate.swap(given);
    if (reactions_->change(before, trial_, dt) <= settled_rates * coupling_.tolerance) break;
    if (iteration == coupling_.most_iterations) {
      cut(dt, cut_on_failure, "transport and reactions do not settle");
      return false;
    }
    given = std::move(trial_.chemistry.rate);
    trial_ = before;
    trial_.chemistry.rate = std::move(given);
  }
  reactions_->add_flows(flows, gained);
  if (state_.step == 0) return true;  // there are no rates to compare with
  coupling_error_ = reactions_->change(state_, trial_, dt);
  if (coupling_error_ <= admitted * coupling_.tolerance || dt <= time_.smallest_step) return true;
  double const aim = safety * std::sqrt(coupling_.tolerance / coupling_error_);
  cut(dt, std::max(strongest_cut, aim), "the step is too long for transport and reactions apart");
  return false;
}

void Simulation::note_work() {
  state_.cuts = report_.cuts;
  state_.newton_iterations = report_.newton_iterations;
  state_.linear_iterations = report_.linear_iterations;
  state_.chemical_iterations = report_.chemical_iterations;
  state_.chemical_solves = report_.chemical_solves;
  state_.flow_effort = flow_.linear().effort();
  if (transport_) state_.transport_effort = transport_->effort();
}

void Simulation::commit(double dt) {
  trial_.t = state_.t + dt;
  ++trial_.step;
  std::swap(state_, trial_);
  note_work();
  report_.t = state_.t;
  report_.dt = dt;
  report_.step = state_.step;
}

template <class Step>
bool Simulation::step_towards(double event, Step const& attempt) {
  for (int cuts = 0; cuts <= most_cuts_in_a_row && state_.dt_next >= time_.smallest_step; ++cuts) {
    double const wanted = std::min(state_.dt_next, time_.largest_step);
    double const left = event - state_.t;
    // Land on the event; two nearly equal steps rather than a long one and a sliver.
    bool const lands = wanted >= left * (1 - landing);
    double const dt = lands ? left : (2 * wanted > left ? 0.5 * left : wanted);
    if (!attempt(dt)) continue;
    if (lands) state_.t = event;
    double const error = std::max(last_error_ / time_.water_content_tolerance,
                                  coupling_error_ / coupling_.tolerance);
    double growth = error > 0 ? safety / std::sqrt(error) : time_.largest_growth;
    growth = std::clamp(growth, strongest_cut, time_.largest_growth);
    if (last_newton_ > easy_newton) growth = std::min(growth, 1.0);
    // A step that an event cut short says little about the next one unless it was too long itself.
    state_.dt_next = lands && growth >= 1 ? std::max(growth * dt, std::min(wanted, growth * wanted))
                                          : growth * dt;
    return true;
  }
  return false;
}

template <class Step>
bool Simulation::step_or_give_up(double event, Step const& attempt) {
  double const planned = state_.dt_next;
  StepReport const accepted = report_;
  try {
    return step_towards(event, attempt);
  } catch (GivenUp const&) {
    state_.dt_next = planned;
    report_ = accepted;
    throw;
  }
}

bool Simulation::spin_up() {
  while (state_.t < 0) {
    bool const moved =
        step_or_give_up(std::min(0.0, flow_.equations().next_record(state_.t)), [&](double dt) {
          trial_ = state_;
          if (!advance_flow(dt)) return false;
          commit(dt);
          return true;
        });
    if (!moved) return false;
  }
  state_.step = report_.step = 0;
  return true;
}

RunEnd Simulation::run(RunCallbacks const& callbacks) {
  double const begin = MPI_Wtime();
  auto const finish = [&](RunEnd end) {
    total_seconds_ += MPI_Wtime() - begin;
    note_work();
    return end;
  };
  auto const output = [&] {
    double const start = MPI_Wtime();
    if (callbacks.output) callbacks.output(snapshot());
    output_seconds_ += MPI_Wtime() - start;
  };
  auto const is_output_time = [&] {
    return std::binary_search(time_.outputs.begin(), time_.outputs.end(), state_.t);
  };
  if (state_.step == 0 && is_output_time()) output();
  while (state_.t < time_.end) {
    try {
      if (!step_or_give_up(next_event(), [this](double dt) { return step(dt); }))
        return finish(RunEnd::no_convergence);
    } catch (GivenUp const&) {
      total_seconds_ += MPI_Wtime() - begin;
      return RunEnd::stopped;
    }
    bool const holds = balance_holds();
    if (is_output_time()) output();  // before a checkpoint says that it was
    if (callbacks.step) callbacks.step(report_);
    if (!holds) return finish(RunEnd::balance_broken);
    if (callbacks.stop_requested && callbacks.stop_requested()) return finish(RunEnd::stopped);
  }
  return finish(RunEnd::done);
}

StoredPools Simulation::content(State const& state, std::size_t s, Index c) const {
  auto const p =
      transport_->chemistry().pools(static_cast<int>(s), c, state.water[c], state.C[s][c],
                                    state.S_kinetic[s][c], state.C_immobile[s][c]);
  StoredPools pools{p.dissolved, p.gas, p.sorbed, p.immobile};
  if (reactions_ && s >= site_.first_mobile)
    reactions_->add_content(state, s - site_.first_mobile, c, pools);
  return pools;
}

double Simulation::concentration(std::size_t s, Index c) const {
  return reactions_ && s >= site_.first_mobile
             ? reactions_->dissolved(state_, s - site_.first_mobile, c)
             : state_.C[s][c];
}

double Simulation::pumped_concentration(std::size_t w, std::size_t s) const {
  auto const& screen = flow_.equations().wells().screens()[w];
  double flow = 0, mass = 0, plain = 0;
  for (std::size_t i = 0; i < screen.cells.size(); ++i) {
    double const q = std::max(screen.Q[i], 0.0);
    flow += q;
    double const C = concentration(s, screen.cells[i]);
    mass += q * C;
    plain += C / static_cast<double>(screen.cells.size());
  }
  return flow > 0 ? mass / flow : plain;  // of a well at rest: the mean of its screen
}

// The ranks agree on what the rank of the well sees.
void Simulation::switch_wells() {
  bool const any = std::any_of(site_.wells.begin(), site_.wells.end(), [](Well const& well) {
    return std::any_of(well.stop_below.begin(), well.stop_below.end(),
                       [](Series const& limit) { return !limit.empty(); });
  });
  if (!any) return;
  std::vector<double> stands = state_.well_stands;
  for (std::size_t w = 0; w < site_.wells.size(); ++w) {
    Well const& well = site_.wells[w];
    auto const& screen = flow_.equations().wells().screens()[w];
    bool const pumps =
        std::any_of(screen.Q.begin(), screen.Q.end(), [](double q) { return q > 0; });
    bool const stood = stands[w] > 0, here = !screen.cells.empty();
    std::vector<WellSwitch> switches;
    for (std::size_t s = 0; s < well.stop_below.size(); ++s)
      if (!well.stop_below[s].empty()) {
        switches.push_back(
            {here ? pumped_concentration(w, s) : 0, well.stop_below[s].at(state_.t)});
        if (!well.restart_above[s].empty())
          switches.back().restart_above = well.restart_above[s].at(state_.t);
      }
    stands[w] = here && (stood || pumps) && stands_still(stood, switches) ? 1 : 0;
  }
  MPI_Allreduce(MPI_IN_PLACE, stands.data(), static_cast<int>(stands.size()), MPI_DOUBLE, MPI_MAX,
                halo_.comm());
  auto const stands_by_name = [&](std::string const& name) {
    auto const is_it = [&](Well const& well) { return well.name == name; };
    return stands[static_cast<std::size_t>(std::ranges::find_if(site_.wells, is_it) -
                                           site_.wells.begin())] > 0;
  };
  for (std::size_t w = 0; w < site_.wells.size(); ++w)  // there is no water to return
    if (auto const& returned = site_.wells[w].returned)
      stands[w] = std::ranges::all_of(returned->from, stands_by_name);
  if (stands == state_.well_stands) return;
  state_.well_stands = stands;
  flow_.shut_off_wells(stands);
  state_.steady_until = state_.t;  // the flow has to be found anew
}

std::vector<StoredPools> Simulation::stores(State const& state) const {
  std::vector<StoredPools> all(1 + site_.species.size());
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double const V = mesh_.volume()[c];
    all[0].dissolved += V * state.water[c];
    for (std::size_t s = 0; s < site_.species.size(); ++s) all[1 + s].add(content(state, s, c), V);
  }
  for (std::size_t s = 0; s < site_.species.size(); ++s)
    all[1 + s].mineral += transport_->release().stock(state, static_cast<int>(s));
  return all;
}

std::vector<double> Simulation::totals(State const& state) const {
  std::vector<double> sums;
  for (StoredPools const& pools : stores(state)) sums.push_back(pools.total());
  return sums;
}

void Simulation::book(State const& after, double dt, std::vector<SpeciesFlows> const& flows) {
  std::size_t const n_boundaries = site_.boundaries.size(), n_wells = site_.wells.size();
  std::vector<std::vector<double>> net(1 + flows.size());
  auto& water = net[0];
  water.assign(balance_.items().size(), 0.0);
  auto const& equations = flow_.equations();
  for (Index b = 0; b < mesh_.n_boundary_faces(); ++b)
    if (int const k = equations.boundary().boundary()[b]; k >= 0)
      water[k] += dt * equations.boundary().Q()[b];
  for (std::size_t w = 0; w < n_wells; ++w)
    for (double q : equations.wells().screens()[w].Q) water[n_boundaries + w] += dt * q;
  std::size_t const accounts = n_boundaries + n_wells, processes = accounts + site_.accounts.size();
  for (double q : equations.source()) water[processes] -= dt * q;
  for (std::size_t s = 0; s < flows.size(); ++s) {
    auto& list = net[1 + s];
    list.insert(list.end(), flows[s].boundary.begin(), flows[s].boundary.end());
    list.insert(list.end(), flows[s].well.begin(), flows[s].well.end());
    list.insert(list.end(), flows[s].account.begin(), flows[s].account.end());
    list.insert(list.end(), {-flows[s].loaded, -flows[s].produced, flows[s].decayed,
                             flows[s].consumed, flows[s].vented, 0});
  }
  for (std::size_t q = 0; q < net.size(); ++q) net[q].back() -= settled_[q];
  balance_.book(net, exchanged_, stores(after), halo_.comm());
}

bool Simulation::balance_holds() {
  report_.water_error = balance_.accounts()[0].relative_error();
  report_.species_error = 0;
  for (std::size_t q = 1; q < balance_.accounts().size(); ++q)
    report_.species_error =
        std::max(report_.species_error, balance_.accounts()[q].relative_error());
  double const worst = std::max(report_.water_error, report_.species_error);
  if (worst <= broken_balance) return true;
  failure_ = {"the mass balance is broken", state_.t, report_.dt, 0, {}};
  return false;
}

PhaseSeconds Simulation::seconds() const {
  PhaseSeconds seconds = before_;
  seconds.assembly += flow_.assembly_seconds();
  seconds.preconditioner += flow_.linear().setup_seconds();
  seconds.linear_solve += flow_.linear().solve_seconds();
  seconds.transport += transport_seconds_;
  seconds.reactions += reaction_seconds_;
  seconds.output += output_seconds_;
  seconds.total += total_seconds_;
  return seconds;
}

Snapshot Simulation::snapshot() const {
  auto const n = static_cast<std::size_t>(mesh_.n_owned_cells());
  auto const& curves = flow_.equations().curves();
  Snapshot shot{state_.t, {}};
  auto const add = [&](std::string name, std::string unit, auto const& value) {
    OutputField field{std::move(name), std::move(unit), 1, std::vector<double>(n)};
    for (std::size_t c = 0; c < n; ++c) field.values[c] = value(static_cast<Index>(c));
    shot.fields.push_back(std::move(field));
  };
  add("pressure_head", "m", [&](Index c) { return state_.psi[c]; });
  add("head", "m", [&](Index c) { return state_.psi[c] + mesh_.centre()[c].z; });
  add("water_content", "1", [&](Index c) { return state_.water[c]; });
  add("saturation", "1", [&](Index c) { return state_.water[c] / curves.theta_s()[c]; });
  OutputField flux{"darcy_flux", "m/s", 3, std::vector<double>(3 * n)};
  std::vector<Vec3> q(mesh_.n_cells());
  cell_darcy_flux(mesh_, halo_, flow_.equations().face_flow(), q);
  for (std::size_t c = 0; c < n; ++c)
    std::copy_n(std::array{q[c].x, q[c].y, q[c].z}.begin(), 3,
                flux.values.begin() + static_cast<std::ptrdiff_t>(3 * c));
  shot.fields.push_back(std::move(flux));
  for (std::size_t s = 0; s < site_.species.size(); ++s) {
    bool const is_sum =
        reactions_ && s >= site_.first_mobile && !reactions_->is_substance(s - site_.first_mobile);
    if (is_sum) continue;  // of acidity and electrons, pH and pe are written
    std::string const& name = site_.species[s].name;
    ResultUnits const unit = result_units(site_.species[s]);
    add(name + "_dissolved", std::string(unit.concentration),
        [&](Index c) { return unit.per_mmol * concentration(s, c); });
    add(name + "_sorbed", std::string(unit.content), [&](Index c) {
      double const rho_b = site_.materials[cells_.material[c]].rho_b;
      StoredPools const p = content(s, c);
      // Beside minerals it is a small difference, of which nothing is left below their round-off.
      if (!(rho_b > 0) || std::abs(p.sorbed) < told_apart * p.gross) return 0.0;
      return 1000 * unit.per_mmol * p.sorbed / rho_b;
    });
    add(name + "_total", std::string(unit.bulk),
        [&](Index c) { return unit.per_mmol * content(s, c).total(); });
  }
  if (reactions_)
    for (OutputField& field : reactions_->fields(state_)) shot.fields.push_back(std::move(field));
  return shot;
}

}  // namespace sanggan
