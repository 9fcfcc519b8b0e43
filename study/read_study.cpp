#include "study/read_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/case_reader.hpp"
#include "io/readers.hpp"
#include "io/units.hpp"
#include "io/yaml_file.hpp"
#include "study/read_health.hpp"
#include "study/read_limits.hpp"

namespace sanggan {
namespace {

constexpr int first_year = 1900, last_year = 2500;

void read_money(Section const& root, Study& study) {
  auto const s = root.child("money", "how costs of different years are compared");
  study.currency = s.text("currency", "currency of all costs, such as CNY");
  study.money.price_year =
      s.integer("price_year", "year in whose prices results are given", first_year, last_year);
  study.money.base_year = s.integer("base_year",
                                    "year to which payments are discounted, that of "
                                    "the start of the case",
                                    first_year, last_year);
  study.money.discount_rate =
      s.quantity({"discount_rate", "1", "share a year, beyond the rise of prices", {0, 1}});
  for (auto const& [year, level] :
       s.named("price_index", "level of prices by year, for costs of other price years")) {
    double const value = level.as_quantity("1", positive);
    if (level.recording()) continue;
    auto const number = parse_number(year);
    if (!number || *number < first_year || *number > last_year || std::floor(*number) != *number)
      level.unknown_key("a year such as 2020", {});
    else
      study.money.prices[static_cast<int>(*number)] = value;
  }
}

/// The project's own limits and those of files; a standard that a file holds replaces the own.
std::vector<Limit> read_all_limits(Section const& root) {
  std::vector<Limit> given;
  for (auto const& file : root.list("standard_files", "CSV files with standards of your own")) {
    auto const more = read_limits(file);
    given.insert(given.end(), more.begin(), more.end());
  }
  auto const replaced = standards_in(given);
  for (auto const& limit : own_limits())
    if (std::find(replaced.begin(), replaced.end(), limit.standard) == replaced.end())
      given.push_back(limit);
  return given;
}

void read_standards(Section const& root, Study& study) {
  study.limits = read_all_limits(root);
  auto const names = standards_in(study.limits);
  auto const s = root.child("standards", "standards by what they judge", Need::optional);
  auto const standard = [&](std::string_view key, std::string_view about) -> std::string {
    auto const name = s.child(key, about, Need::optional);
    int const i = name ? read_name(name, "a standard here", names) : -1;
    return i < 0 ? "" : names[static_cast<std::size_t>(i)];
  };
  study.standards.groundwater = standard("groundwater", "classes of groundwater");
  study.standards.surface_water = standard("surface_water", "classes of surface water");
  study.standards.farmland = standard("farmland", "soil of farmland");
  study.standards.plots = standard("plots", "soil of building plots");
  study.standards.food = standard("food", "contaminants of crops");
}

/// The name of one of the sets; empty and an error if there is none of that name.
template <class Sets>
std::string chosen(Section const& owner, std::string_view key, std::string_view about,
                   Sets const& sets) {
  std::vector<std::string> names;
  names.reserve(sets.size());
  for (auto const& [name, set] : sets) names.push_back(name);
  int const i = read_name(owner.child(key, about), "a set of figures here", names);
  return i < 0 ? "" : names[static_cast<std::size_t>(i)];
}

void read_health(Section const& root, Study& study) {
  auto const s = root.child("health", "risk for people", Need::optional);
  if (!s) return;
  auto toxicity = own_toxicity();
  auto exposure = own_exposure();
  if (auto const file = s.child("toxicity_file", "CSV file with sets of your own", Need::optional))
    for (auto& [name, set] : read_toxicity(file)) toxicity[name] = set;
  if (auto const file = s.child("exposure_file", "CSV file with sets of your own", Need::optional))
    for (auto& [name, set] : read_exposure(file)) exposure[name] = set;
  study.toxicity_set = chosen(s, "toxicity", "set of toxicity values", toxicity);
  study.exposure_set = chosen(s, "exposure", "set of exposure values", exposure);
  study.toxicity = toxicity[study.toxicity_set];
  study.exposure = exposure[study.exposure_set];
  study.accepted.cancer = s.quantity(
      {"accepted_cancer_risk", "1", "of one substance; 1e-6 in HJ 25.3-2019", {0, 1, true}});
  study.accepted.hazard = s.quantity(
      {"accepted_hazard_quotient", "1", "of one substance; 1 in HJ 25.3-2019", positive});
}

std::string trimmed(std::string const& text) {
  auto const first = text.find_first_not_of(" \n"), last = text.find_last_not_of(" \n");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

void read_overrides(Section const& root, Node const& tree, Study& study) {
  auto const set =
      root.child("set", "values of the base case to be replaced, by key.path", Need::optional);
  if (!set || set.recording()) return;
  set.ignore_other_keys();
  for (auto const& [key, place, value] : tree.find("set")->value.entries)
    study.overrides.push_back(key + "=" + trimmed(to_yaml(value)));
}

/// The base case; a file that cannot be named gives none.
std::optional<Case> read_base_case(Section const& root, Study& study, MPI_Comm comm) {
  auto const name = root.child("case", "case file of the base case");
  auto const text = name.as_text();
  if (text.empty()) return {};
  study.case_path = beside(name.file(), text);
  return read_case(study.case_path, study.overrides, comm);
}

/// Names of the base case that a study may use. Its domain is not known here, so that polygons are
/// checked for themselves alone.
Setting setting_of(Case const& c) {
  Setting setting;
  setting.crs = c.crs;
  setting.domain.known = false;
  for (auto const& species : c.site.species) setting.species.push_back(species.name);
  return setting;
}

void read_species_names(Section const& root, std::vector<std::string> const& species,
                        Study& study) {
  for (auto const& [name, substance] : root.named(
           "substances", "names of species of the case in the standards, where they differ")) {
    if (!root.recording() && std::find(species.begin(), species.end(), name) == species.end())
      substance.unknown_key("a species of the case", species);
    study.substances[name] = substance.as_text();
  }
  for (auto const& one :
       root.list("counted", "species of which kg kept out of the water are counted; all if none"))
    if (int const i = read_name(one, "a species of the case", species); i >= 0)
      study.counted.push_back(species[static_cast<std::size_t>(i)]);
}

void read_spreading(Section const& root, Study& study) {
  constexpr double usual_confidence = 0.95;
  auto const s = root.child("spreading", "when a plume counts as spreading", Need::optional);
  study.spreading.confidence =
      s.quantity({"confidence", "1", "of the test of its trend", {0.5, 0.9999}, usual_confidence});
  study.spreading.negligible_rate = s.quantity(
      {"negligible_rate", "m2/s", "growth of its area that counts as none", not_negative, 0.0});
}

void check_prices(Section const& root, Study const& study) {
  for (auto const& scenario : study.scenarios)
    for (int const year : missing_prices(scenario.costs, study.money))
      root.error_at("money", fmt::format("has no price_index for {}, which costs of {} need; write "
                                         "one for the year of those prices and for price_year",
                                         year, scenario.name));
}

void read_sections(Section const& root, Node const& tree, Study& study) {
  root.integer("schema_version", "version of the format of this file", 1, 1);
  study.title = root.text("title", "one line on the study", "");
  read_overrides(root, tree, study);
  auto const base = read_base_case(root, study, root.reading().files.comm()).value_or(Case{});
  auto points = names_of(base.output.points);
  for (auto const& well : base.site.wells) points.push_back(well.name);
  read_species_names(root, names_of(base.site.species), study);
  read_spreading(root, study);
  read_money(root, study);
  read_standards(root, study);
  read_health(root, study);
  auto const setting = setting_of(base);
  study.receptors = read_receptors(root, setting, points, study);
  study.scenarios = read_scenarios(root, tree, study.receptors);
  read_changed_receptors(root.reading(), tree, setting, points, study);
  read_criteria(root, study);
  check_prices(root, study);
}

}  // namespace

Study read_study(std::string const& path, MPI_Comm comm) {
  Reading reading(comm);
  Node const tree = read_yaml_file(reading, path);
  report_duplicate_keys(reading, tree);
  Study study;
  study.path = path;
  read_sections(Section(reading, tree), tree, study);
  report_unknown_keys(reading, tree);
  reading.throw_errors();
  return study;
}

Description describe_study() {
  Reading reading(MPI_COMM_SELF);
  Description description;
  Study study;
  read_sections(Section(reading, description), {}, study);
  return description;
}

Case base_case(Study const& study, MPI_Comm comm) {
  return read_case(study.case_path, study.overrides, comm);
}

Case scenario_case(Study const& study, Scenario const& scenario, MPI_Comm comm) {
  Case c = read_case(study.case_path, study.overrides, comm, {study.path, scenario.measures});
  c.name += "-" + scenario.name;
  c.title = scenario.title;
  return c;
}

Case read_scenario(std::string const& study_path, std::string const& scenario, MPI_Comm comm) {
  Study const study = read_study(study_path, comm);
  for (Scenario const& one : study.scenarios)
    if (one.name == scenario) return scenario_case(study, one, comm);
  throw CaseError({fmt::format("{}: there is no scenario \"{}\"{}", study_path, scenario,
                               nearest_or_all(scenario, names_of(study.scenarios)))});
}

}  // namespace sanggan
