#include "app/water_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "physics/chemistry/compile.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

constexpr double least = 1e-20;            // (mol/kgw) less says nothing
constexpr double least_saturation = -300;  // log10, of a phase of which an element is missing

/// Of the ions, in percent: how far the water is from neutral.
double charge_error(Equations const& solved) {
  System const& system = solved.system();
  double gross = 0;
  for (int i = 0; i < system.n_dissolved; ++i)
    gross += std::abs(system.charge[i]) * solved.moles()[i];
  return 100 * dissolved_charge(solved) / gross;
}

void add_character(Equilibrium const& solved, std::vector<WaterLine>& lines) {
  Equations const& equations = solved.equations();
  System const& system = equations.system();
  Unknowns const& u = solved.unknowns();
  double const W = solved.water_mass();
  lines.push_back({"water", "pH", "-", -u[System::hydrogen] / ln_10});
  if (system.electron >= 0) lines.push_back({"water", "pe", "-", -u[system.electron] / ln_10});
  lines.push_back({"water", "ionic strength", "mol/kgw", std::exp(u[equations.ionic_strength()])});
  lines.push_back({"water", "activity of water", "-", std::exp(u[equations.water_activity()])});
  lines.push_back({"water", "charge", "eq/kgw", dissolved_charge(equations) / W});
  lines.push_back({"water", "charge of the ions", "%", charge_error(equations)});
  for (std::string const& element : system.element_names)
    if (!element.empty()) {
      double const total = dissolved_total(equations, element) / W;
      lines.push_back({"total", element, "mol/kgw", total > least ? total : 0});
    }
}

void add_species(Equilibrium const& solved, std::vector<WaterLine>& lines) {
  System const& system = solved.equations().system();
  auto const& moles = solved.equations().moles();
  std::vector<int> order(static_cast<std::size_t>(system.n_dissolved));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return moles[a] > moles[b]; });
  for (int const i : order)
    if (double const molality = moles[i] / solved.water_mass(); molality > least)
      lines.push_back({"species", system.species_names[i], "mol/kgw", molality});
}

void print_table(std::vector<WaterLine> const& lines, std::FILE* out) {
  std::string kind;
  for (WaterLine const& line : lines) {
    if (line.kind != kind) fmt::print(out, "{}{}\n", kind.empty() ? "" : "\n", line.kind);
    kind = line.kind;
    fmt::print(out, "  {:<24} {:>13.5g} {}\n", line.name, line.value, line.unit);
  }
}

void print_csv(std::vector<WaterLine> const& lines, std::FILE* out) {
  fmt::print(out, "kind,name,unit,value\n");
  for (WaterLine const& line : lines)
    fmt::print(out, "{},\"{}\",{},{:.10g}\n", line.kind, line.name, line.unit, line.value);
}

/// Names of species and phases hold neither quotes nor backslashes, as those of reactions do not.
void print_json(std::vector<WaterLine> const& lines, std::FILE* out) {
  char const* before = "[\n";
  for (WaterLine const& line : lines) {
    fmt::print(out, R"({}{{"kind": "{}", "name": "{}", "unit": "{}", "value": {:.10g}}})", before,
               line.kind, line.name, line.unit, line.value);
    before = ",\n";
  }
  fmt::print(out, "\n]\n");
}

}  // namespace

void add_water(Equilibrium const& solved, std::vector<WaterLine>& lines) {
  add_character(solved, lines);
  add_species(solved, lines);
  System const& system = solved.equations().system();
  for (int p = 0; p < system.n_phases(); ++p) {
    double const saturation = solved.saturation(p) + system.phase_target[p];
    if (saturation > least_saturation && !is_redox_couple(system.phase_names[p]))
      lines.push_back({"saturation", system.phase_names[p], "log10", saturation});
  }
}

void add_solids(System const& system, CellState const& state, Kinetics const& kinetics,
                std::vector<double> const& reactants, std::vector<WaterLine>& lines) {
  for (int p = 0; p < system.n_reactive_phases; ++p)
    if (!system.phase_two_sided[p])
      lines.push_back({"mineral", system.phase_names[p], "mol", state.phase[p]});
  for (std::size_t r = 0; r < reactants.size(); ++r)
    lines.push_back({"reactant", kinetics.names()[r], "mol", reactants[r]});
}

void add_sites_and_gases(Equilibrium const& solved, CellState const& state, double temperature,
                         std::vector<WaterLine>& lines) {
  System const& system = solved.equations().system();
  auto const& moles = solved.equations().moles();
  for (int i = system.n_dissolved; i < system.n_species(); ++i)
    if (moles[i] > least)
      lines.push_back(
          {i < system.first_gas() ? "sorbed" : "gas", system.species_names[i], "mol", moles[i]});
  for (int j = 0; j < system.n_components; ++j)
    if (system.closure[j] == Closure::potential)
      lines.push_back({"potential", system.component_names[j], "V",
                       -state.ln_activity[j] * gas_constant * temperature / faraday_constant});
}

void tell_notes(Database const& database, std::set<std::string> const& lacks, bool in_full) {
  for (std::string const& note : lacks) fmt::print(stderr, "{}: {}\n", database.file, note);
  auto const messages = database.messages();
  if (in_full)
    for (std::string const& message : messages) fmt::print(stderr, "{}\n", message);
  else if (!messages.empty())
    fmt::print(stderr, "{}: {} notes on what is not used; --notes lists them\n", database.file,
               messages.size());
}

void print(std::vector<WaterLine> const& lines, WaterFormat format, std::FILE* out) {
  switch (format) {
    case WaterFormat::table:
      return print_table(lines, out);
    case WaterFormat::csv:
      return print_csv(lines, out);
    case WaterFormat::json:
      return print_json(lines, out);
  }
}

}  // namespace sanggan
