#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <set>

#include "io/readers.hpp"
#include "study/read_study.hpp"

namespace sanggan {
namespace {

Estimate read_amount(Section const& s) {
  Estimate amount;
  s.either({{Section::Shape::scalar, "", "a number",
             [&](Section const& value) {
               double const one = value.as_quantity("1", not_negative);
               amount = {one, one, one};
             }},
            {Section::Shape::map, "", "{low, typical, high}", [&](Section const& map) {
               amount = {map.quantity({"low", "1", "lowest", not_negative}),
                         map.quantity({"typical", "1", "as expected", not_negative}),
                         map.quantity({"high", "1", "highest", not_negative})};
               if (amount.low > amount.typical || amount.typical > amount.high)
                 map.error("does not rise; write low <= typical <= high");
             }}});
  return amount;
}

CostItem read_cost(Section const& s) {
  constexpr int first = 1900, last = 2500;
  CostItem cost;
  cost.name = s.text("name", "what is paid for");
  cost.payer = s.text("payer", "who pays");
  cost.kind =
      s.choice("kind", "paid for what lasts, or to keep it going", {"capital", "running"}) == 0
          ? CostKind::capital
          : CostKind::running;
  cost.amount = read_amount(s.child("amount", "of each payment, in the currency of the study"));
  cost.price_year = s.integer("price_year", "year in whose prices it is given", first, last);
  cost.first_year = s.integer("first_year", "year of the first payment", first, last);
  cost.last_year =
      s.integer("last_year", "year of the last payment; that of the first if not given", first,
                last, cost.first_year);
  if (cost.last_year < cost.first_year)
    s.error_at("last_year", "lies before first_year; write it or a later year");
  cost.every = s.integer("every", "years from payment to payment", 1, last - first, 1);
  return cost;
}

/// A key of one scenario as it is written; nullptr if it is not.
Node const* written(Node const& tree, std::string const& scenario, std::string_view key) {
  auto const* scenarios = tree.find("scenarios");
  auto const* own = scenarios ? scenarios->value.find(scenario) : nullptr;
  auto const* entry = own ? own->value.find(key) : nullptr;
  return entry ? &entry->value : nullptr;
}

std::string name_of(Node const& measure) {
  auto const* name = measure.find("name");
  return name ? name->value.text : "";
}

/// What a measure says but its name is read with the case to which it is added.
void check_measures(Section const& scenario) {
  if (scenario.recording()) {
    Setting setting;
    Site site;
    read_measures(scenario, setting, site);
    return;
  }
  std::set<std::string> names;
  for (auto const& measure :
       scenario.list("measures",
                     "measures as in a case; one of the name of an inherited measure "
                     "takes its place")) {
    measure.ignore_other_keys();
    auto const name = measure.text("name", "name of the measure");
    if (!name.empty() && !names.insert(name).second)
      measure.error_at("name", "stands twice in this scenario; give each measure its own");
  }
}

FarmlandMeasure read_farmland_measure(Section const& value) {
  std::vector<std::string> const words{"none", "priority_protection", "safe_use", "strict_control"};
  int const i = read_name(value, "a way to manage farmland", words);
  return static_cast<FarmlandMeasure>(std::max(i, 0));
}

/// What it writes anew of receptors is read with those to which it belongs.
void check_changes(Section const& scenario, std::vector<std::string> const& receptors) {
  for (auto const& [name, changes] :
       scenario.named("receptors", "keys of receptors that are otherwise in it, by receptor")) {
    if (scenario.recording()) continue;
    if (std::find(receptors.begin(), receptors.end(), name) == receptors.end())
      changes.unknown_key("a receptor here", receptors);
    for (auto const& [key, value] : changes.as_named()) {
      value.ignore_other_keys();
      if (key == "kind") value.error("is that of the receptor in all scenarios; remove it");
    }
  }
}

std::vector<std::string> lands_among(std::vector<Receptor> const& receptors) {
  std::vector<std::string> lands;
  for (Receptor const& receptor : receptors)
    if (std::holds_alternative<FarmlandReceptor>(receptor.kind)) lands.push_back(receptor.name);
  return lands;
}

Scenario read_one(Section const& s, std::string const& name, Node const& tree,
                  std::vector<std::string> const& all, std::vector<Receptor> const& receptors) {
  Scenario scenario;
  scenario.name = name;
  check_name(s, name);
  scenario.title = s.text("title", "one line on it", name);
  for (auto const& parent : s.list("inherits", "scenarios whose measures and costs it has as well"))
    if (int const i = read_name(parent, "a scenario here", all); i >= 0)
      scenario.inherits.push_back(all[static_cast<std::size_t>(i)]);
  check_measures(s);
  if (auto const* measures = written(tree, name, "measures")) scenario.measures = measures->items;
  check_changes(s, names_of(receptors));
  if (auto const* changes = written(tree, name, "receptors")) scenario.changes = *changes;
  for (auto const& cost : s.list("costs", "what it costs"))
    scenario.costs.push_back(read_cost(cost));
  auto const lands = lands_among(receptors);
  for (auto const& [land, what] :
       s.named("farmland", "what is done with polluted farmland, by receptor")) {
    if (!s.recording() && std::find(lands.begin(), lands.end(), land) == lands.end())
      what.unknown_key("a receptor of the kind farmland", lands);
    scenario.farmland[land] = read_farmland_measure(what);
  }
  if (auto const score = s.optional_quantity(
          {"operability", "1", "how well it can be built and run here, 1 (hardly) to 5", {1, 5}}))
    scenario.judged[Metric::operability] = *score;
  return scenario;
}

void add_measures(std::vector<Node>& measures, std::vector<Node> const& more) {
  for (auto const& measure : more) {
    auto const same = std::find_if(measures.begin(), measures.end(), [&](Node const& other) {
      return name_of(other) == name_of(measure);
    });
    if (same == measures.end())
      measures.push_back(measure);
    else
      *same = measure;
  }
}

/// Writes the keys of one receptor over those of it that stand there.
void write_anew(Node& receptors, Node::Entry const& change) {
  auto* const there = receptors.find(change.key);
  if (!there) {
    receptors.entries.push_back(change);
    return;
  }
  for (auto const& key : change.value.entries)
    if (auto* const same = there->value.find(key.key))
      *same = key;
    else
      there->value.entries.push_back(key);
}

/// Joins each scenario to what it inherits; ancestors are joined once each, in order.
class Heritage {
 public:
  explicit Heritage(std::vector<Scenario> const& written) : written_(written) {}

