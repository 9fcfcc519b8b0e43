#include "support.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "physics/chemistry/database_reader.hpp"
#include "physics/chemistry/text_lines.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {

std::string user_database_path(std::string const& name) {
  char const* const folder = std::getenv("SANGGAN_PHREEQC_DATABASES");
  std::string const path =
      std::string(folder != nullptr ? folder : "../shared/reference/databases") + "/" + name;
  return std::filesystem::absolute(path).lexically_normal().string();
}

Database const* user_database(std::string const& name) {
  static std::map<std::string, std::optional<Database>> known;
  auto [place, is_new] = known.try_emplace(name);
  if (is_new) {
    std::ifstream file(user_database_path(name));
    if (file) place->second = read_database(file, name);
  }
  return place->second ? &*place->second : nullptr;
}

Database database_of(std::string const& text) {
  std::istringstream stream(text);
  return read_database(stream, "test.dat");
}

std::size_t ReferenceTable::column(std::string const& name) const {
  auto const found = std::find(columns.begin(), columns.end(), name);
  EXPECT_NE(found, columns.end()) << "no column " << name;
  return static_cast<std::size_t>(found - columns.begin());
}

std::optional<double> ReferenceTable::number(std::size_t row, std::string const& name) const {
  auto const k = column(name);
  return k < rows[row].size() ? to_number(rows[row][k]) : std::nullopt;
}

ReferenceTable reference_table(std::string const& file) {
  std::ifstream stream("tests/physics/chemistry/reference/" + file);
  EXPECT_TRUE(stream) << file;
  ReferenceTable table;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> cells;
    std::istringstream split(line);
    for (std::string cell; std::getline(split, cell, ',');) cells.push_back(cell);
    if (table.columns.empty())
      table.columns = cells;
    else
      table.rows.push_back(cells);
  }
  return table;
}

double SolvedCell::molality(std::string const& species) const {
  int const i = system->species(species);
  EXPECT_GE(i, 0) << species;
  return i < 0 ? 0 : solver->equations().moles()[i] / water_mass();
}

double SolvedCell::log_gamma(std::string const& species) const {
  int const i = system->species(species);
  EXPECT_GE(i, 0) << species;
  return i < 0 ? 0 : solver->equations().ln_gamma()[system->activity_class[i]] / ln_10;
}

double SolvedCell::log_activity(std::string const& species) const {
  return std::log10(molality(species)) + log_gamma(species);
}

double SolvedCell::saturation(std::string const& phase) const {
  int const p = system->phase(phase);
  EXPECT_GE(p, 0) << phase;
  return p < 0 ? 0 : solver->saturation(p);
}

double SolvedCell::total(std::string const& element) const {
  return dissolved_total(solver->equations(), element) / water_mass();
}

SolvedCell solve_cell(Database const& database, SystemRequest const& request, CellInput input) {
  SolvedCell cell;
  cell.system = std::make_unique<System const>(compile(database, request));
  cell.solver = std::make_unique<Equilibrium>(*cell.system);
  cell.input = std::move(input);
  cell.outcome = cell.solver->solve(cell.input, cell.state);
  EXPECT_TRUE(cell.outcome.converged) << cell.system->balance_name(cell.outcome.worst_component)
                                      << " is out of balance by " << cell.outcome.residual;
  return cell;
}

SolvedCell speciate(Database const& database, WaterAnalysis const& analysis,
                    std::vector<std::string> const& indicators) {
  Speciation const problem = prepare_speciation(database, analysis, indicators);
  return solve_cell(database, problem.request, problem.input);
}

SolvedCell react(Database const& database, Batch const& batch) {
  SolvedCell const water = speciate(database, batch.water);
  System const system = compile(database, batch.request);
  CellInput input{batch.temperature > 0 ? batch.temperature : batch.water.temperature,
                  dissolved_components(system, water.solver->equations(), 1.0)};
  for (auto const& [phase, moles] : batch.phase_moles)
    add_phase(system, system.phase(phase), moles, input);
  for (auto const& [formula, moles] : batch.added)
    add_substance(system, parse_formula(formula), moles, input.component);
  for (auto const& [site, amount] : batch.sites)
    for (int j = 0; j < system.n_components; ++j)
      if (system.element_names[j] == site) input.component[j] += amount;
  return solve_cell(database, batch.request, input);
}

