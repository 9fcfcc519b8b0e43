#include "study/study_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/base64.hpp"
#include "study/assess.hpp"
#include "study/display_units.hpp"
#include "study/scenario_json.hpp"

namespace sanggan {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* gate_names[] = {"risk", "operability", "economy"};

std::string word(Status status) {
  return std::string(status_words[static_cast<std::size_t>(status)]);
}

Json polygon_json(Polygon const& polygon) {
  Json list = Json::array();
  for (Vec2 const p : polygon.vertices) list.push_back({p.x, p.y});
  return list;
}

double area_of(Polygon const& polygon) {
  double twice = 0;
  auto const& v = polygon.vertices;
  for (std::size_t k = 0; k < v.size(); ++k) {
    Vec2 const a = v[k], b = v[(k + 1) % v.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return std::abs(twice) / 2;
}

Json receptor_json(Receptor const& receptor, Case const& c, StudyResult const& result) {
  Json json{{"name", receptor.name}};
  if (auto const* water = std::get_if<WaterReceptor>(&receptor.kind)) {
    auto const place = place_of(water->point, c);
    Json limits = Json::array();
    for (auto const& scenario : result.scenarios) {
      for (auto const& one : scenario.findings.water)
        if (one.receptor == receptor.name)
          limits.push_back({{"substance", one.substance},
                            {"value", one.bound},
                            {"unit", "mg/L"},
                            {"status", word(one.limit->status)}});
      if (!limits.empty()) break;  // the same in all
    }
    json.update({{"kind", water->is_river ? "river" : "well"},
                 {"point", water->point},
                 {"x", place ? Json(place->x) : Json()},
                 {"y", place ? Json(place->y) : Json()},
                 {"standard", water->standard},
                 {"use", water->use},
                 {"supply", water->supply},
                 {"people", water->people},
                 {"limits", limits}});
  } else if (auto const* land = std::get_if<FarmlandReceptor>(&receptor.kind)) {
    json.update({{"kind", "farmland"},
                 {"polygon", polygon_json(land->polygon)},
                 {"area", area_of(land->polygon)},
                 {"depth", land->depth},
                 {"county", land->county},
                 {"use", land->soil.use},
                 {"pH", land->soil.pH}});
  } else if (auto const* plot = std::get_if<PlotReceptor>(&receptor.kind)) {
    json.update({{"kind", "plot"},
                 {"polygon", polygon_json(plot->polygon)},
                 {"area", area_of(plot->polygon)},
                 {"depth", plot->depth},
                 {"use", plot->soil.use},
                 {"people", plot->people},
                 {"water", plot->water}});
  }
  return json;
}

Json metrics_json(Study const& study) {
  Json list = Json::array();
  double sum = 0;
  for (auto const& [metric, weight] : study.preferences.weights) sum += weight;
  for (auto const& metric : metrics) {
    auto const bound = study.preferences.bounds.find(metric.metric);
    auto const weight = study.preferences.weights.find(metric.metric);
    list.push_back(
        {{"name", metric.name},
         {"unit", metric.unit},
         {"about", metric.about},
         {"gate", gate_names[static_cast<std::size_t>(metric.gate)]},
         {"sense", metric.sense == Requirement::Sense::at_most ? "at_most" : "at_least"},
         {"bound", bound == study.preferences.bounds.end() ? Json() : Json(bound->second)},
         {"weight",
          weight == study.preferences.weights.end() ? Json() : Json(weight->second / sum)}});
  }
  return list;
}

bool is_met(std::string const& substance, StudyResult const& result) {
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.health)
      if (one.substance == substance) return true;
  return false;
}

/// The figures of standards and of toxicology that judged anything, each once.
Json figures_json(StudyResult const& result) {
  Json list = Json::array();
  std::vector<Limit const*> told;
  auto const tell = [&](Limit const* limit) {
    if (!limit || std::find(told.begin(), told.end(), limit) != told.end()) return;
    told.push_back(limit);
    list.push_back(
        {{"what", limit->standard + ", " + limit->use + ", " + limit->substance},
         {"value", limit->medium.find("water") == std::string::npos ? limit->value * 1e6
                                                                    : limit->value / mg_per_L},
         {"unit", limit->medium.find("water") == std::string::npos ? "mg/kg" : "mg/L"},
         {"status", word(limit->status)},
         {"source", limit->source},
         {"in_force", limit->in_force}});
  };
  for (auto const& scenario : result.scenarios) {
    for (auto const& one : scenario.findings.water) tell(one.limit);
    for (auto const& soil : scenario.findings.soils) {
      for (auto const& crop : soil.crops) tell(crop.judged.limit);
      for (auto const* limit : soil.limits) tell(limit);
    }
  }
  for (auto const& toxicity : result.study.toxicity)
    if (is_met(toxicity.substance, result))
      list.push_back({{"what", "toxicity of " + toxicity.substance},
                      {"value", Json()},
                      {"unit", ""},
                      {"status", word(toxicity.status)},
                      {"source", "data/health/toxicity.csv"},
                      {"in_force", ""}});
  return list;
}

/// Substances that come to half of their limit anywhere; if none does, the first.
std::vector<std::string> pictured(StudyResult const& result) {
  std::vector<std::string> names;
  std::string first;
  for (auto const& scenario : result.scenarios)
    for (PictureLayer const& layer : scenario.pictures.plan) {
      if (first.empty()) first = layer.substance;
      bool const shows = std::any_of(
          layer.values.begin(), layer.values.end(),
          [&](std::uint8_t byte) { return byte >= picture_byte(layer.limit / 2, layer.limit); });
      if (shows && std::find(names.begin(), names.end(), layer.substance) == names.end())
        names.push_back(layer.substance);
    }
  return names.empty() ? std::vector{first} : names;
}

Json layers_json(StudyResult const& result, std::vector<PictureLayer> Pictures::*part) {
  Json list = Json::array();
  auto const shown = pictured(result);
  for (auto const& scenario : result.scenarios)
    for (PictureLayer const& layer : scenario.pictures.*part)
      if (std::find(shown.begin(), shown.end(), layer.substance) != shown.end())
        list.push_back({{"scenario", scenario.name},
                        {"substance", layer.substance},
                        {"unit", "mg/L"},
                        {"limit", layer.limit},
                        {"values", base64(layer.values)}});
  return list;
}

ScenarioResult const* first_done(StudyResult const& result) {
  for (auto const& scenario : result.scenarios)
    if (scenario.run && !scenario.pictures.t.empty()) return &scenario;
  return nullptr;
}

std::vector<SurfaceRegion> surface_of(MeshSpec const& mesh) {
  if (auto const* box = std::get_if<BoxSpec>(&mesh)) return box->surface;
  if (auto const* terrain = std::get_if<TerrainSpec>(&mesh)) return terrain->surface;
  return {};
}

Json maps_json(StudyResult const& result, Case const& c) {
  auto const* const shown = first_done(result);
  if (!shown) return {};
  Pictures const& p = shown->pictures;
  Json const substances = pictured(result);
  Json zones = Json::array();
  for (SurfaceRegion const& patch : surface_of(c.mesh))
    zones.push_back({{"name", patch.patch}, {"polygon", polygon_json(patch.polygon)}});
  return {{"x", p.x},       {"y", p.y},
          {"t", p.t},       {"substances", substances},
          {"zones", zones}, {"layers", layers_json(result, &Pictures::plan)}};
}

/// The water table goes with the first substance of each scenario. Heights to the centimetre.
void add_water_tables(StudyResult const& result, Json& layers) {
  for (auto const& scenario : result.scenarios) {
    auto const layer = std::find_if(layers.begin(), layers.end(), [&](Json const& one) {
      return one.at("scenario") == scenario.name;
    });
    if (layer == layers.end()) continue;
    Json table = Json::array();
    for (auto const& row : scenario.pictures.water_table) {
      Json& heights = table.emplace_back(Json::array());
      for (double const z : row)
        heights.push_back(std::isfinite(z) ? Json(std::round(100 * z) / 100) : Json());
    }
    (*layer)["water_table"] = std::move(table);
  }
}

Json section_json(StudyResult const& result) {
  auto const* const shown = first_done(result);
  if (!shown) return {};
  Pictures const& p = shown->pictures;
  Json quads = Json::array(), zone = Json::array();
  for (SectionCell const& q : p.section) {
    quads.push_back({q.x_left, q.bottom_left, q.top_left, q.x_right, q.bottom_right, q.top_right});
    zone.push_back(q.zone);
  }
  Json layers = layers_json(result, &Pictures::along);
  add_water_tables(result, layers);
  return {{"y", p.section_y},
          {"x_label", "x"},
          {"t", p.t},
          {"quads", quads},
          {"zone", zone},
          {"zones", p.zones},
          {"layers", std::move(layers)}};
}

Json standards_json(StudyStandards const& standards) {
  Json json = Json::object();
  for (auto const& [what, name] : {std::pair{"groundwater", standards.groundwater},
                                   {"surface_water", standards.surface_water},
                                   {"farmland", standards.farmland},
                                   {"plots", standards.plots},
                                   {"food", standards.food}})
    if (!name.empty()) json[what] = name;
  return json;
}

}  // namespace

std::string study_json(StudyResult const& result, Case const& c) {
  Study const& study = result.study;
  Json json{
      {"format", 1}, {"version", SANGGAN_VERSION}, {"title", study.title}, {"study", study.path}};
  auto const* const shown = first_done(result);
  json["case"] = {{"name", result.case_name},
                  {"title", result.case_title},
                  {"path", study.case_path},
                  {"start_date", result.start_date},
                  {"crs", result.crs},
                  {"end", result.end},
                  {"cells", shown && shown->run ? Json(shown->run->cells) : Json()},
                  {"overrides", study.overrides}};
  json["money"] = {{"currency", study.currency},
                   {"price_year", study.money.price_year},
                   {"base_year", study.money.base_year},
                   {"discount_rate", study.money.discount_rate}};
  json["standards"] = standards_json(study.standards);
  json["health"] = study.toxicity.empty()
                       ? Json()
                       : Json{{"toxicity", study.toxicity_set},
                              {"exposure", study.exposure_set},
                              {"accepted_cancer_risk", study.accepted.cancer},
                              {"accepted_hazard_quotient", study.accepted.hazard}};
  json["figures"] = figures_json(result);
  json["metrics"] = metrics_json(study);
  json["receptors"] = Json::array();
  for (Receptor const& receptor : study.receptors)
    json["receptors"].push_back(receptor_json(receptor, c, result));
  json["scenarios"] = Json::array();
  auto const* no_action = result.no_action ? &result.scenarios[*result.no_action] : nullptr;
  for (auto const& scenario : result.scenarios)
    json["scenarios"].push_back(scenario_json(scenario, no_action));
  json["no_action"] = no_action ? Json(no_action->name) : Json();
  json["maps"] = maps_json(result, c);
  json["section"] = section_json(result);
  return json.dump() + "\n";
}

}  // namespace sanggan