  /// The scenario with all it inherits; none if that goes in a circle.
  std::optional<Scenario> whole(Scenario const& scenario) {
    seen_.clear();
    Scenario result = scenario;
    result.measures.clear();
    result.costs.clear();
    result.farmland.clear();
    result.changes = {};
    if (!join(scenario, {}, result)) return {};
    return result;
  }

 private:
  bool join(Scenario const& scenario, std::set<std::string> heirs, Scenario& result) {
    if (!heirs.insert(scenario.name).second) return false;
    if (!seen_.insert(scenario.name).second) return true;
    for (auto const& parent : scenario.inherits) {
      auto const found = std::find_if(written_.begin(), written_.end(),
                                      [&](Scenario const& s) { return s.name == parent; });
      if (!join(*found, heirs, result)) return false;
    }
    add_measures(result.measures, scenario.measures);
    for (auto const& [land, what] : scenario.farmland) result.farmland[land] = what;
    for (auto const& change : scenario.changes.entries) write_anew(result.changes, change);
    result.costs.insert(result.costs.end(), scenario.costs.begin(), scenario.costs.end());
    return true;
  }

  std::vector<Scenario> const& written_;
  std::set<std::string> seen_;
};

}  // namespace

void read_changed_receptors(Reading& reading, Node const& tree, Setting const& setting,
                            std::vector<std::string> const& points, Study& study) {
  auto const* const receptors = tree.find("receptors");
  std::list<Node> changed;  // the reading knows the nodes by their addresses
  for (Scenario& scenario : study.scenarios) {
    if (!receptors || scenario.changes.entries.empty()) {
      scenario.receptors = study.receptors;
      continue;
    }
    Node& root = changed.emplace_back();
    root.kind = Node::Kind::map;
    root.entries.push_back(*receptors);
    Node& all = root.entries.front().value;
    for (auto const& change : scenario.changes.entries)
      if (all.find(change.key)) write_anew(all, change);
    scenario.receptors = read_receptors(Section(reading, root), setting, points, study);
    report_unknown_keys(reading, root);
  }
}

std::vector<Scenario> read_scenarios(Section const& root, Node const& tree,
                                     std::vector<Receptor> const& receptors) {
  auto const sections = root.named("scenarios", "what may be done, by name", Need::required);
  std::vector<std::string> names;
  names.reserve(sections.size());
  for (auto const& [name, s] : sections) names.push_back(name);
  std::vector<Scenario> written, whole;
  for (auto const& [name, s] : sections)
    written.push_back(read_one(s, name, tree, names, receptors));
  Heritage heritage(written);
  for (std::size_t i = 0; i < written.size(); ++i) {
    auto scenario = heritage.whole(written[i]);
    if (!scenario)
      sections[i].second.error_at("inherits", "goes in a circle; remove one of its links");
    whole.push_back(scenario.value_or(written[i]));
  }
  return whole;
}

}  // namespace sanggan
