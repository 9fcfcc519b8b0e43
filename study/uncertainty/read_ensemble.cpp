#include "study/uncertainty/read_ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/readers.hpp"
#include "io/units.hpp"
#include "io/yaml_file.hpp"

namespace sanggan {
namespace {

constexpr int most_members = 1000000, most_steps = 100000;

Truncation read_truncation(Section const& s) {
  Truncation within;
  within.least = s.quantity({"least", "1", "nothing lies below", any_number, within.least});
  within.most = s.quantity({"most", "1", "nothing lies above", any_number, within.most});
  if (within.least >= within.most)
    s.error_at("most", "is not above `least`; write a larger number");
  return within;
}

TriangularDistribution read_triangle(Section const& s) {
  TriangularDistribution const law{s.quantity({"least", "1", "smallest value"}),
                                   s.quantity({"mode", "1", "most likely value"}),
                                   s.quantity({"most", "1", "largest value"})};
  if (!(law.least <= law.mode && law.mode <= law.most && law.least < law.most))
    s.error("has no triangle; write least <= mode <= most, and least < most");
  return law;
}

TableDistribution read_table(Section const& s) {
  TableDistribution const law{
      s.quantities({"values", "1", "increasing"}, Need::required),
      s.quantities({"chances", "1", "of a value at or below each, from 0 to 1", fraction},
                   Need::required)};
  bool const sound = law.values.size() >= 2 && law.values.size() == law.chances.size() &&
                     std::is_sorted(law.values.begin(), law.values.end()) &&
                     std::is_sorted(law.chances.begin(), law.chances.end()) &&
                     law.chances.front() == 0 && law.chances.back() == 1;
  if (!sound)
    s.error_at("chances", "do not go with the values; write as many, increasing from 0 to 1");
  return law;
}

Distribution read_distribution(Section const& s) {
  Distribution law;
  s.branch(
      "law", "its distribution, in numbers of `unit`",
      {{"normal", "mean and standard deviation",
        [&](Section const& b) {
          law = NormalDistribution{b.quantity({"mean", "1", "mean"}),
                                   b.quantity({"deviation", "1", "standard", positive}),
                                   read_truncation(b)};
        }},
       {"lognormal", "its logarithm is normal",
        [&](Section const& b) {
          law = LognormalDistribution{
              b.quantity({"median", "1", "half of all lie below", positive}),
              b.quantity({"log_deviation", "1", "standard, of the natural logarithm", positive}),
              read_truncation(b)};
        }},
       {"uniform", "all alike between two bounds",
        [&](Section const& b) {
          UniformDistribution const u{b.quantity({"least", "1", "smallest value"}),
                                      b.quantity({"most", "1", "largest value"})};
          if (u.least >= u.most) b.error_at("most", "is not above `least`; write a larger number");
          law = u;
        }},
       {"triangular", "from least over mode to most",
        [&](Section const& b) { law = read_triangle(b); }},
       {"table", "values with the chance to lie at or below each",
        [&](Section const& b) { law = read_table(b); }},
       {"seed", "whole numbers, each field of its own",
        [&](Section const&) { law = SeedDistribution{}; }}});
  return law;
}

std::vector<UncertainInput> read_inputs(Section const& root) {
  std::vector<UncertainInput> inputs;
  for (auto const& [name, s] :
       root.named("uncertain", "numbers of the case that are uncertain, by name", Need::required)) {
    check_name(s, name);
    UncertainInput input{name,
                         s.texts("keys", "paths of its keys, as after --set", Need::required),
                         s.text("unit", "unit of the numbers below", ""),
                         {}};
    if (!input.unit.empty() && !is_unit(input.unit))
      s.error_at("unit", "is no unit; write one such as m/day, or leave it out");
    input.law = read_distribution(s);
    inputs.push_back(std::move(input));
  }
  return inputs;
}

std::vector<std::vector<double>> read_correlation(Section const& root,
                                                  std::vector<std::string> const& names) {
  auto const list = root.list("correlations", "of the ranks of two uncertain numbers");
  if (list.empty()) return {};
  std::vector<std::vector<double>> matrix(names.size(), std::vector<double>(names.size()));
  for (std::size_t i = 0; i < names.size(); ++i) matrix[i][i] = 1;
  for (auto const& s : list) {
    auto const pair = s.list("between", "the two names", Need::required);
    double const r = s.quantity({"rank", "1", "their rank correlation", {-1, 1}});
    if (pair.size() != 2) {
      s.error_at("between", "is no pair; write two names");
      continue;
    }
    int const a = read_name(pair[0], "an uncertain number here", names);
    int const b = read_name(pair[1], "an uncertain number here", names);
    if (a < 0 || b < 0) continue;
    if (a == b) s.error_at("between", "names one number twice; write two names");
    matrix[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)] = r;
    matrix[static_cast<std::size_t>(b)][static_cast<std::size_t>(a)] = r;
  }
  if (!is_correlation(matrix))
    root.error_at("correlations", "contradict one another; make them weaker");
  return matrix;
}

void read_sampling(Section const& root, Ensemble& e) {
  auto const s = root.child("sampling", "how members are drawn");
  e.method = static_cast<SamplingMethod>(s.choice("method", "how the uncertain numbers are sampled",
                                                  {"latin_hypercube", "sobol", "saltelli"}, 0));
  e.members = s.integer("members", "how many; with saltelli, this times the numbers and two more",
                        2, most_members);
  e.seed = s.integer("seed", "of the draw: the same members from the same seed", 0,
                     std::numeric_limits<int>::max());
  std::size_t const wanted = e.inputs.size() * (e.method == SamplingMethod::saltelli ? 2 : 1);
  if (e.method != SamplingMethod::latin_hypercube && wanted > most_sobol_dimensions)
    s.error_at("method", fmt::format("needs {} dimensions, of which Sobol's sequence has {} here; "
                                     "write latin_hypercube, or fewer uncertain numbers",
                                     wanted, most_sobol_dimensions));
  if (e.method == SamplingMethod::saltelli && !e.correlation.empty())
    s.error_at("method",
               "tells numbers apart, which correlated ones are not; leave out "
               "`correlations`, or write latin_hypercube");
}

std::vector<OwnLimit> read_own_limits(Section const& root) {
  std::vector<OwnLimit> limits;
  for (auto const& [name, s] :
       root.named("limits",
                  "above which members are counted, by species, head, level, "
                  "pressure_head or pH: values with their units")) {
    std::string const text = s.as_text();
    if (!s || s.recording()) continue;
    auto const [number, unit] = split_quantity(text);
    auto const value = parse_number(number);
    if (!value || (!unit.empty() && !is_unit(unit))) {
      s.error("is no value with its unit; write one such as 102.5 m");
      continue;
    }
    Place const place = s.place();
    limits.push_back(
        {name, *value, unit.empty() ? "1" : std::string(unit),
         fmt::format("{}:{}:{}: {} \"{}\"", s.file(), place.line, place.column, s.path(), text)});
  }
  return limits;
}

void read_results(Section const& root, Ensemble& e) {
  for (auto const& [name, s] : root.named("results", "one figure of each member, by name"))
    e.results.push_back(
        {name, s.text("monitor", "column of monitors.csv without its unit, such as well Cd"),
         static_cast<Taken>(
             s.choice("take", "of its time series", {"last", "maximum", "minimum"}))});
  e.quantiles = root.quantities({"quantiles", "1", "shares of the members at or below", fraction});
  if (e.quantiles.empty()) e.quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};
  if (!std::is_sorted(e.quantiles.begin(), e.quantiles.end()))
    root.error_at("quantiles", "are not in order; write them from the smallest on");
  constexpr int usual_steps = 100;
  e.monitor_steps = root.integer("monitor_steps", "equal steps of time at which monitors are told",
                                 1, most_steps, usual_steps);
}

