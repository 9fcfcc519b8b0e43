#include "solver/release_source.hpp"

#include <algorithm>

namespace sanggan {

ReleaseSource::ReleaseSource(Mesh const& mesh, Site const& site, CellProperties const& cells,
                             ConstField porosity, MPI_Comm comm)
    : mesh_(mesh),
      site_(site),
      comm_(comm),
      porosity_(porosity.begin(), porosity.begin() + mesh.n_owned_cells()),
      waste_(mesh.n_cells(), 0) {
  Index const n = mesh.n_owned_cells();
  for (Index c = 0; c < n; ++c) rho_b_.push_back(site.materials[cells.material[c]].rho_b);
  for (WasteRelease const& release : site.releases) {
    Index const zone = mesh.zone_index(release.zone);
    auto& mine = cells_.emplace_back();
    for (Index c = 0; c < mesh.n_cells(); ++c)
      if (mesh.zone()[c] == zone) {
        waste_[c] = 1;
        if (c < n) mine.push_back(c);
      }
    auto& factor = factor_.emplace_back();
    for (ReleaseChange const& change : site.release_changes) {
      if (change.species >= 0 && change.species != release.species) continue;
      factor.resize(static_cast<std::size_t>(n), 1.0);
      for (Index c : mine) {
        Vec3 const x = mesh.centre()[c];
        if (change.region.contains(release.zone, x.x, x.y, x.z)) factor[c] *= change.factor;
      }
    }
  }
  auto const columns = mesh.column();
  std::size_t const n_columns = !mesh.has_columns() ? mesh.zone_names().size()
                                : columns.empty()
                                    ? 0
                                    : 1 + *std::max_element(columns.begin(), columns.end());
  column_mass_.assign(n_columns, 0.0);
  drainage_.assign(n_columns, 0.0);
  for (Index c = 0; c < n; ++c)
    if (waste_[c]) column_mass_[columns[c]] += rho_b_[c] * mesh.volume()[c];
  complete(column_mass_);
}

void ReleaseSource::complete(std::vector<double>& by_column) const {
  if (mesh_.has_columns()) return;  // whole columns lie here
  MPI_Allreduce(MPI_IN_PLACE, by_column.data(), static_cast<int>(by_column.size()), MPI_DOUBLE,
                MPI_SUM, comm_);
}

void ReleaseSource::initialise(State& state) const {
  state.stock.assign(site_.releases.size(), std::vector<double>(mesh_.n_owned_cells(), 0.0));
  for (std::size_t r = 0; r < cells_.size(); ++r) {
    double const stock =
        std::visit([](auto const& law) { return law.initial_stock(); }, site_.releases[r].law);
    for (Index c : cells_[r]) state.stock[r][c] = stock;
  }
}

void ReleaseSource::set_flow(ConstField Q) {
  std::fill(drainage_.begin(), drainage_.end(), 0.0);
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    if (!waste_[c]) continue;
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      bool const inside = f < mesh_.n_interior_faces();
      Index const other = inside ? (sign > 0 ? mesh_.neighbour()[f] : mesh_.owner()[f]) : -1;
      // Percolate leaves the waste downward or sideways; what rises, to the air or into a cover,
      // does not.
      if (inside ? waste_[other] != 0 : mesh_.area_vector()[f].z > 0) continue;
      if (inside && sign * mesh_.area_vector()[f].z > 0) continue;
      drainage_[mesh_.column()[c]] += std::max(0.0, sign * Q[f]);
    }
  }
  complete(drainage_);
  for (std::size_t k = 0; k < drainage_.size(); ++k)
    if (column_mass_[k] > 0) drainage_[k] /= column_mass_[k];
}

void ReleaseSource::drain(State& state, double dt) const {
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
    if (waste_[c]) state.drained[c] += dt * drainage_[mesh_.column()[c]];
}

ReleaseView ReleaseSource::view(State const& state, std::size_t r, Index c, double dt, double water,
                                double C_oxidant) const {
  ReleaseView view;
  view.dt = dt;
  view.stock = state.stock[r][c];
  view.L_S_begin = state.drained[c];
  view.L_S_end = state.drained[c] + dt * drainage_[mesh_.column()[c]];
  view.saturation = std::min(1.0, water / porosity_[c]);
  view.C_oxidant = C_oxidant;
  return view;
}

void ReleaseSource::add_oxidant_sink(State const& state, int s, double dt, ConstField water,
                                     ConstField C, Field sink, Field slope) const {
  for (std::size_t r = 0; r < cells_.size(); ++r) {
    WasteRelease const& release = site_.releases[r];
    if (release.oxidant != s) continue;
    std::visit(
        [&](auto const& law) {
          for (Index c : cells_[r]) {
            double const per_step = factor(r, c) * rho_b_[c] * release.oxidant_per_mol / dt;
            ReleaseView const cell = view(state, r, c, dt, water[c], std::max(C[c], 0.0));
            double rise = 0;
            if constexpr (requires { law.slope(cell); }) rise = per_step * law.slope(cell);
            // Newton's method approaches this concave rate from below: where it falls below zero
            // the rate goes on linearly and leads it straight back.
            sink[c] += per_step * law.released(cell) + rise * std::min(C[c], 0.0);
            slope[c] += rise;
          }
        },
        release.law);
  }
}

double ReleaseSource::give_off(State& state, int s, double dt, ConstField water,
                               std::vector<std::vector<double>> const& C_oxidant,
                               Lane source) const {
  double total = 0;
  for (std::size_t r = 0; r < cells_.size(); ++r) {
    WasteRelease const& release = site_.releases[r];
    if (release.species != s) continue;
    std::visit(
        [&](auto const& law) {
          for (Index c : cells_[r]) {
            double const C =
                release.oxidant >= 0 ? std::max(C_oxidant[release.oxidant][c], 0.0) : 0;
            double const released = factor(r, c) * law.released(view(state, r, c, dt, water[c], C));
            state.stock[r][c] -= released;
            double const rate = rho_b_[c] * mesh_.volume()[c] * released / dt;
            source[c] += rate;
            total += rate;
          }
        },
        release.law);
  }
  return total;
}

double ReleaseSource::stock(State const& state, int s) const {
  double total = 0;
  for (std::size_t r = 0; r < cells_.size(); ++r)
    if (site_.releases[r].species == s)
      for (Index c : cells_[r]) total += state.stock[r][c] * rho_b_[c] * mesh_.volume()[c];
  return total;
}

bool ReleaseSource::oxidises_with(int s) const {
  return std::any_of(site_.releases.begin(), site_.releases.end(),
                     [s](WasteRelease const& release) { return release.oxidant == s; });
}

}  // namespace sanggan
