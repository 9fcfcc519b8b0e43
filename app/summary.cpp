#include "app/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/progress.hpp"

namespace sanggan {
namespace {

using Row = std::vector<std::string>;
using Account = Balance::Account;

constexpr char const* legend =
    "peaks: > above the limit since, ^ still rising at the end; shares of all that was there or "
    "came in\n";

// Three digits, without an exponent where it can be read without.
std::string number(double value) {
  if (value == 0) return "0";
  if (std::abs(value) < 1e3 || std::abs(value) >= 1e8) return fmt::format("{:.3g}", value);
  double const last_digit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 2);
  return fmt::format("{:.0f}", std::round(value / last_digit) * last_digit);
}

std::string percent(double share) {
  if (share < 1e-9) return "";  // what rounding leaves of nothing is nothing
  if (share < 5e-4) return "<0.1%";
  return fmt::format("{:.{}f}%", 100 * share, share < 0.0995 ? 1 : 0);
}

// The largest concentration, since when it was above the limit, and whether that is the end of it.
std::string peak_cell(Monitors::Peak const& peak, Species const& species, double t_end) {
  std::string text = number(result_units(species).per_mmol * peak.C_peak);
  if (peak.t_exceeded >= 0) text += " >" + in_words(peak.t_exceeded);
  if (peak.t_peak > 0.98 * t_end && peak.C_peak > 1.01 * peak.C_first) text += " ^";
  return text;
}

// What was there at the start or came in: what can be somewhere now.
double supply(Account const& account) { return account.initial + account.total_in(); }
double share_out(Account const& account, std::size_t item) {
  return supply(account) > 0 ? account.out[item] / supply(account) : 0;
}

// The ways out that get a column: those that took a hundredth or more of a species, or, where
// there is none, of the water.
std::vector<std::size_t> named_exits(Balance const& balance) {
  auto const& accounts = balance.accounts();
  auto const first = accounts.begin() + (accounts.size() > 1 ? 1 : 0);
  std::vector<std::size_t> named;
  for (std::size_t k = 0; k < balance.items().size(); ++k)
    if (std::any_of(first, accounts.end(),
                    [k](Account const& account) { return share_out(account, k) >= 0.01; }))
      named.push_back(k);
  return named;
}

// Where a quantity is and went. The account of water has all of it in the pool of what is
// dissolved.
void add_shares(Row& row, Account const& account, std::vector<std::size_t> const& exits) {
  double const all = supply(account), scale = all > 0 ? 1 / all : 0;
  auto const& s = account.stored;
  row.push_back(account.initial_mineral > 0 ? percent(account.released() / account.initial_mineral)
                                            : "");
  for (double const amount : {s.mineral, s.sorbed, s.immobile, s.dissolved, s.gas})
    row.push_back(percent(scale * amount));
  double elsewhere = account.total_out();
  for (std::size_t const k : exits) {
    row.push_back(percent(scale * account.out[k]));
    elsewhere -= account.out[k];
  }
  row.push_back(percent(scale * elsewhere));
}

// Columns as wide as their widest cell; one that holds nothing is left out.
std::string table(std::vector<Row> const& rows) {
  std::vector<std::size_t> width(rows.front().size(), 0);
  for (std::size_t k = 0; k < width.size(); ++k) {
    bool const empty =
        std::all_of(rows.begin() + 1, rows.end(), [k](Row const& row) { return row[k].empty(); });
    for (Row const& row : rows) width[k] = empty ? 0 : std::max(width[k], row[k].size());
  }
  std::string text;
  for (Row const& row : rows) {
    std::string line;
    for (std::size_t k = 0; k < width.size(); ++k)
      if (width[k] > 0) line += fmt::format("{:<{}}  ", row[k], width[k]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

Row header(std::vector<std::string> const& places, Balance const& balance,
           std::vector<std::size_t> const& exits) {
  Row row{"", "limit", "before"};
  row.insert(row.end(), places.begin(), places.end());
  row.insert(row.end(),
             {"in all", "leached", "in waste", "on soil", "immobile", "in water", "in gas"});
  for (std::size_t const k : exits) row.push_back(balance.items()[k]);
  row.push_back("elsewhere");
  return row;
}

Row species_row(Species const& species, std::vector<Monitors::Peak> const& peaks, double t_end) {
  ResultUnits const unit = result_units(species);
  Row row{fmt::format("{}, {}", species.name, unit.concentration),
          species.C_limit > 0 ? number(unit.per_mmol * species.C_limit) : "",
          species.C_initial > 0 || species.C_initial_in_zone.empty()
              ? number(unit.per_mmol * species.C_initial)
              : ""};
  for (auto const& peak : peaks) row.push_back(peak_cell(peak, species, t_end));
  return row;
}

std::string closing_line(Simulation const& simulation, double seconds) {
  auto const& accounts = simulation.balance().accounts();
  auto const worst = std::max_element(
      accounts.begin(), accounts.end(),
      [](Account const& a, Account const& b) { return a.relative_error() < b.relative_error(); });
  StepReport const& work = simulation.report();
  return fmt::format(
      "balance error at most {:.0e} ({}); {} cells, {} steps, {} cuts, {} Newton and {} linear "
      "iterations, {}\n",
      worst->relative_error(), worst->name, simulation.mesh().n_cells_global(), work.step,
      work.cuts, work.newton_iterations, work.linear_iterations, in_words(seconds));
}

}  // namespace

std::string summary(Simulation const& simulation, Monitors const& monitors, double seconds) {
  Balance const& balance = simulation.balance();
  auto const exits = named_exits(balance);
  std::vector<std::string> places;
  for (auto const& peak : monitors.peaks())
    if (std::find(places.begin(), places.end(), peak.place) == places.end())
      places.push_back(peak.place);
  std::vector<Row> rows{header(places, balance, exits)};
  for (std::size_t s = 0; s + 1 < balance.accounts().size(); ++s) {
    Species const& species = simulation.site().species[s];
    if (auto const* const reactions = simulation.reactions();
        reactions && s >= simulation.site().first_mobile &&
        !reactions->is_substance(s - simulation.site().first_mobile))
      continue;
    std::vector<Monitors::Peak> peaks;
    std::copy_if(monitors.peaks().begin(), monitors.peaks().end(), std::back_inserter(peaks),
                 [s](Monitors::Peak const& peak) { return peak.species == s; });
    Account const& account = balance.accounts()[1 + s];
    ResultUnits const unit = result_units(species);
    Row row = species_row(species, peaks, simulation.state().t);
    row.push_back(fmt::format("{} {}", number(unit.per_mol * supply(account)), unit.total));
    add_shares(row, account, exits);
    rows.push_back(std::move(row));
  }
  Account const& account = balance.accounts().front();
  Row water{"water"};
  water.resize(3 + places.size());
  water.push_back(fmt::format("{} m3", number(supply(account))));
  add_shares(water, account, exits);
  rows.push_back(std::move(water));
  return table(rows) + legend + closing_line(simulation, seconds);
}

}  // namespace sanggan
