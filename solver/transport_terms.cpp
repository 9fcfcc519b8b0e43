#include <algorithm>
#include <cmath>

#include "solver/transport.hpp"

namespace sanggan {
namespace {

bool holds(std::vector<Series> const& list, std::size_t s) {
  return s < list.size() && !list[s].empty();
}
double value(std::vector<Series> const& list, std::size_t s, double t) {
  return holds(list, s) ? list[s].at(t) : 0;
}

}  // namespace

// Of the water as it is pumped at the start of a step: the wells that inject lag behind by a step.
void Transport::mix_returned_water(State const& state) {
  returned_.assign(site_.wells.size(), {});
  for (std::size_t w = 0; w < site_.wells.size(); ++w) {
    auto const& returned = site_.wells[w].returned;
    if (!returned) continue;
    std::vector<double> sums(1 + state.C.size(), 0.0);  // water, then the species
    for (std::size_t p = 0; p < site_.wells.size(); ++p) {
      auto const& from = returned->from;
      if (std::find(from.begin(), from.end(), site_.wells[p].name) == from.end()) continue;
      auto const& screen = flow_.wells().screens()[p];
      for (std::size_t i = 0; i < screen.cells.size(); ++i) {
        double const Q = std::max(screen.Q[i], 0.0);
        sums[0] += Q;
        for (std::size_t s = 0; s < state.C.size(); ++s)
          sums[1 + s] += Q * state.C[s][screen.cells[i]];
      }
    }
    MPI_Allreduce(MPI_IN_PLACE, sums.data(), static_cast<int>(sums.size()), MPI_DOUBLE, MPI_SUM,
                  halo_.comm());
    for (std::size_t s = 0; s < state.C.size(); ++s)
      returned_[w].push_back(sums[0] > 0 ? returned->passes * sums[1 + s] / sums[0] : 0);
  }
}

double Transport::injected(std::size_t w, std::size_t s, double t) const {
  bool const of_the_chemistry = site_.chemistry && s >= site_.first_mobile;
  return returned_[w].empty() || of_the_chemistry ? value(site_.wells[w].C_injected, s, t)
                                                  : returned_[w][s];
}

void Transport::boundary_terms(Substep const& step) {
  auto const clear = [&](Index n, std::vector<double>& field) {
    std::fill_n(field.begin(), static_cast<std::ptrdiff_t>(n) * step.batch.width, 0.0);
  };
  for (auto* field : {&out_, &gain_}) clear(mesh_.n_owned_cells(), *field);
  for (auto* field : {&boundary_out_, &boundary_in_, &boundary_entering_})
    clear(mesh_.n_boundary_faces(), *field);
  for (std::size_t k = 0; k < step.batch.species.size(); ++k) boundary_terms(step, k);
}

// By boundary face, then by cell: what leaves with the cell's concentration (m3/s), what arrives
// (mol/s).
void Transport::boundary_terms(Substep const& step, std::size_t k) {
  std::size_t const s = step.batch.species[k];
  auto const Q = flow_.boundary().Q();
  auto const law_of = flow_.boundary().boundary();
  auto const ponded = flow_.boundary().ponded(), runoff = flow_.boundary().runoff();
  auto const& dispersion = dispersions_[dispersion_of_[s]];
  Index const first = mesh_.n_interior_faces();
  double const t = step.t_middle();
  Lane const leaves = lane(boundary_out_, step, k), enters = lane(boundary_entering_, step, k),
             brings = lane(boundary_in_, step, k), out = lane(out_, step, k),
             gain = lane(gain_, step, k);
  for (Index b = 0; b < mesh_.n_boundary_faces(); ++b) {
    if (law_of[b] < 0) continue;
    Boundary const& law = site_.boundaries[law_of[b]];
    bool const fixed = holds(law.C_fixed, s);
    if (Q[b] < 0) {
      enters[b] = -Q[b];
      brings[b] = -Q[b] * (fixed ? value(law.C_fixed, s, t) : value(law.C_inflow, s, t));
    } else if (!std::holds_alternative<Atmosphere>(law.flow) || ponded[b] > 0 || runoff[b] > 0) {
      leaves[b] = Q[b];  // what the atmosphere takes from bare soil is vapour, no solutes
    }
    if (fixed) {
      double const G = dispersion.conductance[first + b];
      leaves[b] += G;
      enters[b] += G;
      brings[b] += G * value(law.C_fixed, s, t);
    } else if (holds(law.gas_fixed, s) && site_.species[s].K_H > 0) {
      double const G = dispersion.gas_boundary[b];
      leaves[b] += G;
      enters[b] += G;
      brings[b] += G * value(law.gas_fixed, s, t) / site_.species[s].K_H;
    }
    out[mesh_.owner()[first + b]] += leaves[b];
    gain[mesh_.owner()[first + b]] += brings[b];
  }
  for (std::size_t w = 0; w < site_.wells.size(); ++w) {
    auto const& screen = flow_.wells().screens()[w];
    for (std::size_t i = 0; i < screen.cells.size(); ++i) {
      if (screen.Q[i] >= 0)
        out[screen.cells[i]] += screen.Q[i];
      else
        gain[screen.cells[i]] -= screen.Q[i] * injected(w, s, t);
    }
  }
  if (!site_.sources.empty())
    for (Index c = 0; c < mesh_.n_owned_cells(); ++c) out[c] += std::max(0.0, -flow_.source()[c]);
}

// What enters a cell is one of its neighbours: without it no inlet cell could rise above what the
// low order gave it.
void Transport::admit_what_enters(Substep const& step) {
  for (std::size_t k = 0; k < step.batch.species.size(); ++k) {
    Lane const least = lane(least_, step, k), most = lane(most_, step, k);
    auto const admit = [&](Index c, double C) {
      least[c] = std::min(least[c], C);
      most[c] = std::max(most[c], C);
    };
    Lane const enters = lane(boundary_entering_, step, k), brings = lane(boundary_in_, step, k);
    for (Index b = 0; b < mesh_.n_boundary_faces(); ++b)
      if (enters[b] > 0) admit(mesh_.owner()[mesh_.n_interior_faces() + b], brings[b] / enters[b]);
    for (std::size_t w = 0; w < site_.wells.size(); ++w) {
      auto const& screen = flow_.wells().screens()[w];
      for (std::size_t i = 0; i < screen.cells.size(); ++i)
        if (screen.Q[i] < 0)
          admit(screen.cells[i], injected(w, step.batch.species[k], step.t_middle()));
    }
  }
}

void Transport::add_sources(State& state, Substep const& step, std::vector<SpeciesFlows>& flows) {
  double const t = step.t_middle();
  for (std::size_t k = 0; k < step.batch.species.size(); ++k) {
    std::size_t const s = step.batch.species[k];
    auto const number = static_cast<int>(s);
    Lane const gain = lane(gain_, step, k);
    double loaded = 0, produced = 0;  // (mol/s)
    auto const add = [&](Index c, double rate, double& total) {
      gain[c] += rate;
      total += rate;
    };
    for (AreaLoad const& load : site_.loads) {
      if (load.species != number) continue;
      Patch const& patch = mesh_.patches()[mesh_.patch_index(load.patch)];
      double const rate = load.rate.at(t);
      for (Index f = patch.first; f < patch.last; ++f)
        add(mesh_.owner()[f], rate * std::abs(mesh_.area_vector()[f].z), loaded);
    }
    for (std::size_t i = 0; i < site_.sources.size(); ++i) {
      VolumeSource const& source = site_.sources[i];
      if (!holds(source.mass, s)) continue;
      Index const zone = mesh_.zone_index(source.zone);
      double const density = source.mass[s].at(t) / flow_.source_volume(i);
      for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
        if (mesh_.zone()[c] == zone) add(c, density * mesh_.volume()[c], loaded);
    }
    if (reaction_rates_ && s >= site_.first_mobile) {
      std::vector<double> const& set_free = (*reaction_rates_)[s - site_.first_mobile];
      for (std::size_t c = 0; c < set_free.size(); ++c)
        gain[static_cast<Index>(c)] += mesh_.volume()[c] * set_free[c];
    }
    double const released =
        release_.give_off(state, number, step.dt, substep_new_, C_reacting_, gain);
    for (std::size_t p = 0; p < site_.species.size(); ++p)
      if (site_.species[p].daughter == number)
        for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
          add(c, site_.species[p].yield * mesh_.volume()[c] * decayed_[p][c] / step.dt, produced);
    flows[s].loaded += loaded * step.dt;
    flows[s].released += released * step.dt;
    flows[s].produced += produced * step.dt;
  }
}

void Transport::book_boundaries(Substep const& step, std::vector<SpeciesFlows>& flows) {
  Index const first = mesh_.n_interior_faces();
  auto const law_of = flow_.boundary().boundary();
  for (std::size_t k = 0; k < step.batch.species.size(); ++k) {
    std::size_t const s = step.batch.species[k];
    Lane const leaves = lane(boundary_out_, step, k), brings = lane(boundary_in_, step, k),
               C = lane(C_low_, step, k);
    for (Index b = 0; b < mesh_.n_boundary_faces(); ++b)
      if (law_of[b] >= 0)
        flows[s].boundary[law_of[b]] +=
            step.dt * (leaves[b] * C[mesh_.owner()[first + b]] - brings[b]);
    for (std::size_t w = 0; w < site_.wells.size(); ++w) {
      auto const& screen = flow_.wells().screens()[w];
      double const C_in = injected(w, s, step.t_middle());
      for (std::size_t i = 0; i < screen.cells.size(); ++i)
        flows[s].well[w] += step.dt * screen.Q[i] * (screen.Q[i] >= 0 ? C[screen.cells[i]] : C_in);
    }
    if (!site_.sources.empty())
      for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
        if (flow_.source()[c] < 0) flows[s].loaded += step.dt * flow_.source()[c] * C[c];
  }
}

}  // namespace sanggan
