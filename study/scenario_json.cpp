#include "study/scenario_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "study/display_units.hpp"
#include "study/soil_quality.hpp"

namespace sanggan {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_records = 120;

template <class T>
Json known(std::optional<T> const& value) {
  return value ? Json(*value) : Json();
}

Json known(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json in_unit(std::optional<double> const& value, double unit) {
  return value ? Json(*value / unit) : Json();
}

Json estimate(Estimate const& e) {
  return {{"low", e.low}, {"typical", e.typical}, {"high", e.high}};
}

Json estimate(std::optional<Estimate> const& e) { return e ? estimate(*e) : Json(); }

Json amounts(std::vector<std::pair<std::string, double>> const& list) {
  Json object = Json::object();
  for (auto const& [name, value] : list) object[name] = value;
  return object;
}

Json measures_json(std::vector<MeasureFacts> const& measures) {
  Json list = Json::array();
  for (auto const& one : measures)
    list.push_back({{"name", one.name},
                    {"kind", one.kind},
                    {"start", one.start},
                    {"end", known(one.end)},
                    {"responsible", one.responsible}});
  return list;
}

Json as_written(Node const& node) {
  if (node.kind == Node::Kind::null) return {};
  if (node.kind == Node::Kind::scalar) return node.text;
  Json json = node.kind == Node::Kind::list ? Json::array() : Json::object();
  for (Node const& item : node.items) json.push_back(as_written(item));
  for (auto const& [key, place, value] : node.entries) json[key] = as_written(value);
  return json;
}

/// Keys of receptors that a scenario writes anew, as they stand in the study.
Json changes_json(Node const& changes) {
  Json list = Json::array();
  for (auto const& receptor : changes.entries)
    for (auto const& change : receptor.value.entries)
      list.push_back(
          {{"receptor", receptor.key}, {"key", change.key}, {"value", as_written(change.value)}});
  return list;
}

/// To five digits, which a curve does not show.
double to_be_drawn(double value) {
  return std::strtod(fmt::format("{:.5g}", value).c_str(), nullptr);
}

/// Records to be drawn: few, with the peak and the last among them.
std::vector<std::size_t> drawn(std::vector<double> const& values) {
  std::vector<std::size_t> list;
  auto const peak = std::max_element(values.begin(), values.end()) - values.begin();
  std::size_t const stride = (values.size() + most_records - 1) / most_records;
  for (std::size_t k = 0; k < values.size(); ++k)
    if (k % stride == 0 || k + 1 == values.size() || static_cast<std::ptrdiff_t>(k) == peak)
      list.push_back(k);
  return list;
}

Json water_json(std::vector<WaterFinding> const& findings) {
  Json list = Json::array();
  for (auto const& one : findings) {
    Json t = Json::array(), C = Json::array();
    for (std::size_t const k : drawn(one.C)) {
      t.push_back(to_be_drawn(one.t[k]));
      C.push_back(to_be_drawn(one.C[k]));
    }
    list.push_back({{"receptor", one.receptor},
                    {"substance", one.substance},
                    {"unit", "mg/L"},
                    {"limit", one.bound},
                    {"t", t},
                    {"C", C},
                    {"peak", one.kept.peak},
                    {"time_of_peak", one.kept.time_of_peak},
                    {"first", known(one.kept.first)},
                    {"time_above", one.kept.time_above},
                    {"compliance", known(one.kept.compliance)},
                    {"end", one.C.back()}});
  }
  return list;
}

Json classes_json(std::vector<ClassFinding> const& findings) {
  Json list = Json::array();
  for (auto const& one : findings)
    list.push_back({{"receptor", one.receptor},
                    {"standard", one.standard},
                    {"class", one.water_class},
                    {"worst", one.worst}});
  return list;
}

Json plumes_json(std::vector<PlumeFinding> const& findings) {
  constexpr const char* answers[] = {"yes", "no", "not known"};
  Json list = Json::array();
  for (auto const& one : findings)
    list.push_back({{"substance", one.substance},
                    {"class", one.water_class},
                    {"limit", one.limit},
                    {"unit", "mg/L"},
                    {"t", one.t},
                    {"area", one.area},
                    {"volume", one.volume},
                    {"spreading", answers[static_cast<std::size_t>(one.spreading)]},
                    {"rate", one.growth ? known(one.growth->slope) : Json()},
                    {"rate_low", one.growth ? known(one.growth->slope_low) : Json()},
                    {"rate_high", one.growth ? known(one.growth->slope_high) : Json()}});
  return list;
}

Json fences_json(std::vector<FenceFinding> const& findings) {
  Json list = Json::array();
  for (auto const& one : findings) {
    Json t = Json::array(), rate = Json::array();
    for (std::size_t const k : drawn(one.rate)) {
      t.push_back(to_be_drawn(one.t[k]));
      rate.push_back(to_be_drawn(one.rate[k]));
    }
    list.push_back({{"fence", one.fence},
                    {"substance", one.substance},
                    {"unit", "kg"},
                    {"total", one.total},
                    {"t", t},
                    {"rate", rate}});
  }
  return list;
}

Json crops_json(std::vector<CropFinding> const& crops) {
  Json list = Json::array();
  for (auto const& one : crops)
    list.push_back(
        {{"crop", one.crop},
         {"substance", one.substance},
         {"content", one.judged.content / mg_per_kg},
         {"limit", one.judged.limit ? Json(one.judged.limit->value / mg_per_kg) : Json()},
         {"meets", known(one.judged.meets)},
         {"chance", known(one.judged.chance)}});
  return list;
}

Json soils_json(std::vector<SoilFinding> const& findings) {
  Json list = Json::array();
  for (auto const& one : findings) {
    Json contents = Json::array(), capacity = Json::array();
    for (std::size_t k = 0; k < one.end.size(); ++k)
      contents.push_back({{"substance", one.end[k].substance},
                          {"start", one.start[k].value / mg_per_kg},
                          {"end", one.end[k].value / mg_per_kg}});
    for (auto const& room : one.capacity)
      capacity.push_back({{"substance", room.substance},
                          {"static", room.at_once},
                          {"dynamic", known(room.yearly)}});
    auto const grade = static_cast<std::size_t>(one.judged.grade);
    list.push_back({{"receptor", one.receptor},
                    {"kind", one.is_plot ? "plot" : "farmland"},
                    {"area", one.area},
                    {"class", one.is_plot ? plot_classes[grade] : farmland_classes[grade]},
                    {"grade", one.judged.grade},
                    {"worst", one.judged.worst},
                    {"unjudged", one.judged.unjudged},
                    {"contents", contents},
                    {"crops", crops_json(one.crops)},
                    {"capacity", capacity}});
  }
  return list;
}

Json farmland_json(FarmlandFinding const& farmland) {
  Json areas = Json::array();
  for (auto const& [county, area] : farmland.areas)
    areas.push_back({{"county", county},
                     {"priority_protection", area[0]},
                     {"safe_use", area[1]},
                     {"strict_control", area[2]}});
  return {{"areas", areas}, {"safe_utilisation_rate", known(farmland.safe_rate)}};
}

Json health_json(std::vector<HealthFinding> const& findings) {
  Json list = Json::array();
  for (auto const& one : findings) {
    Json pathways = Json::array();
    for (std::size_t k = 0; k < pathway_words.size(); ++k)
      if (one.cancer.of[k] || one.hazard.of[k])
        pathways.push_back({{"pathway", pathway_words[k]},
                            {"cancer_risk", known(one.cancer.of[k])},
                            {"hazard_quotient", known(one.hazard.of[k])}});
    list.push_back({{"receptor", one.receptor},
                    {"substance", one.substance},
                    {"soil", in_unit(one.met.soil, mg_per_kg)},
                    {"water", in_unit(one.met.water, mg_per_L)},
                    {"cancer_risk", known(one.cancer.sum())},
                    {"hazard_quotient", known(one.hazard.sum())},
                    {"pathways", pathways},
                    {"goal", in_unit(one.soil_goal, mg_per_kg)},
                    {"goal_water", in_unit(one.water_goal, mg_per_L)}});
  }
  return list;
}

Json mass_json(std::vector<MassFinding> const& findings) {
  Json list = Json::array();
  for (auto const& one : findings)
    list.push_back({{"substance", one.substance},
                    {"unit", "kg"},
                    {"initial", one.booked.initial},
                    {"released", one.booked.released},
                    {"reacted", one.booked.reacted},
                    {"stored", amounts(one.booked.stored)},
                    {"in", amounts(one.booked.in)},
                    {"out", amounts(one.booked.out)},
                    {"withdrawn_waste", one.booked.withdrawn_waste},
                    {"removed_by_measures", one.booked.removed},
                    {"into_water", one.into_water()}});
  return list;
}

Json cost_json(CostFinding const& cost) {
  Json items = Json::array(), flow = Json::array(), payers = Json::array();
  for (auto const& one : cost.items)
    items.push_back({{"name", one.name},
                     {"payer", one.payer},
                     {"kind", one.kind == CostKind::capital ? "capital" : "running"},
                     {"low", one.amount.low},
                     {"typical", one.amount.typical},
                     {"high", one.amount.high},
                     {"price_year", one.price_year},
                     {"first_year", one.first_year},
                     {"last_year", one.last_year},
                     {"every", one.every}});
  for (auto const& one : cost.flow) {
    Estimate paid = one.capital;
    paid += one.running;
    Json row = estimate(paid);
    row["year"] = one.year;
    row["cumulative"] = one.cumulative.typical;
    flow.push_back(row);
  }
  for (auto const& [payer, share] : cost.by_payer) {
    Json row = estimate(share);
    row["payer"] = payer;
    payers.push_back(row);
  }
  return {{"items", items},
          {"present_value", estimate(cost.present_value)},
          {"capital", estimate(cost.capital)},
          {"largest_yearly", estimate(cost.largest_yearly)},
          {"flow", flow},
          {"by_payer", payers},
          {"per_kg", estimate(cost.per_kg)},
          {"per_person", estimate(cost.per_person)},
          {"kg_kept_out", cost.kg_kept_out},
          {"people_protected", cost.people_protected}};
}

Json verdict_json(std::optional<Verdict> const& verdict) {
  constexpr const char* gates[] = {"risk", "operability", "economy"};
  if (!verdict) return {};
  auto const& failed = verdict->gates.failed;
  return {{"failed_gate", failed ? Json(gates[static_cast<std::size_t>(*failed)]) : Json()},
          {"reasons", verdict->gates.reasons},
          {"lacks", verdict->lacks},
          {"on_front", verdict->on_front},
          {"closeness", known(verdict->closeness)},
          {"rank", known(verdict->rank)},
          {"share_first", known(verdict->share_first)}};
}

double last_area(Findings const& findings, PlumeFinding const& like) {
  for (auto const& one : findings.plumes)
    if (one.substance == like.substance && one.water_class == like.water_class)
      return one.area.back();
  return 0;  // never above
}

Json difference_json(Findings const& with, Findings const& without) {
  Json peaks = Json::array(), areas = Json::array();
  for (auto const& now : with.water)
    for (auto const& before : without.water)
      if (now.receptor == before.receptor && now.substance == before.substance &&
          before.kept.peak > 0)
        peaks.push_back({{"receptor", now.receptor},
                         {"substance", now.substance},
                         {"ratio", now.kept.peak / before.kept.peak}});
  for (auto const& one : without.plumes)
    if (one.area.back() > 0)
      areas.push_back({{"substance", one.substance},
                       {"class", one.water_class},
                       {"ratio", last_area(with, one) / one.area.back()}});
  return {{"peak", peaks}, {"plume_area_end", areas}};
}

}  // namespace

Json scenario_json(ScenarioResult const& scenario, ScenarioResult const* no_action) {
  Json json{{"name", scenario.name},
            {"title", scenario.title},
            {"inherits", scenario.inherits},
            {"folder", scenario.folder},
            {"status", scenario.status},
            {"message", scenario.message},
            {"measures", measures_json(scenario.measures)},
            {"changes", changes_json(scenario.changes)}};
  json["run"] = scenario.run ? Json{{"case_hash", scenario.run->case_hash},
                                    {"steps", scenario.run->steps},
                                    {"seconds", scenario.run->seconds},
                                    {"balance_error", scenario.run->balance_error}}
                             : Json();
  Findings const& found = scenario.findings;
  json["water"] = water_json(found.water);
  json["water_class"] = classes_json(found.classes);
  json["plume"] = plumes_json(found.plumes);
  json["fences"] = fences_json(found.fences);
  json["soil"] = soils_json(found.soils);
  json["farmland"] = farmland_json(found.farmland);
  json["health"] = health_json(found.health);
  json["mass"] = mass_json(found.mass);
  json["cost"] = cost_json(found.cost);
  json["values"] = Json::object();
  for (auto const& metric : metrics) {
    auto const value = scenario.values.find(metric.metric);
    json["values"][std::string(metric.name)] =
        value == scenario.values.end() ? Json() : Json(value->second);
  }
  json["verdict"] = verdict_json(scenario.verdict);
  json["difference"] = no_action && scenario.run && no_action != &scenario
                           ? difference_json(found, no_action->findings)
                           : Json();
  return json;
}

}  // namespace sanggan
