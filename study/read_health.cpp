#include "study/read_health.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "study/figure_table.hpp"

namespace sanggan {
namespace {

constexpr std::array<std::string_view, 8> toxicity_columns{
    "set", "in_force", "substance", "quantity", "value", "unit", "status", "source"};
constexpr std::array<std::string_view, 9> exposure_columns{
    "set", "in_force", "use", "person", "quantity", "value", "unit", "status", "source"};

/// A quantity that a file may name: its SI unit, and where it goes.
template <class Owner, class Value>
struct Named {
  std::string_view name, unit;
  Value Owner::*member;
};

constexpr std::array<Named<Toxicity, std::optional<double>>, 6> toxicity_quantities{{
    {"oral_slope_factor", "s", &Toxicity::oral_slope_factor},
    {"inhalation_unit_risk", "m3/kg", &Toxicity::inhalation_unit_risk},
    {"oral_reference_dose", "1/s", &Toxicity::oral_reference_dose},
    {"reference_concentration", "kg/m3", &Toxicity::reference_concentration},
    {"gastrointestinal_absorption", "1", &Toxicity::gastrointestinal_absorption},
    {"dermal_absorption", "1", &Toxicity::dermal_absorption},
}};

constexpr std::array<Named<Person, double>, 11> person_quantities{{
    {"duration", "s", &Person::duration},
    {"frequency", "1", &Person::frequency},
    {"indoor_frequency", "1", &Person::indoor_frequency},
    {"outdoor_frequency", "1", &Person::outdoor_frequency},
    {"body_weight", "kg", &Person::body_weight},
    {"height", "m", &Person::height},
    {"soil_swallowed", "kg/s", &Person::soil_swallowed},
    {"air_breathed", "m3/s", &Person::air_breathed},
    {"water_drunk", "m3/s", &Person::water_drunk},
    {"skin_share", "1", &Person::skin_share},
    {"soil_on_skin", "kg/m2", &Person::soil_on_skin},
}};

constexpr std::array<Named<Exposure, double>, 10> site_quantities{{
    {"skin_events", "1/s", &Exposure::skin_events},
    {"particles_in_air", "kg/m3", &Exposure::particles_in_air},
    {"particles_retained", "1", &Exposure::particles_retained},
    {"soil_in_indoor_dust", "1", &Exposure::soil_in_indoor_dust},
    {"soil_in_outdoor_dust", "1", &Exposure::soil_in_outdoor_dust},
    {"oral_absorption", "1", &Exposure::oral_absorption},
    {"soil_share", "1", &Exposure::soil_share},
    {"water_share", "1", &Exposure::water_share},
    {"cancer_averaging_time", "s", &Exposure::cancer_averaging_time},
    {"hazard_averaging_time", "s", &Exposure::hazard_averaging_time},
}};

/// Puts the value of a row where its quantity belongs; all of them are positive.
template <class Owner, class Value, std::size_t n>
void set_quantity(FigureTable const& table, std::size_t row,
                  std::array<Named<Owner, Value>, n> const& quantities, Owner& owner) {
  std::vector<std::string> names;
  names.reserve(n);
  for (auto const& quantity : quantities) names.emplace_back(quantity.name);
  auto const& quantity = quantities[table.word(row, "quantity", names)];
  double const value = table.quantity(row, {quantity.unit});
  if (!(value > 0)) table.error(row, "value", "is not above 0");
  owner.*quantity.member = value;
}

void add_toxicity(FigureTable const& table, ToxicitySets& sets) {
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    auto& set = sets[table.name(row, "set")];
    auto const& substance = table.name(row, "substance");
    auto found = std::find_if(set.begin(), set.end(),
                              [&](Toxicity const& t) { return t.substance == substance; });
    if (found == set.end()) found = set.insert(set.end(), Toxicity{.substance = substance});
    set_quantity(table, row, toxicity_quantities, *found);
    table.date(row, "in_force");
    found->status = weaker(found->status, table.status(row));
  }
}

void add_exposure(FigureTable const& table, ExposureSets& sets) {
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    auto& exposure = sets[table.name(row, "set")][table.name(row, "use")];
    auto const person = table.word(row, "person", {"adult", "child", "site"});
    if (person == 1 && !exposure.child) exposure.child.emplace();
    if (person == 2)
      set_quantity(table, row, site_quantities, exposure);
    else
      set_quantity(table, row, person_quantities, person == 0 ? exposure.adult : *exposure.child);
    table.date(row, "in_force");
    exposure.status = weaker(exposure.status, table.status(row));
  }
}

/// Names of the quantities that are still 0, as no row gave them.
template <class Owner, std::size_t n>
void add_missing(Owner const& owner, std::array<Named<Owner, double>, n> const& quantities,
                 std::string_view person, std::vector<std::string>& missing) {
  for (auto const& quantity : quantities)
    if (owner.*quantity.member == 0) missing.push_back(fmt::format("{} {}", person, quantity.name));
}

void report_missing(FigureTable const& table, ExposureSets const& sets) {
  for (auto const& [set, uses] : sets)
    for (auto const& [use, exposure] : uses) {
      std::vector<std::string> missing;
      add_missing(exposure.adult, person_quantities, "adult", missing);
      if (exposure.child) add_missing(*exposure.child, person_quantities, "child", missing);
      add_missing(exposure, site_quantities, "site", missing);
      if (!missing.empty())
        table.error_of_file(
            fmt::format("the set \"{}\" lacks, for {}: {}", set, use, join_words(missing)));
    }
}

template <class Sets, class Add>
Sets own_sets(std::string_view path, std::span<std::string_view const> columns, Add const& add) {
  Reading reading(MPI_COMM_SELF);
  Sets sets;
  for (auto const& table : own_tables(path, columns, reading)) add(table, sets);
  reading.throw_errors();
  return sets;
}

}  // namespace

ToxicitySets read_toxicity(Section const& file) {
  ToxicitySets sets;
  if (auto const table = read_figures(file, toxicity_columns)) add_toxicity(*table, sets);
  return sets;
}

ExposureSets read_exposure(Section const& file) {
  ExposureSets sets;
  auto const table = read_figures(file, exposure_columns);
  if (table) add_exposure(*table, sets);
  if (table) report_missing(*table, sets);
  return sets;
}

ToxicitySets own_toxicity() {
  return own_sets<ToxicitySets>("data/health/toxicity", toxicity_columns, add_toxicity);
}

ExposureSets own_exposure() {
  return own_sets<ExposureSets>("data/health/exposure", exposure_columns, add_exposure);
}

}  // namespace sanggan
