#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/csv.hpp"
#include "io/read_law.hpp"
#include "io/readers.hpp"
#include "io/units.hpp"
#include "solver/simulation.hpp"

namespace sanggan {
namespace {

constexpr double month = julian_year / 12;

/// Where there is a chemistry, it must know what a material holds that is brought.
void check_material(Section const& s, Setting const& setting, Site const& site) {
  auto const material = s.child("material", "");
  int const found = read_name(material, "a material", names_of(site.materials));
  if (found < 0 || setting.waters.empty()) return;
  auto const& known = setting.fills;
  if (std::find(known.begin(), known.end(), material.as_text()) == known.end())
    material.error("is not under chemistry.fills; write there what it holds, at least its water");
}

/// What is added must be in play, and where it goes must have a mass to count it by.
void check_substances(Section const& s, Setting const& setting, Site const& site,
                      Region const& region) {
  if (s.recording()) return;
  if (setting.waters.empty())
    return s.error_at("substances", "needs the section chemistry; write it");
  for (auto const& item : s.list("substances", ""))
    read_name(item, "a mineral or reactant of the chemistry", setting.solids);
  for (auto const& [zone, index] : site.material_of_zone) {
    Material const& material = site.materials[static_cast<std::size_t>(index)];
    if (region.has_zone(zone) && !(material.rho_b > 0))
      s.error_at("region", fmt::format("may lie in {}, which has no bulk_density; write one, such "
                                       "as \"1.6 g/cm3\"",
                                       material.name));
  }
}

/// Names of species and materials among the keys of a kind.
template <class Kind>
void check_names(Kind const& kind, Section const& s, Setting const& setting, Site const& site,
                 Region const& region) {
  if constexpr (requires { kind.reinjection; })
    for (auto const& item : s.list("reinjection", ""))
      read_name(item, "a well", names_of(site.wells));
  if constexpr (requires { kind.material; }) check_material(s, setting, site);
  if constexpr (requires { kind.substances; }) check_substances(s, setting, site, region);
  if constexpr (requires { kind.species.front().size(); })
    for (auto const& item : s.list("species", "")) read_name(item, "a species", setting.species);
  else if constexpr (requires { kind.species; })
    read_name(s.child("species", ""), "a species", setting.species);
}

/// The section with the molar mass of the one species that a kind names.
template <class Kind>
Section with_its_species(Section const& s, Setting const& setting) {
  if constexpr (requires(Kind kind) { kind.species = std::string(); })
    if (!s.recording() && s.has("species")) {
      auto const name = s.child("species", "").as_text();
      for (std::size_t i = 0; i < setting.species.size(); ++i)
        if (setting.species[i] == name) return s.with_molar_mass(setting.molar_mass[i]);
    }
  return s;
}

/// What a measure would scale or cap must be there.
template <class Kind>
void check_effect(Kind const& kind, Section const& s, MeasureTarget const& target,
                  Site const& site) {
  if (s.recording()) return;
  if constexpr (requires { Kind::needs_sorption; })
    for (std::size_t k = 0; k < site.species.size(); ++k) {
      auto const& named = kind.species;
      bool const sorbed = std::any_of(site.materials.begin(), site.materials.end(),
                                      [k](Material const& m) { return m.sorption[k].has_value(); });
      if (std::find(named.begin(), named.end(), site.species[k].name) != named.end() && !sorbed)
        s.error_at("species", fmt::format("has {}, which no material sorbs; write its sorption",
                                          site.species[k].name));
    }
  bool constexpr opens = requires { Kind::opens_patch; };
  bool constexpr needs_weather = requires { Kind::needs_atmosphere; };
  if constexpr (Kind::target == TargetKind::patch && !opens)
    for (Boundary const& boundary : site.boundaries) {
      if (boundary.name != target.boundary) continue;
      bool const weather = std::holds_alternative<Atmosphere>(boundary.flow);
      if (needs_weather ? weather : has_inflow(boundary.flow)) continue;
      s.error_at("patch",
                 fmt::format("has the boundary {}, whose law does not say what enters; "
                             "write it as {}",
                             boundary.name,
                             needs_weather ? "atmosphere" : "atmosphere, recharge or fixed_flux"));
    }
}

template <class Kind>
void check_time(Kind const& kind, Section const& s, Measure const& measure) {
  if (s.recording() || !s) return;
  bool changes = measure.ageing.rate > 0;
  if constexpr (requires { kind.changes_with_age(); }) changes = changes || kind.changes_with_age();
  if constexpr (requires { Kind::in_intervals; }) changes = true;
  if (changes && !std::isfinite(measure.ageing.every))
    s.error(
        "changes with its age and has no ageing.every; write one, such as ageing: {every: 1 yr}");
  if constexpr (requires { Kind::works_until_end; })
    if (s.has("end") && !std::isfinite(measure.ageing.every))
      s.error_at("end",
                 "is the end of works that go on in steps; write how long one is under "
                 "ageing.every, such as ageing: {every: 30 day}");
  if constexpr (requires { Kind::for_good; })
    if (s.has("end")) s.error_at("end", "stands at a measure that lasts for good; remove it");
}

Ageing read_ageing(Section const& measure) {
  Ageing ageing;
  auto const s = measure.child("ageing", "what time takes of its effect", Need::optional);
  if (!s) return ageing;
  ageing.rate =
      s.quantity({"rate", "1/s", "exp(-rate age) of the effect is left", not_negative, 0.0});
  ageing.every = s.quantity({"every",
                             "s",
                             "intervals over which the effect counts as constant, at its mean",
                             {3600, 1e12, false}});
  return ageing;
}

Season read_season(Section const& measure) {
  auto const s = measure.child("season", "months in which it acts; without it all", Need::optional);
  if (!s) return {};
  int const from = s.integer("from", "first month, 1 to 12", 1, 12);
  int const to = s.integer("to", "last month, 1 to 12", 1, 12);
  std::string const& start = s.reading().start_date;
  double const phase = start.empty() || s.recording()
                           ? 0
                           : seconds_between(start.substr(0, 4) + "-01-01", start).value_or(0);
  if (to - from + 1 == 12 || to + 1 == from) return {};
  return {month * (from - 1), month * to, -phase};
}

Cost read_cost(Section const& measure) {
  Cost cost;
  auto const s = measure.child("cost", "what it costs, for comparisons", Need::optional);
  if (!s) return cost;
  cost.capital = s.quantity({"capital", "1", "money spent at its start", not_negative, 0.0});
  cost.yearly =
      s.quantity({"yearly", "1", "money spent each year that it is in force", not_negative, 0.0});
  cost.currency = s.text("currency", "code of the currency, such as CNY");
  cost.price_year = s.integer("price_year", "year of the prices", 1900, 2200);
  cost.source = s.text("source", "where the figures come from");
  return cost;
}

/// Names of the ledger must differ.
void check_ledger_name(Section const& s, std::string const& name, Site const& site) {
  check_name(s, name);
  auto taken = Balance::processes();
  for (auto const& list : {names_of(site.boundaries), names_of(site.wells), site.accounts})
    taken.insert(taken.end(), list.begin(), list.end());
  if (std::find(taken.begin(), taken.end(), name) != taken.end())
    s.error_at("name", "is the name of something else in the balance; choose another");
}

template <class... Kind>
void read_kind(Section const& section, Setting const& setting, Site& site,
               std::variant<Kind...>& kind, Measure& measure) {
  auto const read = [&]<class K>(K*) {
    return [&](Section const& s) {
      K const own = read_keys<K>(with_its_species<K>(s, setting));
      bool const opens = requires { K::opens_patch; };
      measure.target = read_target(K::target, opens, s, setting, measure.name, site);
      check_names(own, s, setting, site, measure.target.region);
      check_effect(own, s, measure.target, site);
      check_time(own, s, measure);
      kind = own;
    };
  };
  section.branch("kind", "kind of measure",
                 {Section::Branch{std::string(Kind::name), law_about<Kind>(),
                                  read(static_cast<Kind*>(nullptr))}...});
}

Measure read_measure(Section const& s, Setting const& setting, Site& site) {
  Measure measure;
  measure.name = s.text("name", "its name, under which the balance books what it takes and brings");
  if (!s.recording()) check_ledger_name(s, measure.name, site);
  Place const at = s.place();
  if (!s.recording())
    measure.place =
        fmt::format("{}:{}:{}: {} \"{}\"", s.file(), at.line, at.column, s.path(), measure.name);
  measure.start = s.quantity({"start", "s", "when it begins", not_negative});
  if (auto const end =
          s.optional_quantity({"end", "s", "when it ends; without it never", positive}))
    measure.end = *end;
  if (!s.recording() && !(measure.start < measure.end))
    s.error_at("end", "is not after the start; write a later time");
  measure.ageing = read_ageing(s);
  measure.season = read_season(s);
  measure.cost = read_cost(s);
  measure.responsible = s.text("responsible", "who has to see to it", "");
  read_kind(s, setting, site, measure.kind, measure);
  return measure;
}

}  // namespace

std::vector<Measure> read_measures(Section const& root, Setting const& setting, Site& site) {
  std::vector<Measure> measures;
  for (auto const& item :
       root.list("measures", "measures of remediation on a timeline; see measures.md")) {
    measures.push_back(read_measure(item, setting, site));
    site.accounts.push_back(measures.back().name);
  }
  return measures;
}

}  // namespace sanggan
