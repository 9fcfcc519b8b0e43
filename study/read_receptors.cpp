#include <fmt/format.h>

#include <algorithm>

#include "io/readers.hpp"
#include "study/read_limits.hpp"
#include "study/read_study.hpp"

namespace sanggan {
namespace {

constexpr double most_people = 1e9;

/// Uses that a standard names, each once.
std::vector<std::string> uses_of(std::vector<Limit> const& limits, std::string_view standard) {
  std::vector<std::string> uses;
  for (auto const& limit : limits)
    if (limit.standard == standard && std::find(uses.begin(), uses.end(), limit.use) == uses.end())
      uses.push_back(limit.use);
  return uses;
}

/// A name from a list; empty and an error if it is none of them.
std::string name_of(Section const& value, std::string_view what,
                    std::vector<std::string> const& known) {
  int const i = read_name(value, what, known);
  return i < 0 ? "" : known[static_cast<std::size_t>(i)];
}

std::vector<Content> read_contents(Section const& owner, std::string_view key,
                                   std::string_view about) {
  std::vector<Content> contents;
  for (auto const& [substance, value] : owner.named(key, about))
    contents.push_back({substance, value.as_quantity("kg/kg", not_negative)});
  return contents;
}

WaterReceptor read_water(Section const& s, bool is_river, std::vector<std::string> const& points,
                         std::vector<Limit> const& limits) {
  WaterReceptor water;
  water.is_river = is_river;
  water.point = name_of(s.child("point", "its point in the output of the case, or a well"),
                        "a point in the output of the case or a well", points);
  water.standard = name_of(s.child("standard", "standard that it is to keep"), "a standard here",
                           standards_in(limits));
  auto const use = s.child("use", "its class or use in the standard, such as III");
  if (!water.standard.empty())
    water.use = name_of(use, "a use of that standard", uses_of(limits, water.standard));
  water.supply = s.quantity({"supply", "m3/s", "water that is taken", not_negative, 0.0});
  water.people = s.quantity({"people", "1", "people who are served", {0, most_people}, 0.0});
  return water;
}

CropUptake read_uptake(Section const& s, std::string const& crop, std::string const& substance) {
  CropUptake uptake{crop, substance, BioconcentrationFactor{}, 0};
  s.either(
      {{Section::Shape::scalar, "", "a factor such as 0.15, content of the crop over the soil's",
        [&](Section const& value) {
          uptake.law = BioconcentrationFactor{value.as_quantity("1", not_negative)};
        }},
       {Section::Shape::map, "factor", "{factor, scatter}",
        [&](Section const& map) {
          uptake.law = BioconcentrationFactor{map.quantity(
              {"factor", "1", "content of the crop over that of the soil", not_negative})};
        }},
       {Section::Shape::map, "intercept", "{intercept, soil, pH, scatter} of a regression",
        [&](Section const& map) {
          uptake.law = LogLinearUptake{
              map.quantity({"intercept", "1", "of log10 of the content in mg/kg"}),
              map.quantity({"soil", "1", "slope with log10 of the soil's in mg/kg"}),
              map.quantity({"pH", "1", "slope with the pH", any_number, 0.0})};
        }}});
  if (!s.has("factor") && !s.has("intercept")) return uptake;
  uptake.scatter =
      s.quantity({"scatter", "1", "standard deviation of log10 of the content", {0, 3}, 0.0});
  return uptake;
}

std::vector<CropUptake> read_crops(Section const& s, Study const& study) {
  std::vector<CropUptake> crops;
  auto const known = uses_of(study.limits, study.standards.food);
  for (auto const& [crop, uptakes] : s.named("crops",
                                             "what is grown there, by name as in the "
                                             "standard of food")) {
    if (!s.recording() && !known.empty() &&
        std::find(known.begin(), known.end(), crop) == known.end())
      uptakes.unknown_key("a crop of the standard of food", known);
    for (auto const& [substance, uptake] : uptakes.as_named())
      crops.push_back(read_uptake(uptake, crop, substance));
  }
  return crops;
}

FarmlandReceptor read_farmland(Section const& s, Setting const& setting, Study const& study) {
  FarmlandReceptor land;
  land.polygon = read_polygon(s.child("polygon", "where it lies"), setting);
  land.depth = s.quantity({"depth", "m", "of the plough layer", positive});
  if (auto const s_dynamic =
          s.child("capacity", "what it may still take up year by year", Need::optional)) {
    land.residual_share = s_dynamic.quantity(
        {"residual_share", "1", "of a content, that stays from year to year", {0, 1, true}});
    land.capacity_years = s_dynamic.integer("years", "until it may be at screening", 1, 1000);
  }
  land.county = s.text("county", "county to which it is counted", "");
  land.soil.use = s.text("use", "its use: paddy, orchard, or another such as dry land");
  land.soil.pH = s.quantity({"pH", "1", "of the soil", {0, 14}});
  land.soil.background = read_contents(s, "background", "content of the soil before, by substance");
  land.crops = read_crops(s, study);
  return land;
}

PlotReceptor read_plot(Section const& s, Setting const& setting) {
  PlotReceptor plot;
  plot.polygon = read_polygon(s.child("polygon", "where it lies"), setting);
  plot.depth = s.quantity({"depth", "m", "of the soil that people meet", positive});
  std::vector<std::string> const uses{"class 1 land", "class 2 land"};
  plot.soil.use =
      uses[s.choice("use", "homes, schools, parks for children; or industry, commerce", uses)];
  plot.soil.background = read_contents(s, "background", "content of the soil before, by substance");
  plot.people = s.quantity({"people", "1", "people who are there", {0, most_people}, 0.0});
  plot.water = s.text("water", "receptor whose water they drink", "");
  return plot;
}

void check_water_of_plots(std::vector<std::pair<std::string, Section>> const& sections,
                          std::vector<Receptor> const& receptors) {
  std::vector<std::string> waters;
  for (auto const& receptor : receptors)
    if (std::holds_alternative<WaterReceptor>(receptor.kind)) waters.push_back(receptor.name);
  for (std::size_t i = 0; i < receptors.size(); ++i) {
    auto const* plot = std::get_if<PlotReceptor>(&receptors[i].kind);
    if (plot && !plot->water.empty())
      read_name(sections[i].second.child("water", ""), "a well or river here", waters);
  }
}

}  // namespace

std::vector<Receptor> read_receptors(Section const& root, Setting const& setting,
                                     std::vector<std::string> const& points, Study const& study) {
  std::vector<Receptor> receptors;
  auto const sections = root.named("receptors", "what is to be protected, by name", Need::required);
  for (auto const& [name, s] : sections) {
    check_name(s, name);
    Receptor receptor{name, WaterReceptor{}};
    auto const water = [&](bool is_river) {
      return [&, is_river](Section const& keys) {
        receptor.kind = read_water(keys, is_river, points, study.limits);
      };
    };
    s.branch("kind", "what it is",
             {{"well", "a well", water(false)},
              {"river", "a reach of a river", water(true)},
              {"farmland", "a piece of farmland",
               [&](Section const& keys) { receptor.kind = read_farmland(keys, setting, study); }},
              {"plot", "a building plot",
               [&](Section const& keys) { receptor.kind = read_plot(keys, setting); }}});
    receptors.push_back(std::move(receptor));
  }
  check_water_of_plots(sections, receptors);
  return receptors;
}

}  // namespace sanggan
