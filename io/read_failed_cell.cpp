#include "io/failed_cell.hpp"
#include "io/kinetics_reader.hpp"
#include "io/section.hpp"
#include "io/yaml_file.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

/// Plain numbers by name: the names go to `names`.
std::vector<double> read_numbers(Section const& s, std::string_view key, std::string_view about,
                                 std::vector<std::string>& names) {
  std::vector<double> values;
  names.clear();
  for (auto const& [name, value] : s.named(key, about)) {
    names.push_back(name);
    values.push_back(value.as_quantity("1"));
  }
  return values;
}

PhaseRequest read_phase(Section const& s) {
  return {s.text("phase", "of the database"), s.quantity({"saturation", "1", "its target, log10"}),
          s.text("reactant", "what is added to reach it, if not the phase", "")};
}

std::map<std::string, double> read_amounts(Section const& s, std::string_view key,
                                           std::string_view about) {
  std::map<std::string, double> amounts;
  for (auto const& [name, value] : s.named(key, about)) amounts[name] = value.as_quantity("1");
  return amounts;
}

MineralSurface read_mineral_surface(Section const& s) {
  return {s.text("surface", "by name"), s.text("mineral", "that brings it"),
          read_amounts(s, "per_mole", "of mineral: moles by site, area (m2) by surface")};
}

SystemRequest read_system(Section const& s) {
  SystemRequest request;
  for (std::string const& element : s.texts("elements", "or valences, in play"))
    request.elements.push_back({element});
  request.water = Closure::activity;
  request.redox = s.flag("redox", "valences exchange electrons", true);
  for (Section const& phase : s.list("minerals", "that may form"))
    request.phases.push_back(read_phase(phase));
  request.gases = s.texts("gases", "in the pores");
  request.exchangers = s.texts("exchangers", "by name");
  request.surfaces = s.texts("surfaces", "by name");
  for (Section const& on : s.list("mineral_surfaces", "that minerals bring"))
    request.mineral_surfaces.push_back(read_mineral_surface(on));
  request.capacitances = read_amounts(s, "capacitances", "of surfaces (F/m2)");
  request.electrostatics = s.flag("electrostatics", "surfaces carry a diffuse layer", true);
  request.indicators = s.texts("saturations", "phases of which only the saturation is asked");
  return request;
}

CellProblem read_problem(Section const& s, CellFile& file, std::vector<std::string>& reactants) {
  CellProblem problem;
  problem.input.temperature = s.quantity({"temperature", "K", "of the cell"});
  problem.dt = s.quantity({"step", "s", "for which it reacts", not_negative});
  problem.input.gas_volume = s.quantity({"gas_volume", "m3", "for a kilogram of water"});
  problem.input.component =
      read_numbers(s, "components", "moles (of water kg, of surfaces m2)", file.components);
  problem.input.phase = read_numbers(s, "minerals", "moles", file.phases);
  problem.state.phase = problem.input.phase;
  problem.reactants = read_numbers(s, "reactants", "moles left", reactants);
  problem.initial = read_numbers(s, "reactants_at_first", "moles, m0 of rate laws", reactants);
  auto const start = s.child("start", "the last equilibrium", Need::optional);
  if (!start) return problem;
  std::vector<std::string> names;
  problem.state.ln_activity = read_numbers(start, "ln_activities", "by component", names);
  problem.state.ln_water_activity =
      start.quantity({"ln_water_activity", "1", "ln of the activity of water"});
  problem.state.ionic_strength = start.quantity({"ionic_strength", "1", "(mol/kg)"});
  if (problem.state.ln_activity.size() != problem.input.component.size())
    start.error("needs as many ln_activities as there are components");
  return problem;
}

}  // namespace

CellFile read_failed_cell(std::string const& path, MPI_Comm comm) {
  Reading reading(comm);
  Node const tree = read_yaml_file(reading, path);
  report_duplicate_keys(reading, tree);
  Section const root(reading, tree);
  CellFile file;
  root.text("place", "where the cell is", "");
  file.database = root.text("database", "path; without it the project's own", "");
  file.database_hash = root.text("database_hash", "of the bytes of the database");
  if (auto const system = root.child("system", "what is in play"))
    file.request = read_system(system);
  file.reactions = read_kinetics(root, Stock::by_zone);
  std::vector<std::string> reactants;
  if (auto const cell = root.child("cell", "what it holds"))
    file.problem = read_problem(cell, file, reactants);
  if (file.problem.reactants.size() != file.reactions.size() ||
      file.problem.initial.size() != file.reactions.size())
    root.error_at("cell", "needs reactants and reactants_at_first of each of the kinetics");
  report_unknown_keys(reading, tree);
  reading.throw_errors();
  return file;
}

}  // namespace sanggan
