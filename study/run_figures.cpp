#include "study/run_figures.hpp"

#include <algorithm>

#include "io/run_record.hpp"

namespace sanggan {
namespace {

void add_monitors(MonitorTable const& table, std::vector<RunFigure>& figures) {
  for (std::size_t k = 0; k < table.names.size(); ++k) {
    auto const& values = table.values[k];
    if (values.empty()) continue;
    auto const peak = std::max_element(values.begin(), values.end());
    std::string const& name = table.names[k];
    figures.push_back({name + " at the end", table.units[k], values.back()});
    figures.push_back({name + " peak", table.units[k], *peak});
    figures.push_back(
        {name + " time of peak", "s", table.t[static_cast<std::size_t>(peak - values.begin())]});
  }
}

void add_account(BookedAccount const& account, std::vector<RunFigure>& figures) {
  auto const add = [&](std::string const& what, double value) {
    figures.push_back({account.name + " " + what, account.unit, value});
  };
  add("initial", account.initial);
  add("released", account.released);
  add("reacted", account.reacted);
  add("withdrawn with waste", account.withdrawn_waste);
  add("removed by measures", account.removed);
  for (auto const& [name, value] : account.in) add("in by " + name, value);
  for (auto const& [name, value] : account.out) add("out by " + name, value);
  for (auto const& [name, value] : account.stored) add("stored " + name, value);
  figures.push_back({account.name + " balance error", "1", account.relative_error});
}

}  // namespace

std::vector<RunFigure> run_figures(std::string const& folder, MonitorTable const& monitors) {
  std::vector<RunFigure> figures;
  add_monitors(monitors, figures);
  for (BookedAccount const& account : read_run_books(folder + "/run.json").accounts)
    add_account(account, figures);
  return figures;
}

}  // namespace sanggan