std::vector<Observation> read_observations(Section const& root) {
  std::vector<Observation> all;
  for (auto const& s : root.list("observations", "what was observed, for PEST"))
    all.push_back(
        {s.text("monitor", "column of monitors.csv without its unit"),
         s.quantity({"time", "s", "since the start", not_negative}),
         s.quantity({"value", "1", "in the unit of the column"}),
         s.quantity({"weight", "1", "of its misfit, one over its error", not_negative, 1.0})});
  return all;
}

Ensemble read_keys(Section const& root, std::string const& path) {
  root.integer("schema_version", "version of the format of this file", 1, 1);
  Ensemble e;
  e.path = path;
  e.title = root.text("title", "one line on the ensemble", "");
  auto const name = root.child("case", "case file of the base case");
  e.case_path = beside(path, name.as_text());
  e.inputs = read_inputs(root);
  e.correlation = read_correlation(root, names_of(e.inputs));
  read_sampling(root, e);
  read_results(root, e);
  e.limits = read_own_limits(root);
  e.observations = read_observations(root);
  return e;
}

}  // namespace

Ensemble read_ensemble(std::string const& path, MPI_Comm comm) {
  Reading reading(comm);
  Node const tree = read_yaml_file(reading, path);
  report_duplicate_keys(reading, tree);
  Ensemble e = read_keys(Section(reading, tree), path);
  report_unknown_keys(reading, tree);
  reading.throw_errors();
  return e;
}

Description describe_ensemble() {
  Reading reading(MPI_COMM_SELF);
  Description description;
  read_keys(Section(reading, description), "");
  return description;
}

}  // namespace sanggan
