#include "benchmarks/verification/page.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace sanggan::verification {
namespace {

using nlohmann::json;

std::string number(double value) { return value == 0 ? "0" : fmt::format("{:.2e}", value); }

std::string with_unit(std::string const& what, std::string const& unit) {
  return unit == "1" ? what : fmt::format("{} ({})", what, unit);
}

/// Only where convergence is asked for does an order mean anything, and not below what is known of
/// the reference.
std::string order(json const& criterion) {
  if (criterion["least_order"].get<double>() <= 0) return "";
  if (criterion["errors"].back().get<double>() <= criterion["known"].get<double>())
    return "reference";
  return fmt::format("{:.2f}", criterion["order"].get<double>());
}

std::string error_row(json const& criterion, std::string const& first) {
  std::string row = "| " + first;
  row += " | " + with_unit(criterion["what"], criterion["unit"]);
  for (auto const& error : criterion["errors"]) row += " | " + number(error);
  row += fmt::format(" | {} | {} | {} |\n", order(criterion), number(criterion["at_most"]),
                     criterion["literature"].get<std::string>());
  return row;
}

std::string work_row(json const& study) {
  std::string row = "| " + study["name"].get<std::string>();
  double balance = 0;
  for (auto const& grid : study["grids"]) {
    row += fmt::format(" | {}: {} cells, {} steps, {} cuts, {} Newton",
                       grid["label"].get<std::string>(), grid["cells"].get<long>(),
                       grid["steps"].get<long>(), grid["cuts"].get<long>(),
                       grid["newton"].get<long>());
    balance = std::max(balance, grid["balance"].get<double>());
  }
  return row + fmt::format(" | {} |\n", number(balance));
}

void section(std::ofstream& page, json const& problem, std::string const& picture) {
  page << fmt::format("\n## {} {}\n\n{}\n", problem["id"].get<std::string>(),
                      problem["title"].get<std::string>(), problem["about"].get<std::string>());
  page << "| study | error | coarse | middle | fine | order | allowed | others report |\n"
       << "|---|---|---|---|---|---|---|---|\n";
  for (auto const& study : problem["studies"])
    for (auto const& criterion : study["criteria"]) page << error_row(criterion, study["name"]);
  page << "\n| study | coarse | middle | fine | balance |\n|---|---|---|---|---|\n";
  for (auto const& study : problem["studies"]) page << work_row(study);
  if (!problem["faults"].empty()) {
    page << "\n**Not met:**\n\n";
    for (auto const& fault : problem["faults"]) page << "- " << fault.get<std::string>() << "\n";
  }
  page << fmt::format("\n![{}]({})\n", problem["plot"]["title"].get<std::string>(), picture);
}

/// Rows of a table of comma-separated fields, without the header.
std::vector<std::vector<std::string>> rows(std::string const& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " cannot be read");
  std::vector<std::vector<std::string>> all;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    all.emplace_back();
    for (std::string field; std::getline(fields, field, ',');) all.back().push_back(field);
  }
  return all;
}

void hard_cases(std::ofstream& page) {
  page << "\n## Hard cases of flow\n\nCases of [benchmarks/robustness](../benchmarks/robustness) "
          "that break codes, with the default numerics; each runs\nto its end. What they cost is "
          "recorded by `./dev counts`; a fifth more fails a test, as it does for the\ncoarse grids "
          "of the problems above.\n\n| case | steps | cuts | Newton |\n|---|---|---|---|\n";
  for (auto const& row : rows(path_of("../robustness", "counts.csv"))) {
    std::ifstream file(path_of("../robustness", row.at(0) + "/case.yaml"));
    std::string what, line;
    while (std::getline(file, line) && line.starts_with("# ")) what += line.substr(1);
    page << fmt::format("| [{0}](../benchmarks/robustness/{0}/case.yaml):{1} | {2} | {3} | {4} |\n",
                        row.at(0), what, row.at(1), row.at(2), row.at(3));
  }
}

void errors_in_time(std::ofstream& page) {
  page
      << "\n## The error asked for in time, and the error got\n\nThe water content may err by "
         "`water_content_tolerance`. Got is the largest difference at the end from the same\n"
         "problem with a far smaller tolerance, on the same mesh.\n\n| problem | asked for | got | "
         "got over asked | steps | cuts | Newton |\n|---|---|---|---|---|---|---|\n";
  for (auto const& row : rows(path_of("time_error", "time_error.csv")))
    page << fmt::format("| {} | {} | {} | {:.2g} | {} | {} | {} |\n", row.at(0), row.at(1),
                        row.at(2), std::stod(row.at(2)) / std::stod(row.at(1)), row.at(3),
                        row.at(4), row.at(5));
  page << "\n![Error got and work against the error asked for]"
          "(../benchmarks/verification/time_error/time_error.svg)\n";
}

}  // namespace

void write_page(std::vector<Problem> const& problems, std::string const& folder,
                std::string const& path) {
  std::ofstream page(path);
  page << "# Verification\n\n"
       << "Published problems, each on three grids; `./dev verify` computes this page anew and "
          "nothing in it is\nwritten by hand. The problems are in "
          "[benchmarks/verification](../benchmarks/verification): a case file,\nthe numbers to "
          "compare with, and what is measured. `./dev test -L verification` runs the coarse "
          "grids.\n\n"
       << "An error must be at most what is *allowed* on every grid, and where an order is asked "
          "for, the order\nfrom the coarse to the fine grid must be reached. *Balance* is the "
          "largest relative error of the ledger\nof water and of every species on any grid. "
          "Points in the plots are computed on the fine grid, lines are\nthe reference.\n\n"
       << "| problem | study | error | coarse | fine | order | Newton, fine |\n"
       << "|---|---|---|---|---|---|---|\n";
  std::vector<json> records;
  for (auto const& problem : problems) {
    std::ifstream file(folder + "/" + problem.folder + ".json");
    if (!file) throw std::runtime_error(problem.folder + " has not been run");
    records.push_back(json::parse(file));
    for (auto const& study : records.back()["studies"]) {
      auto const& first = study["criteria"][0];
      page << fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", problem.id,
                          study["name"].get<std::string>(), with_unit(first["what"], first["unit"]),
                          number(first["errors"].front()), number(first["errors"].back()),
                          order(first), study["grids"].back()["newton"].get<long>());
    }
  }
  for (std::size_t k = 0; k < problems.size(); ++k)
    section(page, records[k], "verification/" + problems[k].folder + ".svg");
  errors_in_time(page);
  hard_cases(page);
  for (std::size_t k = 0; k < problems.size(); ++k) {
    auto const& plot = records[k]["plot"];
    std::ofstream(folder + "/" + problems[k].folder + ".axes.gp")
        << fmt::format("set xlabel \"{}\"\nset ylabel \"{}\"\n{}lines = {}\npoints = {}\n",
                       plot["x"].get<std::string>(), plot["y"].get<std::string>(),
                       plot["logarithmic"].get<bool>() ? "set logscale y\n" : "",
                       plot["lines"].get<int>(), plot["points"].get<int>());
  }
}

}  // namespace sanggan::verification
