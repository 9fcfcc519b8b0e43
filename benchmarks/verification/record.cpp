#include "benchmarks/verification/record.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "benchmarks/verification/measure.hpp"
#include "io/case_reader.hpp"

namespace sanggan::verification {
namespace {

// The promise of every run, whatever its accuracy.
constexpr double closed = 1e-9;

nlohmann::json to_json(Criterion const& criterion, std::size_t k,
                       std::vector<GridRecord> const& grids) {
  nlohmann::json errors = nlohmann::json::array();
  for (auto const& grid : grids) errors.push_back(grid.errors[k]);
  return {{"what", criterion.what},
          {"unit", criterion.unit},
          {"errors", errors},
          {"order", mean_order(grids, k)},
          {"known", criterion.known},
          {"at_most", criterion.at_most},
          {"least_order", criterion.order},
          {"literature", criterion.literature}};
}

nlohmann::json to_json(Study const& study, std::vector<GridRecord> const& grids) {
  nlohmann::json result{{"name", study.name}};
  for (auto const& g : grids)
    result["grids"].push_back({{"label", g.label},
                               {"cells", g.work.cells},
                               {"steps", g.work.steps},
                               {"cuts", g.work.cuts},
                               {"newton", g.work.newton},
                               {"balance", g.work.balance_error}});
  for (std::size_t k = 0; k < study.criteria.size(); ++k)
    result["criteria"].push_back(to_json(study.criteria[k], k, grids));
  return result;
}

struct Heading {
  std::string title, about;
};
/// The title of the case and the comment at its head, or the first line of about.md and the rest.
Heading heading(Problem const& problem) {
  Heading text;
  std::string const case_file = path_of(problem.folder, "case.yaml");
  std::ifstream file(case_file), about(path_of(problem.folder, "about.md"));
  if (file) text.title = read_case(case_file, {}, MPI_COMM_SELF).title;
  for (std::string line; std::getline(file, line) && line.starts_with('#');)
    text.about += line.substr(std::min<std::size_t>(2, line.size())) + "\n";
  if (file) return text;
  std::getline(about, text.title);
  for (std::string line; std::getline(about, line);) text.about += line + "\n";
  return text;
}

/// Curves as gnuplot reads them, blocks with their names, two blank lines apart; of long ones about
/// `most` points.
void write_curves(std::string const& path, std::vector<Curve> const& curves, std::size_t most) {
  std::ofstream file(path);
  for (std::size_t k = 0; k < curves.size(); ++k) {
    auto const& curve = curves[k];
    file << (k > 0 ? "\n\n\"" : "\"") << curve.name << "\"\n";
    std::size_t const every = 1 + curve.x.size() / most;
    for (std::size_t i = 0; i < curve.x.size(); i += every)
      file << fmt::format("{:.5g} {:.5g}\n", curve.x[i], curve.y[i]);
  }
}

}  // namespace

GridRecord run_grid(Problem const& problem, Study const& study, Grid const& grid, Answer& answer) {
  GridRecord record{grid.label, grid.h, {}, {}};
  if (study.solve_apart) {
    answer = study.solve_apart(grid, record.work);
  } else {
    Case c = read_case(path_of(problem.folder, study.case_file), grid.overrides, MPI_COMM_SELF);
    if (study.adjust) study.adjust(c);
    Run run(std::move(c));
    answer = study.solve(run);
    record.work = work_of(run.simulation);
    record.work.cells = static_cast<long>(run.mesh.n_cells_global());
  }
  record.errors = answer.errors;
  if (answer.errors.size() != study.criteria.size())
    throw std::logic_error(problem.folder + " measures other things than it judges");
  return record;
}

double mean_order(std::vector<GridRecord> const& grids, std::size_t k) {
  auto const& coarse = grids.front();
  auto const& fine = grids.back();
  if (!(coarse.errors[k] > 0 && fine.errors[k] > 0)) return 0;
  return std::log(coarse.errors[k] / fine.errors[k]) / std::log(coarse.h / fine.h);
}

std::vector<std::string> faults(Study const& study, std::vector<GridRecord> const& grids) {
  std::vector<std::string> result;
  auto const wrong = [&](std::string const& text) { result.push_back(study.name + ": " + text); };
  for (auto const& grid : grids)
    if (!(grid.work.balance_error <= closed))
      wrong(fmt::format("the balance is off by {:.1e} at {}", grid.work.balance_error, grid.label));
  for (std::size_t k = 0; k < study.criteria.size(); ++k) {
    auto const& criterion = study.criteria[k];
    for (auto const& grid : grids)
      if (!(grid.errors[k] <= criterion.at_most))
        wrong(fmt::format("{} is {:.4g} {} at {}, allowed {:.4g}", criterion.what, grid.errors[k],
                          criterion.unit, grid.label, criterion.at_most));
    bool const converges = criterion.order > 0 && grids.back().errors[k] > criterion.known;
    if (grids.size() > 1 && converges && !(mean_order(grids, k) >= criterion.order))
      wrong(fmt::format("{} is of order {:.2f}, expected {:.2f}", criterion.what,
                        mean_order(grids, k), criterion.order));
  }
  return result;
}

std::vector<std::string> record(Problem const& problem, std::string const& folder) {
  std::string const base = folder + "/" + problem.folder;
  auto const [title, about] = heading(problem);
  nlohmann::json result{{"id", problem.id},
                        {"title", title},
                        {"about", about},
                        {"plot",
                         {{"title", problem.plot.title},
                          {"x", problem.plot.x},
                          {"y", problem.plot.y},
                          {"logarithmic", problem.plot.y_logarithmic}}}};
  std::vector<Curve> computed, reference;
  std::vector<std::string> wrong;
  for (auto const& study : problem.studies) {
    std::vector<GridRecord> grids;
    Answer answer;
    for (auto const& grid : study.grids) {
      double const begin = MPI_Wtime();
      grids.push_back(run_grid(problem, study, grid, answer));
      fmt::print("{} {}, {}: {:.1f} s\n", problem.id, study.name, grid.label, MPI_Wtime() - begin);
      std::fflush(stdout);
    }
    computed.insert(computed.end(), answer.computed.begin(), answer.computed.end());
    reference.insert(reference.end(), answer.reference.begin(), answer.reference.end());
    result["studies"].push_back(to_json(study, grids));
    for (auto const& fault : faults(study, grids)) wrong.push_back(problem.id + " " + fault);
  }
  result["faults"] = wrong;
  result["plot"]["lines"] = reference.size();
  result["plot"]["points"] = computed.size();
  write_curves(base + ".computed.dat", computed, 60);
  write_curves(base + ".reference.dat", reference, 200);
  std::ofstream(base + ".json") << result.dump(1) << "\n";
  return wrong;
}

}  // namespace sanggan::verification
