#include "benchmarks/verification/measure.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace sanggan::verification {

Norms norms(Run const& run, CellValue const& value, PlaceValue const& exact,
            std::function<bool(Vec3)> const& inside) {
  Norms n;
  double volume = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    Vec3 const x = run.mesh.centre()[c];
    if (inside && !inside(x)) continue;
    double const V = run.mesh.volume()[c], error = std::abs(value(c) - exact(x));
    volume += V;
    n.L1 += V * error;
    n.L2 += V * error * error;
    n.Linf = std::max(n.Linf, error);
  }
  return {n.L1 / volume, std::sqrt(n.L2 / volume), n.Linf};
}

CellValue psi_of(Run const& run) {
  return [&run](Index c) { return run.psi()[c]; };
}
CellValue head_of(Run const& run) {
  return [&run](Index c) { return run.psi()[c] + run.mesh.centre()[c].z; };
}
CellValue water_of(Run const& run) {
  return [&run](Index c) { return run.water()[c]; };
}
CellValue C_of(Run const& run, std::size_t species) {
  return [&run, species](Index c) { return run.C(species)[c]; };
}

namespace {

std::array<double, 3> coordinates(Vec3 p) { return {p.x, p.y, p.z}; }

std::size_t nearest(std::vector<double> const& centre, double x) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < centre.size(); ++i)
    if (std::abs(centre[i] - x) < std::abs(centre[best] - x)) best = i;
  return best;
}

}  // namespace

Probe::Probe(Run const& run) {
  auto const& box = std::get<BoxSpec>(run.c.mesh);
  std::array const edges{&box.x, &box.y, &box.z};
  for (std::size_t a = 0; a < 3; ++a) edge_[a] = *edges[a];
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t i = 0; i + 1 < edges[a]->size(); ++i)
      centre_[a].push_back(0.5 * ((*edges[a])[i] + (*edges[a])[i + 1]));
  cell_.assign(centre_[0].size() * centre_[1].size() * centre_[2].size(), -1);
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) cell_[index_of(run.mesh.centre()[c])] = c;
}

std::size_t Probe::index_of(Vec3 place) const {
  std::size_t index = 0;
  for (std::size_t a = 3; a-- > 0;) {
    auto const& edge = edge_[a];
    auto const after = std::upper_bound(edge.begin(), edge.end(), coordinates(place)[a]);
    index = index * centre_[a].size() + static_cast<std::size_t>(after - edge.begin() - 1);
  }
  return index;
}

Index Probe::cell_at(Vec3 place) const { return cell_[index_of(place)]; }

double Probe::operator()(Vec3 place, CellValue const& value) const {
  std::array<std::size_t, 3> low{};
  std::array<double, 3> share{};
  for (std::size_t a = 0; a < 3; ++a) {
    auto const& centre = centre_[a];
    double const x = coordinates(place)[a];
    if (centre.size() == 1 || x <= centre.front()) continue;
    low[a] = std::min(static_cast<std::size_t>(std::upper_bound(centre.begin(), centre.end(), x) -
                                               centre.begin() - 1),
                      centre.size() - 2);
    share[a] = std::min(1.0, (x - centre[low[a]]) / (centre[low[a] + 1] - centre[low[a]]));
  }
  double sum = 0;
  for (std::size_t corner = 0; corner < 8; ++corner) {
    double weight = 1;
    std::size_t index = 0;
    for (std::size_t a = 3; a-- > 0;) {
      bool const upper = corner >> a & 1;
      weight *= upper ? share[a] : 1 - share[a];
      index = index * centre_[a].size() + low[a] + (upper && share[a] > 0 ? 1 : 0);
    }
    if (weight > 0) sum += weight * value(cell_[index]);
  }
  return sum;
}

std::vector<Index> Probe::line(int axis, Vec3 place) const {
  std::array<std::size_t, 3> at{};
  for (std::size_t a = 0; a < 3; ++a) at[a] = nearest(centre_[a], coordinates(place)[a]);
  std::vector<Index> cells;
  for (std::size_t i = 0; i < centre_[static_cast<std::size_t>(axis)].size(); ++i) {
    at[static_cast<std::size_t>(axis)] = i;
    Index const c = cell_[(at[2] * centre_[1].size() + at[1]) * centre_[0].size() + at[0]];
    if (c >= 0) cells.push_back(c);
  }
  return cells;
}

