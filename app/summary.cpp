#include "app/summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/progress.hpp"

namespace sanggan {
namespace {

using Row = std::vector<std::string>;

std::string number(double value) { return value == 0 ? "0" : fmt::format("{:.3g}", value); }

// The largest concentration, and since when it was above the limit.
std::string peak_cell(Monitors::Peak const& peak, Species const& species) {
  std::string const largest = number(result_units(species).per_mmol * peak.C_peak);
  return peak.t_exceeded < 0 ? largest
                             : fmt::format("{} > from {}", largest, in_words(peak.t_exceeded));
}

Row header(std::vector<std::string> const& places) {
  Row row{"", "limit"};
  for (std::string const& place : places) row.push_back("peak at " + place);
  row.insert(row.end(), {"was", "came in", "went out", "dissolved", "gas", "sorbed", "immobile",
                         "in waste", "error"});
  return row;
}

// Where a quantity was, went and is, each `factor` times the unit of the account.
void add_amounts(Row& row, Balance::Account const& account, double factor) {
  auto const& s = account.stored;
  for (double amount : {account.initial, account.total_in(), account.total_out(), s.dissolved,
                        s.gas, s.sorbed, s.immobile, s.mineral})
    row.push_back(number(factor * amount));
  row.push_back(fmt::format("{:.0e}", account.relative_error()));
}

// Columns as wide as their widest cell; one that holds nothing but zeros is left out.
std::string table(std::vector<Row> const& rows) {
  std::vector<std::size_t> width(rows.front().size(), 0);
  for (std::size_t k = 0; k < width.size(); ++k) {
    bool const empty = std::all_of(rows.begin() + 1, rows.end(),
                                   [k](Row const& row) { return row[k] == "0" || row[k].empty(); });
    for (Row const& row : rows) width[k] = empty ? 0 : std::max(width[k], row[k].size());
  }
  std::string text;
  for (Row const& row : rows) {
    for (std::size_t k = 0; k < width.size(); ++k)
      if (width[k] > 0)
        text += k == 0 ? fmt::format("{:<{}}", row[k], width[k])
                       : fmt::format("  {:>{}}", row[k], width[k]);
    text += '\n';
  }
  return text;
}

}  // namespace

std::string summary(Simulation const& simulation, Monitors const& monitors, double seconds) {
  auto const& accounts = simulation.balance().accounts();
  std::vector<std::string> places;
  for (auto const& peak : monitors.peaks())
    if (std::find(places.begin(), places.end(), peak.place) == places.end())
      places.push_back(peak.place);
  std::vector<Row> rows{header(places)};
  for (std::size_t s = 0; s + 1 < accounts.size(); ++s) {
    Species const& species = simulation.site().species[s];
    ResultUnits const unit = result_units(species);
    Row row{fmt::format("{} ({}, {})", species.name, unit.concentration, unit.total),
            species.C_limit > 0 ? number(unit.per_mmol * species.C_limit) : ""};
    for (auto const& peak : monitors.peaks())
      if (peak.species == s) row.push_back(peak_cell(peak, species));
    add_amounts(row, accounts[1 + s], unit.per_mol);
    rows.push_back(std::move(row));
  }
  Row water{"water (m3)", ""};
  water.resize(2 + places.size());
  add_amounts(water, accounts[0], 1);
  rows.push_back(std::move(water));
  StepReport const& work = simulation.report();
  return table(rows) +
         fmt::format("{} cells, {} steps, {} cuts, {} Newton and {} linear iterations, {}\n",
                     simulation.mesh().n_cells_global(), work.step, work.cuts,
                     work.newton_iterations, work.linear_iterations, in_words(seconds));
}

}  // namespace sanggan
