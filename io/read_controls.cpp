#include <fmt/format.h>

#include <algorithm>

#include "io/readers.hpp"

namespace sanggan {
namespace {

constexpr double most_outputs = 100'000;

void add_regular_times(Section const& output, TimeControl& time) {
  auto const every = output.optional_quantity({"every", "s", "time between outputs", positive});
  if (!every || output.recording()) return;
  if (time.end / *every > most_outputs)
    return output.error_at(
        "every", fmt::format("makes more than {} outputs; write a longer time", most_outputs));
  for (int k = 1; k * *every < time.end; ++k) time.outputs.push_back(k * *every);
}

std::vector<MonitorPoint> read_points(Section const& output, Setting const& setting) {
  std::vector<MonitorPoint> points;
  for (auto const& [name, item] :
       output.named("points", "places whose values go to monitors.csv, by name")) {
    check_name(item, name);
    std::size_t const errors = item.reading().n_errors();
    Vec3 const p{item.quantity({"x", "m", "easting"}), item.quantity({"y", "m", "northing"}),
                 item.quantity({"z", "m", "elevation"})};
    bool const asked = !item.recording() && item.reading().n_errors() == errors;
    if (asked && setting.domain.known && !setting.domain.has_cell({p.x, p.y}, p.z, p.z))
      item.error("lies in no cell of the mesh");
    points.push_back({name, p});
  }
  return points;
}

std::vector<MonitorFence> read_fences(Section const& output, Setting const& setting) {
  std::vector<MonitorFence> fences;
  for (auto const& [name, item] :
       output.named("fences",
                    "upright planes through which the flow of water and of what goes with "
                    "it is told, positive to the right of their line, by name")) {
    check_name(item, name);
    MonitorFence fence{name, {read_line(item), {}}};
    auto const region =
        item.child("region", "part of it: elevations, or depths below the surface", Need::optional);
    ZoneRegion const part = read_region(region, setting, setting.domain.top);
    if (region && !region.recording())
      fence.line.holds = [part](double x, double y, double z) { return contains(part, {x, y, z}); };
    fences.push_back(std::move(fence));
  }
  return fences;
}

}  // namespace

TimeControl read_time(Section const& root) {
  TimeControl t;
  auto const s = root.child("time", "the end of the run, and its steps");
  t.end = s.quantity({"end", "s", "end of the run", positive});
  t.first_step = s.quantity({"first_step", "s", "first time step", positive, t.first_step});
  t.largest_step = s.quantity(
      {"largest_step", "s", "largest time step; without it no limit", positive, t.largest_step});
  t.smallest_step =
      s.quantity({"smallest_step", "s", "smallest time step, below which the run gives up",
                  positive, t.smallest_step});
  t.water_content_tolerance =
      s.quantity({"water_content_tolerance",
                  "1",
                  "error of the water content that the steps in time may leave; sets their length",
                  {1e-8, 0.5},
                  t.water_content_tolerance});
  t.largest_growth = s.quantity({"largest_growth",
                                 "1",
                                 "largest ratio of a step to the one before",
                                 {1, 100},
                                 t.largest_growth});
  t.steady_start =
      s.flag("steady_start", "start from the steady state of the first forcing", t.steady_start);
  t.spin_up = s.quantity({"spin_up", "s",
                          "water alone moves for so long before time 0, under the same forcing",
                          not_negative, t.spin_up});
  t.steady_flow = s.flag("steady_flow",
                         "the flow is steady between the records of its forcing (saturated flow)",
                         t.steady_flow);
  if (!s || s.recording()) return t;
  if (t.smallest_step > t.largest_step)
    s.error_at("smallest_step", "is above largest_step; write a shorter time");
  else if (t.smallest_step > t.first_step)
    s.error_at("smallest_step", "is above first_step; write a shorter time");
  return t;
}

NewtonControl read_newton(Section const& root) {
  NewtonControl n;
  auto const s = root.child("numerics", "how the equations are solved", Need::optional)
                     .child("newton", "iterations of the flow", Need::optional);
  n.most_iterations = s.integer("most_iterations", "Newton iterations before a step is cut", 1,
                                1000, n.most_iterations);
  n.tolerance = s.quantity({"tolerance",
                            "1",
                            "largest residual of a cell, as water content per step",
                            {1e-15, 1e-2},
                            n.tolerance});
  n.linear_tolerance = s.quantity({"linear_tolerance",
                                   "1",
                                   "relative residual of the linear solves",
                                   {1e-15, 0.5},
                                   n.linear_tolerance});
  n.upstream = s.flag("upstream", "upstream relative permeability in place of exponential fitting",
                      n.upstream);
  n.petsc_options =
      s.text("petsc_options", "options in PETSc's syntax, applied after the built-in ones", "");
  return n;
}

namespace {

CouplingControl read_coupling(Section const& numerics) {
  CouplingControl c;
  auto const s = numerics.child("coupling", "how transport and reactions take turns within a step",
                                Need::optional);
  c.scheme = static_cast<CouplingControl::Scheme>(
      s.choice("scheme",
               "reactions after transport; half of them before it; or transport with their rates, "
               "repeated until both agree",
               {"sequential", "strang", "iterative"}, static_cast<std::size_t>(c.scheme)));
  c.tolerance = s.quantity({"tolerance",
                            "1",
                            "what the change of the rates of reaction over a step makes of a "
                            "concentration, as a share of the largest; sets the length of the "
                            "steps",
                            {1e-8, 1e6},
                            c.tolerance});
  c.most_iterations =
      s.integer("most_iterations", "iterations before a step is cut", 1, 1000, c.most_iterations);
  return c;
}

}  // namespace

TransportControl read_transport(Section const& root) {
  TransportControl t;
  auto const numerics = root.child("numerics", "how the equations are solved", Need::optional);
  t.coupling = read_coupling(numerics);
  auto const s = numerics.child("transport", "transport of the species", Need::optional);
  t.advection = s.choice("advection", "scheme of advection", {"tvd", "upwind"}, 0) == 0
                    ? TransportControl::Advection::tvd
                    : TransportControl::Advection::upwind;
  t.cross_dispersion =
      s.flag("cross_dispersion", "off-diagonal terms of the dispersion tensor", t.cross_dispersion);
  t.largest_step =
      s.quantity({"largest_step", "s", "largest step of transport; without it no limit", positive,
                  t.largest_step});
  t.courant = s.quantity(
      {"courant", "1", "largest Courant number of a sub-step of transport", positive, t.courant});
  t.linear_tolerance = s.quantity({"linear_tolerance",
                                   "1",
                                   "relative residual of the linear solves",
                                   {1e-15, 0.5},
                                   t.linear_tolerance});
  return t;
}

OutputControl read_output(Section const& root, Setting const& setting, TimeControl& time) {
  OutputControl o;
  auto const s = root.child("output", "what is written when", Need::optional);
  for (auto const& item : s.list("times", "times of output, besides the start and the end")) {
    double const t = item.as_quantity("s", not_negative);
    if (t > time.end && !s.recording()) item.error("lies after the end of the run");
    if (t > 0 && t < time.end) time.outputs.push_back(t);
  }
  add_regular_times(s, time);
  time.outputs.push_back(time.end);
  std::sort(time.outputs.begin(), time.outputs.end());
  time.outputs.erase(std::unique(time.outputs.begin(), time.outputs.end()), time.outputs.end());
  o.points = read_points(s, setting);
  o.fences = read_fences(s, setting);
  for (auto const& item : s.list("zones", "zones whose stock goes to monitors.csv"))
    if (int const zone = read_name(item, "a zone of the mesh", setting.zones); zone >= 0)
      o.zones.push_back(setting.zones[static_cast<std::size_t>(zone)]);
  o.vtu = s.flag("vtu", "write PVTU and PVD files beside results.h5", false);
  o.triad =
      s.flag("triad", "measure the memory bandwidth of the ranks at the end, for run.json", false);
  o.checkpoint_interval =
      s.quantity({"checkpoint_interval", "s", "wall-clock time between checkpoints", positive,
                  o.checkpoint_interval});
  return o;
}

}  // namespace sanggan
