#include "app/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "app/mesh_tally.hpp"
#include "app/progress.hpp"
#include "io/case_mesh.hpp"
#include "io/case_reader.hpp"
#include "io/cell_field.hpp"
#include "io/measure_check.hpp"
#include "physics/chemistry/site_chemistry.hpp"

namespace sanggan {
namespace {

// One line: what it is about, then what there is to say.
std::string line(std::string_view subject, std::string const& text) {
  return fmt::format("{:<12}{}\n", subject, text);
}

template <class Variant>
std::string_view law_name(Variant const& law) {
  return std::visit([](auto const& one) { return std::string_view(one.name); }, law);
}

template <class List>
std::string names(List const& list) {
  std::string text;
  for (auto const& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

std::string about_series(Series const& series, std::string_view unit) {
  if (series.place) return "by place";
  if (series.times.empty()) return fmt::format("{:.6g} {}", series.at(0), unit);
  return fmt::format("{} records{}", series.times.size(),
                     series.period > 0 ? " every " + in_words(series.period) : "");
}

// What was read for the keys of a law, such as ", head 1007.6 m".
template <class Law>
std::string parameters(Law const& law) {
  std::string text;
  for (auto const& key : Law::keys()) {
    std::string const unit(key.unit == "1" ? "" : key.unit);
    if (auto const* number = std::get_if<double Law::*>(&key.member))
      text += fmt::format(", {} {:.6g} {}", key.name, law.**number, unit);
    else if (auto const* series = std::get_if<Series Law::*>(&key.member))
      text += fmt::format(", {} {}", key.name, about_series(law.**series, unit));
  }
  return text;
}

std::string about_mesh(Case const& c, MeshTally const& mesh) {
  std::string shape;
  if (auto const* box = std::get_if<BoxSpec>(&c.mesh)) {
    shape = fmt::format("box of {} x {} x {} cells{}", box->x.size() - 1, box->y.size() - 1,
                        box->z.size() - 1, box->active ? ", some inactive" : "");
  } else if (auto const* gmsh = std::get_if<GmshSpec>(&c.mesh)) {
    shape = fmt::format("Gmsh mesh of {} nodes", gmsh->n_nodes);
  } else {
    auto const& terrain = std::get<TerrainSpec>(c.mesh);
    int layers = 0;
    for (auto const& layer : terrain.layers) layers += layer.cells;
    shape = fmt::format("terrain of {} x {} columns with up to {} cells in {} layers",
                        terrain.x.size() - 1, terrain.y.size() - 1, layers, terrain.layers.size());
  }
  GlobalIndex cells = 0;
  for (auto const& zone : mesh.zones) cells += zone.count;
  return line("mesh", fmt::format("{}: {} cells of {:.3g} to {:.3g} m3", shape, cells,
                                  mesh.smallest_cell, mesh.largest_cell)) +
         line("place",
              fmt::format("x {:.9g} to {:.9g}, y {:.9g} to {:.9g}, z {:.6g} to {:.6g} m{}{}",
                          mesh.low.x, mesh.high.x, mesh.low.y, mesh.high.y, mesh.low.z, mesh.high.z,
                          c.crs.empty() ? "" : ", ", c.crs)) +
         line("memory",
              fmt::format("about {:.3g} MB, beside {:.3g} MB for each rank",
                          estimated_memory(static_cast<double>(cells), c.site.species.size()) / 1e6,
                          memory_of_a_rank / 1e6));
}

std::string about_zones(Case const& c, MeshTally const& mesh) {
  std::string out;
  for (auto const& zone : mesh.zones) {
    auto const& list = c.site.material_of_zone;
    auto const entry =
        std::find_if(list.begin(), list.end(), [&](auto const& e) { return e.first == zone.name; });
    if (entry == list.end()) continue;
    auto const& m = c.site.materials[static_cast<std::size_t>(entry->second)];
    bool const turned = m.K.xy != 0 || m.K.xz != 0 || m.K.yz != 0;
    out += line(
        "zone",
        fmt::format(
            "{}: {} cells, {:.3g} m3, of {}: K {:.3g} {:.3g} {:.3g}{} m/s, {}", zone.name,
            zone.count, zone.size, m.name, m.K.xx, m.K.yy, m.K.zz,
            turned ? fmt::format(" (xy {:.3g}, xz {:.3g}, yz {:.3g})", m.K.xy, m.K.xz, m.K.yz) : "",
            law_name(m.retention)));
  }
  return out;
}

std::string about_species(Site const& site) {
  std::string out;
  std::size_t const n = site.chemistry ? site.first_mobile : site.species.size();
  for (std::size_t s = 0; s < n; ++s) {
    Species const& species = site.species[s];
    ResultUnits const unit = result_units(species);
    std::string text = fmt::format("{}: background {:.3g} {}", species.name,
                                   unit.per_mmol * species.C_initial, unit.concentration);
    if (species.C_limit > 0)
      text += fmt::format(", limit {:.3g} {} ({})", unit.per_mmol * species.C_limit,
                          unit.concentration, species.limit_source);
    if (species.lambda > 0) text += fmt::format(", decays at {:.3g} 1/s", species.lambda);
    std::vector<std::string> sorbing;
    for (Material const& m : site.materials)
      if (s < m.sorption.size() && m.sorption[s]) sorbing.push_back(m.name);
    if (!sorbing.empty()) text += ", sorbed by " + names(sorbing);
    out += line("species", text);
  }
  for (auto const& r : site.releases)
    out += line("release", fmt::format("{} from {}: {}",
                                       site.species[static_cast<std::size_t>(r.species)].name,
                                       r.zone, law_name(r.law)));
  return out;
}

std::string about_chemistry(Site const& site) {
  if (!site.chemistry) return {};
  chemistry::SiteChemistry const& all = *site.chemistry;
  chemistry::System const& system = all.system;
  std::vector<std::string> moving, reactions;
  for (chemistry::Mobile const& mobile : all.mobile) moving.push_back(mobile.name);
  for (auto const& reaction : all.reactions)
    reactions.push_back(fmt::format("{} ({})", reaction.name, law_name(reaction.rate)));
  std::string out =
      line("chemistry", fmt::format("{} species at {:.4g} K; with the water move {}",
                                    system.n_species(), all.temperature, names(moving)));
  std::vector<std::string> const minerals(system.phase_names.begin(),
                                          system.phase_names.begin() + system.n_reactive_phases);
  if (!minerals.empty()) out += line("minerals", names(minerals));
  if (!reactions.empty()) out += line("kinetics", names(reactions));
  return out + line("waters", names(all.water_names));
}

std::string about_boundaries(Site const& site, MeshTally const& mesh) {
  std::string out;
  std::vector<std::string> closed;
  for (auto const& patch : mesh.patches) {
    bool open = patch.count == 0;
    for (auto const& b : site.boundaries) {
      if (b.patch != patch.name) continue;
      open = true;
      out += line("boundary",
                  fmt::format("{} on {} ({} faces, {:.3g} m2): {}{}", b.name, b.patch, patch.count,
                              patch.size, law_name(b.flow),
                              std::visit([](auto const& law) { return parameters(law); }, b.flow)));
    }
    if (!open) closed.push_back(patch.name);
  }
  if (!closed.empty()) out += line("closed", names(closed));
  for (auto const& w : site.wells)
    out += line("well",
                fmt::format("{} at {:.9g}, {:.9g} m, screen {:.6g} to {:.6g} m, {} {}", w.name, w.x,
                            w.y, w.screen_bottom, w.screen_top, w.rate ? "rate" : "head",
                            w.rate ? about_series(*w.rate, "m3/s") : about_series(*w.head, "m")));
  for (auto const& load : site.loads)
    out += line("load",
                fmt::format("{} of {} on {}", load.name,
                            site.species[static_cast<std::size_t>(load.species)].name, load.patch));
  for (auto const& source : site.sources)
    out += line("source", fmt::format("{} in {}", source.name, source.zone));
  return out;
}

// Everything whose records a step lands on.
std::vector<Series const*> forcing(Site const& site) {
  std::vector<Series const*> all;
  auto const take = [&all](std::vector<Series> const& list) {
    for (Series const& series : list) all.push_back(&series);
  };
  for (Boundary const& b : site.boundaries) {
    std::visit(
        [&]<class Law>(Law const& law) {
          for (auto const& key : Law::keys())
            if (auto const* series = std::get_if<Series Law::*>(&key.member))
              all.push_back(&(law.**series));
        },
        b.flow);
    take(b.C_inflow);
    take(b.C_fixed);
    take(b.gas_fixed);
  }
  for (Well const& w : site.wells) {
    if (w.rate) all.push_back(&*w.rate);
    if (w.head) all.push_back(&*w.head);
    take(w.C_injected);
  }
  for (AreaLoad const& load : site.loads) all.push_back(&load.rate);
  for (VolumeSource const& source : site.sources) {
    all.push_back(&source.water);
    take(source.mass);
  }
  std::erase_if(all, [](Series const* series) { return series->empty(); });
  return all;
}

std::string about_measures(Case const& c) {
  std::string out;
  for (Measure const& m : c.measures)
    out += line("measure",
                fmt::format("{}: {} from {}{}{}", m.name, law_name(m.kind), in_words(m.start),
                            m.end < 1e300 ? " to " + in_words(m.end) : "",
                            m.responsible.empty() ? "" : ", by " + m.responsible));
  auto const starts = stage_starts(timed_edits(c.site, c.measures, c.time.end), c.time.end);
  if (!c.measures.empty()) out += line("stages", fmt::format("{}", starts.size()));
  return out;
}

std::string about_time(Case const& c) {
  auto const series = forcing(c.site);
  constexpr double never = std::numeric_limits<double>::infinity();
  std::size_t changes = 0;
  double first = never;
  for (double t = 0; t < c.time.end; ++changes) {
    double next = never;
    for (Series const* one : series) next = std::min(next, one->next_record(t));
    if (next >= c.time.end) break;
    first = std::min(first, next);
    t = next;
  }
  std::vector<std::string> points;
  for (auto const& point : c.output.points) points.push_back(point.name);
  std::string const start = c.time.steady_start ? "from a steady state "
                            : c.time.spin_up > 0
                                ? fmt::format("after a spin-up of {} ", in_words(c.time.spin_up))
                                : "";
  return line("time", fmt::format("{}until {} in steps of {} to {}{}", start, in_words(c.time.end),
                                  in_words(c.time.first_step),
                                  in_words(std::min(c.time.largest_step, c.time.end)),
                                  c.start_date.empty() ? "" : ", from " + c.start_date)) +
         line("events", fmt::format("{} changes of forcing{}, {} outputs", changes,
                                    changes > 0 ? ", the first at " + in_words(first) : "",
                                    c.time.outputs.size())) +
         (points.empty() ? "" : line("points", names(points)));
}

}  // namespace

void check_case(std::string const& path, std::vector<std::string> const& overrides, MPI_Comm comm,
                std::FILE* out) {
  Case const c = read_case(path, overrides, comm);
  Mesh const mesh = build_mesh(c, comm);
  check_measures(c, mesh, comm);
  conductivity_factor(c.cell_fields, mesh, Halo(mesh, comm));
  MeshTally const parts = tally(mesh, comm);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank != 0) return;
  std::string const text = line("case", c.name + (c.title.empty() ? "" : ": " + c.title)) +
                           line("hash", fmt::format("{:016x}", c.hash)) + about_mesh(c, parts) +
                           about_zones(c, parts) + about_species(c.site) + about_chemistry(c.site) +
                           about_boundaries(c.site, parts) + about_measures(c) + about_time(c);
  std::fputs(text.c_str(), out);
}

}  // namespace sanggan
