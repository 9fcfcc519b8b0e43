#include "solver/monitors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "mesh/locate.hpp"
#include "solver/cell_properties.hpp"

namespace sanggan {
namespace {

constexpr double nowhere = std::numeric_limits<double>::infinity();

// The cell that fits the point best; on one rank only.
Index find_cell(Mesh const& mesh, MPI_Comm comm, Vec3 at) {
  Index best = -1;
  double nearest = nowhere;
  GlobalIndex id = std::numeric_limits<GlobalIndex>::max();
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    double const distance = misfit(mesh, c, at);
    if (distance == nowhere || distance > nearest) continue;
    if (distance == nearest && mesh.cell_id()[c] > id) continue;
    best = c;
    nearest = distance;
    id = mesh.cell_id()[c];
  }
  double all = nearest;
  MPI_Allreduce(MPI_IN_PLACE, &all, 1, MPI_DOUBLE, MPI_MIN, comm);
  GlobalIndex winner = nearest == all ? id : std::numeric_limits<GlobalIndex>::max();
  MPI_Allreduce(MPI_IN_PLACE, &winner, 1, MPI_INT64_T, MPI_MIN, comm);
  if (winner == std::numeric_limits<GlobalIndex>::max()) return -2;
  return id == winner ? best : -1;
}

}  // namespace

Monitors::Monitors(Simulation const& simulation, std::vector<MonitorPoint> const& points,
                   std::vector<MonitorFence> const& fences, std::vector<std::string> const& zones)
    : simulation_(&simulation), zones_(zones) {
  Site const& site = simulation.site();
  auto const concentrations = [&](std::string const& place) {
    for (std::size_t s = 0; s < site.species.size(); ++s) {
      peaks_.push_back({place, s});
      peak_column_.push_back(columns_.size());
      columns_.push_back({place + " " + site.species[s].name,
                          std::string(result_units(site.species[s]).concentration)});
    }
  };
  for (MonitorPoint const& point : points) {
    Index const cell = find_cell(simulation.mesh(), simulation.halo().comm(), point.at);
    if (cell == -2) throw MeshError("the point " + point.name + " lies outside the mesh");
    point_cell_.push_back(cell);
    columns_.push_back({point.name + " head", "m"});
    columns_.push_back({point.name + " water content", "1"});
    if (simulation.reactions()) columns_.push_back({point.name + " pH", "1"});
    concentrations(point.name);
  }
  for (Well const& well : site.wells) {
    columns_.push_back({well.name + " level", "m"});
    columns_.push_back({well.name + " pumped", "m3/d"});
    concentrations(well.name);
  }
  for (Boundary const& boundary : site.boundaries) {
    columns_.push_back({boundary.name + " outflow", "m3/d"});
    for (Species const& species : site.species)
      columns_.push_back({boundary.name + " outflow of " + species.name,
                          std::string(result_units(species).total) + "/d"});
    has_runoff_.push_back(std::holds_alternative<Atmosphere>(boundary.flow));
    if (has_runoff_.back()) columns_.push_back({boundary.name + " runoff", "m3/d"});
  }
  for (MonitorFence const& fence : fences) {
    fences_.push_back(faces_of(fence));
    columns_.push_back({fence.name + " flow", "m3/d"});
    for (Species const& species : site.species)
      columns_.push_back({fence.name + " flow of " + species.name,
                          std::string(result_units(species).total) + "/d"});
  }
  for (std::string const& zone : zones_) {
    if (simulation.mesh().zone_index(zone) < 0)
      throw std::runtime_error("there is no zone " + zone);
    columns_.push_back({zone + " water", "m3"});
    for (Species const& species : site.species)
      columns_.push_back(
          {zone + " content of " + species.name, std::string(result_units(species).total)});
  }
}

std::vector<Monitors::FenceFace> Monitors::faces_of(MonitorFence const& fence) const {
  Mesh const& mesh = simulation_->mesh();
  std::vector<FenceFace> faces;
  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    double const area = fence.line.area_to_the_right(link_through(mesh, f));
    if (area != 0) faces.push_back({f, area > 0 ? 1.0 : -1.0});
  }
  auto n = static_cast<long>(faces.size());
  MPI_Allreduce(MPI_IN_PLACE, &n, 1, MPI_LONG, MPI_SUM, simulation_->halo().comm());
  if (n == 0) throw MeshError("the fence " + fence.name + " stands between no cells of the mesh");
  return faces;
}

std::vector<double> Monitors::flow_through(std::vector<FenceFace> const& fence) const {
  Mesh const& mesh = simulation_->mesh();
  auto const Q = simulation_->flow().equations().face_flow();
  auto const& species = simulation_->site().species;
  std::vector<double> flow(1 + species.size(), 0.0);
  for (auto const [face, sign] : fence) {
    Index const upstream = Q[face] > 0 ? mesh.owner()[face] : mesh.neighbour()[face];
    if (upstream >= mesh.n_owned_cells()) continue;  // counted on the rank that owns it
    flow[0] += sign * Q[face];
    for (std::size_t s = 0; s < species.size(); ++s)
      flow[1 + s] += sign * Q[face] * simulation_->concentration(s, upstream);
  }
  return flow;
}

