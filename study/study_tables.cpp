#include "study/study_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "io/atomic_file.hpp"
#include "io/csv_text.hpp"
#include "study/display_units.hpp"
#include "study/soil_quality.hpp"

namespace sanggan {
namespace {

std::optional<double> over(std::optional<double> const& value, double unit) {
  return value ? std::optional(*value / unit) : std::nullopt;
}

std::string scenarios_table(StudyResult const& result) {
  std::string header =
      "scenario,title,status,failed gate,reasons,on the front,closeness,rank,share first";
  for (auto const& metric : metrics) header += fmt::format(",{} ({})", metric.name, metric.unit);
  CsvText table(header);
  for (auto const& one : result.scenarios) {
    table << one.name << one.title << one.status;
    if (auto const& verdict = one.verdict) {
      table << (verdict->gates.failed
                    ? std::string(gate_words[static_cast<std::size_t>(*verdict->gates.failed)])
                    : "")
            << fmt::format("{}", fmt::join(verdict->gates.reasons, "; "))
            << (verdict->on_front ? "yes" : "no") << verdict->closeness
            << (verdict->rank ? std::optional<double>(*verdict->rank) : std::nullopt)
            << verdict->share_first;
    } else {
      for (int k = 0; k < 6; ++k) table << "";
    }
    for (auto const& metric : metrics) {
      auto const value = one.values.find(metric.metric);
      table << (value == one.values.end() ? std::nullopt : std::optional(value->second));
    }
    table.end_row();
  }
  return table.text();
}

std::string water_table(StudyResult const& result) {
  CsvText table(
      "scenario,receptor,substance,limit (mg/L),peak (mg/L),time of peak (yr),first above "
      "(yr),time above (yr),kept for good from (yr),at the end (mg/L)");
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.water) {
      table << scenario.name << one.receptor << one.substance << one.bound << one.kept.peak
            << one.kept.time_of_peak / year << over(one.kept.first, year)
            << one.kept.time_above / year << over(one.kept.compliance, year) << one.C.back();
      table.end_row();
    }
  return table.text();
}

std::string plumes_table(StudyResult const& result) {
  CsvText table("scenario,substance,class,limit (mg/L),time (yr),area (m2),volume (m3)");
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.plumes)
      for (std::size_t k = 0; k < one.t.size(); ++k) {
        table << scenario.name << one.substance << one.water_class << one.limit << one.t[k] / year
              << one.area[k] << one.volume[k];
        table.end_row();
      }
  return table.text();
}

std::string fences_table(StudyResult const& result) {
  CsvText table("scenario,fence,substance,passed (kg),at the end (kg/yr)");
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.fences) {
      table << scenario.name << one.fence << one.substance << one.total << one.rate.back() * year;
      table.end_row();
    }
  return table.text();
}

std::string soils_table(StudyResult const& result) {
  CsvText table("scenario,receptor,class,substance,start (mg/kg),end (mg/kg)");
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.soils) {
      auto const grade = static_cast<std::size_t>(one.judged.grade);
      for (std::size_t k = 0; k < one.end.size(); ++k) {
        table << scenario.name << one.receptor
              << std::string(one.is_plot ? plot_classes[grade] : farmland_classes[grade])
              << one.end[k].substance << one.start[k].value / mg_per_kg
              << one.end[k].value / mg_per_kg;
        table.end_row();
      }
    }
  return table.text();
}

std::string health_table(StudyResult const& result) {
  CsvText table(
      "scenario,receptor,substance,soil (mg/kg),water (mg/L),cancer risk,hazard quotient,"
      "goal of soil (mg/kg),goal of water (mg/L)");
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.health) {
      table << scenario.name << one.receptor << one.substance << over(one.met.soil, mg_per_kg)
            << over(one.met.water, mg_per_L) << one.cancer.sum() << one.hazard.sum()
            << over(one.soil_goal, mg_per_kg) << over(one.water_goal, mg_per_L);
      table.end_row();
    }
  return table.text();
}

std::string mass_table(StudyResult const& result) {
  CsvText table("scenario,substance,what,by,amount (kg)");
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.mass) {
      auto const row = [&](std::string const& what, std::string const& by, double amount) {
        table << scenario.name << one.substance << what << by << amount;
        table.end_row();
      };
      row("initial", "", one.booked.initial);
      row("released", "", one.booked.released);
      row("reacted", "", one.booked.reacted);
      row("withdrawn with the waste", "", one.booked.withdrawn_waste);
      for (auto const& [name, amount] : one.booked.in) row("in", name, amount);
      for (auto const& [name, amount] : one.booked.out) row("out", name, amount);
      for (auto const& [name, amount] : one.booked.stored) row("stored", name, amount);
      row("removed by measures", "", one.booked.removed);
    }
  return table.text();
}

std::string costs_table(StudyResult const& result) {
  auto const& money = result.study;
  CsvText table(
      fmt::format("scenario,cost,payer,kind,low ({0}),typical ({0}),high ({0}),price year,"
                  "first year,last year,every",
                  money.currency));
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.cost.items) {
      table << scenario.name << one.name << one.payer
            << (one.kind == CostKind::capital ? "capital" : "running") << one.amount.low
            << one.amount.typical << one.amount.high << one.price_year << one.first_year
            << one.last_year << one.every;
      table.end_row();
    }
  return table.text();
}

std::string cash_flow_table(StudyResult const& result) {
  CsvText table(
      fmt::format("scenario,year,capital ({0}),running ({0}),discounted ({0}),cumulative "
                  "low ({0}),cumulative typical ({0}),cumulative high ({0})",
                  result.study.currency));
  for (auto const& scenario : result.scenarios)
    for (auto const& one : scenario.findings.cost.flow) {
      table << scenario.name << one.year << one.capital.typical << one.running.typical
            << one.discounted.typical << one.cumulative.low << one.cumulative.typical
            << one.cumulative.high;
      table.end_row();
    }
  return table.text();
}

}  // namespace

void write_study_tables(StudyResult const& result, std::string const& folder) {
  write_atomically(folder + "/scenarios.csv", scenarios_table(result));
  write_atomically(folder + "/water.csv", water_table(result));
  write_atomically(folder + "/plumes.csv", plumes_table(result));
  write_atomically(folder + "/fences.csv", fences_table(result));
  write_atomically(folder + "/soils.csv", soils_table(result));
  write_atomically(folder + "/health.csv", health_table(result));
  write_atomically(folder + "/mass.csv", mass_table(result));
  write_atomically(folder + "/costs.csv", costs_table(result));
  write_atomically(folder + "/cash_flow.csv", cash_flow_table(result));
}

}  // namespace sanggan
