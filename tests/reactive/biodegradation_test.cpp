#include "reactive_run.hpp"

namespace sanggan::test {
namespace {

using Profile = ReactiveRun::Profile;

/// A quantity of an effluent by the time (h) at which PHREEQC with so many cells has it.
Profile effluent_of(chemistry::ReferenceTable const& table, int cells, std::string const& name) {
  Profile points;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    if (table.number(row, "cells") == cells)
      points.emplace_back(table.number(row, "h").value(), table.number(row, name).value());
  return points;
}

/// What the last cells of a column of n have, by the time (h) when it leaves.
std::map<std::string, Profile> effluent(int n) {
  std::string const step = std::to_string(2.5 / n) + " h";
  ReactiveRun run("g11-nta.yaml", {"mesh.x.cells=" + std::to_string(n), "time.first_step=" + step,
                                   "time.largest_step=" + step});
  std::map<std::string, Profile> out;
  run.complete([&](double t) {
    double const h = t / 3600 + 5.0 / n;  // through half a cell at 1 m/h
    out["pH"].emplace_back(h, run.pH().back().second);
    for (char const* element : {"Co", "Nta"})
      out[element].emplace_back(h, run.total(element).back().second);
    for (char const* reactant : {"cobalt", "complex", "biomass"})
      out[reactant].emplace_back(h, run.reactant(reactant).back().second);
  });
  return out;
}

/// Problem G11, PHREEQC's example 15: bacteria grow on a chelate, and what it carries sorbs at a
/// rate. PHREEQC's own 10 and 20 cells differ by up to 5 % of the largest values; the reference is
/// what they tend to, as the error of its shifts goes with their length.
TEST(Biodegradation, OfTheChelateThatCarriesCobalt) {
  auto const table = chemistry::reference_table("g11-nta-column.csv");
  auto const coarse = effluent(30), fine = effluent(60);
  for (char const* name : {"pH", "Co", "Nta", "cobalt", "complex", "biomass"}) {
    Profile const ten = effluent_of(table, 10, name), twenty = effluent_of(table, 20, name);
    double error = 0, coarse_error = 0, most = 0;
    Profile const& computed = fine.at(name);
    for (auto const& [h, value] : computed) {
      double const there = 2 * at(twenty, h) - at(ten, h);
      error += std::abs(value - there) / static_cast<double>(computed.size());
      coarse_error +=
          std::abs(at(coarse.at(name), h) - there) / static_cast<double>(computed.size());
      most = std::max(most, there);
    }
    EXPECT_LT(error, 0.01 * most) << name;
    EXPECT_LT(error, 0.7 * coarse_error) << name;
  }
}

}  // namespace
}  // namespace sanggan::test
