#include "app/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/case_reader.hpp"

namespace sanggan {
namespace {

template <class Variant>
std::string_view law_name(Variant const& law) {
  return std::visit([](auto const& one) { return std::string_view(one.name); }, law);
}

std::string in_time_unit(double seconds) {
  constexpr double hour = 3600, day = 24 * hour, year = 365.25 * day;
  if (seconds >= 2 * year) return fmt::format("{:.4g} yr", seconds / year);
  if (seconds >= 2 * day) return fmt::format("{:.4g} day", seconds / day);
  if (seconds >= 2 * hour) return fmt::format("{:.4g} h", seconds / hour);
  return fmt::format("{:.4g} s", seconds);
}

std::string_view material_of(Site const& site, std::string const& zone) {
  for (auto const& [name, material] : site.material_of_zone)
    if (name == zone) return site.materials[static_cast<std::size_t>(material)].name;
  return "";
}

std::string summary_of_mesh(Case const& c) {
  double const cells = estimated_cells(c);
  std::string shape;
  if (auto const* box = std::get_if<BoxSpec>(&c.mesh)) {
    shape = fmt::format("box of {} x {} x {} cells{}", box->x.size() - 1, box->y.size() - 1,
                        box->z.size() - 1, box->active ? ", some inactive" : "");
  } else {
    auto const& terrain = std::get<TerrainSpec>(c.mesh);
    int layers = 0;
    for (auto const& layer : terrain.layers) layers += layer.cells;
    shape = fmt::format("terrain of {} x {} columns with up to {} cells in {} layers",
                        terrain.x.size() - 1, terrain.y.size() - 1, layers, terrain.layers.size());
  }
  return fmt::format("mesh        {}; at most {:.0f} cells, about {:.3g} MB of memory\n", shape,
                     cells, estimated_memory(cells, c.site.species.size()) / 1e6);
}

std::string summary_of_materials(Case const& c) {
  std::string out;
  for (auto const& [zone, index] : c.site.material_of_zone) {
    auto const& m = c.site.materials[static_cast<std::size_t>(index)];
    bool const turned = m.K.xy != 0 || m.K.xz != 0 || m.K.yz != 0;
    out += fmt::format(
        "zone        {}: {}, K {:.3g} {:.3g} {:.3g}{} m/s, {}\n", zone, material_of(c.site, zone),
        m.K.xx, m.K.yy, m.K.zz,
        turned ? fmt::format(" (xy {:.3g}, xz {:.3g}, yz {:.3g})", m.K.xy, m.K.xz, m.K.yz) : "",
        law_name(m.retention));
  }
  return out;
}

std::string summary_of_species(Case const& c) {
  std::string out;
  for (auto const& s : c.site.species) {
    out += fmt::format("species     {}: background {:.3g} mol/m3", s.name, s.C_initial);
    if (s.C_limit > 0) out += fmt::format(", limit {:.3g} mol/m3 ({})", s.C_limit, s.limit_source);
    if (s.lambda > 0) out += fmt::format(", decays at {:.3g} 1/s", s.lambda);
    out += "\n";
  }
  for (auto const& r : c.site.releases)
    out += fmt::format("release     {} from {}: {}\n",
                       c.site.species[static_cast<std::size_t>(r.species)].name, r.zone,
                       law_name(r.law));
  return out;
}

std::string summary_of_boundaries(Case const& c) {
  std::string out;
  for (auto const& b : c.site.boundaries)
    out += fmt::format("boundary    {} on {}: {}\n", b.name, b.patch, law_name(b.flow));
  for (auto const& w : c.site.wells)
    out +=
        fmt::format("well        {} at {:.6g}, {:.6g} m, screen {:.6g} to {:.6g} m, {}\n", w.name,
                    w.x, w.y, w.screen_bottom, w.screen_top, w.rate ? "rate given" : "head given");
  for (auto const& load : c.site.loads)
    out += fmt::format("load        {} on {}\n", load.name, load.patch);
  for (auto const& source : c.site.sources)
    out += fmt::format("source      {} in {}\n", source.name, source.zone);
  return out;
}

std::string summary_of_events(Case const& c) {
  return fmt::format(
      "time        until {} in steps of {} to {}{}\noutput      {} times, {} points\n",
      in_time_unit(c.time.end), in_time_unit(c.time.first_step),
      in_time_unit(std::min(c.time.largest_step, c.time.end)),
      c.time.steady_start ? ", from a steady state" : "", c.time.outputs.size(),
      c.output.points.size());
}

}  // namespace

void check_case(std::string const& path, std::vector<std::string> const& overrides, MPI_Comm comm,
                std::FILE* out) {
  Case const c = read_case(path, overrides, comm);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank != 0) return;
  std::string const title = c.title.empty() ? "" : fmt::format(": {}", c.title);
  std::string const text =
      fmt::format("case        {}{}\nhash        {:016x}\n", c.name, title, c.hash) +
      summary_of_mesh(c) + summary_of_materials(c) + summary_of_species(c) +
      summary_of_boundaries(c) + summary_of_events(c);
  std::fputs(text.c_str(), out);
}

}  // namespace sanggan