Curve profile(Run const& run, std::string name, int axis, Vec3 place, CellValue const& value,
              double scale) {
  Curve curve{std::move(name), {}, {}};
  for (Index const c : Probe(run).line(axis, place)) {
    curve.x.push_back(coordinates(run.mesh.centre()[c])[static_cast<std::size_t>(axis)] / scale);
    curve.y.push_back(value(c));
  }
  return curve;
}

Curve sampled(std::string name, double a, double b, std::function<double(double)> const& y,
              double scale, int points) {
  Curve curve{std::move(name), {}, {}};
  for (int i = 0; i <= points; ++i) {
    double const x = a + (b - a) * i / points;
    curve.x.push_back(x / scale);
    curve.y.push_back(y(x));
  }
  return curve;
}

double elevation_from_above(Run const& run, double level, CellValue const& value) {
  auto const cells = Probe(run).line(2, {});
  for (std::size_t k = cells.size() - 1; k > 0; --k) {
    double const above = value(cells[k]), below = value(cells[k - 1]);
    if ((above - level) * (below - level) > 0) continue;
    double const z_above = run.mesh.centre()[cells[k]].z,
                 z_below = run.mesh.centre()[cells[k - 1]].z;
    return z_above + (level - above) / (below - above) * (z_below - z_above);
  }
  throw RunFailure(fmt::format("the column has no value {}", level));
}

std::pair<double, double> range(Run const& run, CellValue const& value) {
  double least = 1e300, most = -1e300;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    least = std::min(least, value(c));
    most = std::max(most, value(c));
  }
  return {least, most};
}

double beyond(Run const& run, CellValue const& value, double least, double most) {
  auto const [low, high] = range(run, value);
  return std::max({0.0, least - low, high - most});
}

Work work_of(Simulation const& simulation) {
  auto const& report = simulation.report();
  Work work{0, report.step, report.cuts, report.newton_iterations, 0};
  for (auto const& one : simulation.balance().accounts())
    work.balance_error = std::max(work.balance_error, one.relative_error());
  return work;
}

std::vector<double> const& Table::operator[](std::string const& name) const {
  auto const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw std::runtime_error("the table has no column " + name);
  return columns[static_cast<std::size_t>(found - names.begin())];
}

Table read_table(std::string const& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " cannot be read");
  Table table;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream fields(line);
    std::size_t k = 0;
    bool const heading = table.names.empty();
    for (std::string field; std::getline(fields, field, ',');) {
      if (heading)
        table.names.push_back(field);
      else
        table.columns.at(k++).push_back(field.empty() ? std::nan("") : std::stod(field));
    }
    if (heading) table.columns.resize(table.names.size());
  }
  if (table.columns.empty()) throw std::runtime_error(path + " holds no table");
  return table;
}

double interpolate(std::vector<double> const& x, std::vector<double> const& y, double at) {
  std::size_t k = 0;
  while (k + 2 < x.size() && x[k + 1] < at) ++k;
  return y[k] + (at - x[k]) / (x[k + 1] - x[k]) * (y[k + 1] - y[k]);
}

std::vector<Grid> refined(std::string const& unit, double h,
                          std::function<std::vector<std::string>(int)> const& more) {
  std::vector<Grid> grids;
  for (int const finer : {1, 2, 4}) {
    Grid grid{fmt::format("{:g} {}", h / finer, unit), h / finer, {}};
    if (more) grid.overrides = more(finer);
    grid.overrides.push_back(fmt::format("mesh.refinement={}", finer));
    grids.push_back(std::move(grid));
  }
  return grids;
}

std::string set(std::string const& key, double value, std::string const& unit) {
  return fmt::format("{}={:.12g}{}{}", key, value, unit.empty() ? "" : " ", unit);
}

std::string path_of(std::string const& folder, std::string const& file) {
  return std::string(SANGGAN_VERIFICATION) + "/" + folder + "/" + file;
}

}  // namespace sanggan::verification