std::vector<double> Monitors::sample() const {
  constexpr double day = 86400;
  Mesh const& mesh = simulation_->mesh();
  Site const& site = simulation_->site();
  State const& state = simulation_->state();
  std::vector<double> row;  // each value is summed over ranks; all but one contribute zero
  auto const per_mmol = [&](std::size_t s) { return result_units(site.species[s]).per_mmol; };
  for (Index c : point_cell_) {
    row.push_back(c >= 0 ? state.psi[c] + mesh.centre()[c].z : 0);
    row.push_back(c >= 0 ? state.water[c] : 0);
    if (auto const* const reactions = simulation_->reactions())
      row.push_back(c >= 0 ? reactions->pH(state, c) : 0);
    for (std::size_t s = 0; s < site.species.size(); ++s)
      row.push_back(c >= 0 ? per_mmol(s) * simulation_->concentration(s, c) : 0);
  }
  auto const screens = simulation_->flow().equations().wells().screens();
  for (std::size_t w = 0; w < screens.size(); ++w) {
    double rate = 0;
    for (double q : screens[w].Q) rate += q;
    row.push_back(screens[w].cells.empty() ? 0 : screens[w].head);
    row.push_back(day * rate);
    for (std::size_t s = 0; s < site.species.size(); ++s)
      row.push_back(
          screens[w].cells.empty() ? 0 : per_mmol(s) * simulation_->pumped_concentration(w, s));
  }
  std::size_t const first_boundary = row.size(), n_quantities = 1 + site.species.size();
  std::vector<double> const runoff = runoff_by_boundary();
  for (std::size_t b = 0; b < site.boundaries.size(); ++b) {
    row.resize(row.size() + n_quantities, 0.0);
    if (has_runoff_[b]) row.push_back(day * runoff[b]);
  }
  for (auto const& fence : fences_) {
    auto const flow = flow_through(fence);
    row.push_back(day * flow[0]);
    for (std::size_t s = 0; s < site.species.size(); ++s)
      row.push_back(day * flow[1 + s] * result_units(site.species[s]).per_mol);
  }
  for (std::string const& zone : zones_) {
    Index const z = mesh.zone_index(zone);
    std::vector<double> content(1 + site.species.size(), 0.0);
    for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
      if (mesh.zone()[c] != z) continue;
      content[0] += mesh.volume()[c] * state.water[c];
      for (std::size_t s = 0; s < site.species.size(); ++s)
        content[1 + s] += mesh.volume()[c] * result_units(site.species[s]).per_mol *
                          simulation_->content(s, c).total();
    }
    row.insert(row.end(), content.begin(), content.end());
  }
  MPI_Allreduce(MPI_IN_PLACE, row.data(), static_cast<int>(row.size()), MPI_DOUBLE, MPI_SUM,
                simulation_->halo().comm());
  // The balance knows the boundary flows of the last step on all ranks already.
  double const dt = simulation_->report().dt;
  auto const& accounts = simulation_->balance().accounts();
  double* out = row.data() + first_boundary;
  for (std::size_t b = 0; b < site.boundaries.size(); ++b) {
    for (std::size_t q = 0; q < accounts.size(); ++q)
      *out++ = dt > 0 ? day * accounts[q].step[b] / dt *
                            (q > 0 ? result_units(site.species[q - 1]).per_mol : 1)
                      : 0;
    if (has_runoff_[b]) ++out;
  }
  return row;
}

std::vector<double> Monitors::runoff_by_boundary() const {
  auto const& boundary = simulation_->flow().equations().boundary();
  std::vector<double> sums(simulation_->site().boundaries.size(), 0.0);
  for (std::size_t b = 0; b < boundary.runoff().size(); ++b)
    if (int const k = boundary.boundary()[b]; k >= 0)
      sums[static_cast<std::size_t>(k)] += boundary.runoff()[b];
  return sums;
}

void Monitors::follow(double t, std::vector<double> const& sample) {
  for (std::size_t k = 0; k < peaks_.size(); ++k) {
    Peak& peak = peaks_[k];
    Species const& species = simulation_->site().species[peak.species];
    double const C = sample[peak_column_[k]] / result_units(species).per_mmol;
    if (peak.C_first < 0) peak.C_first = C;
    if (C > peak.C_peak) {
      peak.C_peak = C;
      peak.t_peak = t;
    }
    if (peak.t_exceeded < 0 && species.C_limit > 0 && C > species.C_limit) peak.t_exceeded = t;
  }
}

}  // namespace sanggan