double SolvedCell::phase_moles(std::string const& phase) const {
  int const p = system->phase(phase);
  EXPECT_TRUE(p >= 0 && p < system->n_reactive_phases) << phase;
  return outcome.converged ? state.phase[static_cast<std::size_t>(p)] : 0;
}

double SolvedCell::potential(std::string const& surface) const {
  int const j = system->element(surface);
  EXPECT_GE(j, 0) << surface;
  return -state.ln_activity[static_cast<std::size_t>(j)] * gas_constant * input.temperature /
         faraday_constant;
}

std::vector<double> on_sites(Equilibrium const& solver) {
  System const& system = solver.equations().system();
  std::vector<double> held(static_cast<std::size_t>(system.n_components), 0.0);
  for (int i = system.n_dissolved; i < system.n_species(); ++i)
    for (int k = system.content.start[i]; k < system.content.start[i + 1]; ++k)
      held[system.content.column[k]] += system.content.value[k] * solver.equations().moles()[i];
  return held;
}

std::optional<double> quantity(SolvedCell const& cell, std::string const& name) {
  auto const after = [&](std::string const& prefix) {
    return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string();
  };
  auto const of_species = [&](std::string const& species, auto value) -> std::optional<double> {
    if (cell.system->species(species) < 0) return std::nullopt;
    return value(species);
  };
  if (name == "pH") return -cell.log_activity("H+");
  if (name == "ionic_strength_molal") return cell.state.ionic_strength;
  if (name == "activity_water") return std::exp(cell.state.ln_water_activity);
  if (name == "charge_balance_eq") return dissolved_charge(cell.solver->equations());
  if (auto const s = after("m_"); !s.empty())
    return of_species(s, [&](auto const& x) { return cell.molality(x); });
  if (auto const s = after("la_"); !s.empty())
    return of_species(s, [&](auto const& x) { return cell.log_activity(x); });
  if (auto const s = after("loggamma_"); !s.empty())
    return of_species(s, [&](auto const& x) { return cell.log_gamma(x); });
  if (auto const s = after("SI_"); !s.empty() && cell.system->phase(s) >= 0)
    return cell.saturation(s);
  if (auto const s = after("tot_"); !s.empty() && cell.system->element(s) >= 0)
    return cell.total(s);
  return std::nullopt;
}

WaterAnalysis acid_seepage() {
  WaterAnalysis water{.temperature = 288.15, .pH = 2.8, .pe = 12, .density = 1.004, .unit = "mg/L"};
  water.measurements = {{"Na", 18},   {"K", 2.5},    {"Ca", 240}, {"Mg", 95}, {"Al", 85},
                        {"Fe", 520},  {"Mn", 14},    {"Cu", 6.5}, {"Zn", 38}, {"Cd", 0.22},
                        {"Pb", 0.35}, {"Ni", 1.1},   {"As", 1.8}, {"Si", 24}, {"F", 1.5},
                        {"Cl", 12},   {"S(6)", 2900}};
  return water;
}

WaterAnalysis acid_groundwater() {
  WaterAnalysis water{.pH = 3.3, .pe = 7.5, .unit = "mmol/L"};
  water.measurements = {
      {"Ca", 11.6},   {"Mg", 15.8},
      {"Na", 9.4},    {"K", 0.2},
      {"Si", 1.86},   {"Fe", 52.4},
      {"Mn", 1.34},   {"Al", 10.5},
      {"Cd", 5.2e-3}, {"Cu", 2.4},
      {"Ni", 0.06},   {"Zn", 0.34},
      {"F", 1.6},     {"Cl", 9.5},
      {"C(4)", 4.08}, {.element = "S(6)", .amount = 100, .closure = Closure::charge}};
  return water;
}

}  // namespace sanggan::chemistry
