#include "app/summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/progress.hpp"

namespace sanggan {
namespace {

// Peaks of one place in one line: "SO4 412 of 250 mg/L (exceeded from 12 yr)".
std::string peaks_of(std::string const& place, Simulation const& simulation,
                     Monitors const& monitors) {
  std::string text;
  for (Monitors::Peak const& peak : monitors.peaks()) {
    if (peak.place != place) continue;
    Species const& species = simulation.site().species[peak.species];
    double const mg_per_L = 1000 * species.molar_mass;
    text +=
        fmt::format("{}{} {:.3g}", text.empty() ? "" : ", ", species.name, mg_per_L * peak.C_peak);
    if (species.C_limit > 0) text += fmt::format("/{:.3g}", mg_per_L * species.C_limit);
    if (peak.t_exceeded >= 0) text += fmt::format(" EXCEEDED from {}", in_words(peak.t_exceeded));
  }
  return text;
}

std::string whereabouts(Balance::Account const& account, std::vector<std::string> const& items,
                        double kg_per_mol) {
  auto const& s = account.stored;
  std::string text = fmt::format("{}: was {:.4g}", account.name, kg_per_mol * account.initial);
  auto const add = [&](std::string const& what, double amount) {
    if (amount > 1e-9 * std::max(account.initial, account.total_in()))
      text += fmt::format(", {} {:.4g}", what, kg_per_mol * amount);
  };
  add("came in", account.total_in());
  for (std::size_t k = 0; k < items.size(); ++k) add("out by " + items[k], account.out[k]);
  add("in water", s.dissolved);
  add("in gas", s.gas);
  add("sorbed", s.sorbed);
  add("immobile", s.immobile);
  add("still in the waste", s.mineral);
  return text + fmt::format("; balance error {:.0e}", account.relative_error());
}

}  // namespace

std::string summary(Simulation const& simulation, Monitors const& monitors, double seconds) {
  std::string text;
  auto const& accounts = simulation.balance().accounts();
  auto const& items = simulation.balance().items();
  std::vector<std::string> places;
  for (auto const& peak : monitors.peaks())
    if (std::find(places.begin(), places.end(), peak.place) == places.end())
      places.push_back(peak.place);
  for (auto const& place : places)
    text +=
        fmt::format("peak/limit (mg/L) at {}: {}\n", place, peaks_of(place, simulation, monitors));
  text += whereabouts(accounts[0], items, 1) + " (m3)\n";
  for (std::size_t q = 1; q < accounts.size(); ++q)
    text +=
        whereabouts(accounts[q], items, simulation.site().species[q - 1].molar_mass) + " (kg)\n";
  StepReport const& work = simulation.report();
  text += fmt::format("{} cells, {} steps, {} cuts, {} Newton and {} linear iterations, {}\n",
                      simulation.mesh().n_cells_global(), work.step, work.cuts,
                      work.newton_iterations, work.linear_iterations, in_words(seconds));
  return text;
}

}  // namespace sanggan
