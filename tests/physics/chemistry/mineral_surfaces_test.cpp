// Surfaces whose sites and area are in proportion to a mineral in equilibrium with the water.
#include <cmath>

#include "physics/chemistry/totals.hpp"
#include "small_database.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

constexpr double weak = 0.2, area = 600 * 89;  // (mol/mol), (m2/mol) [DzombakMorel1990]

SystemRequest oxide(bool electrostatics = true) {
  return {.elements = {{"Na"}, {"Cl"}, {"S"}, {"Fe"}, {"Zn"}},
          .phases = {{"Ferrihydrite"}},
          .surfaces = {"Hfo"},
          .mineral_surfaces = {{"Hfo", "Ferrihydrite", {{"Hfo_w", weak}, {"Hfo", area}}}},
          .electrostatics = electrostatics};
}

/// A kilogram of brackish water under some oxygen with a little zinc.
CellInput brackish(System const& system) {
  CellInput input{298.15, std::vector<double>(static_cast<std::size_t>(system.n_components), 0.0)};
  input.component[System::water] = 1 / system.water_molar_mass;
  for (auto const& [substance, moles] : std::initializer_list<std::pair<char const*, double>>{
           {"NaCl", 0.02}, {"ZnSO4", 1e-5}, {"O2", 2e-4}})
    add_substance(system, parse_formula(substance), moles, input.component);
  return input;
}

double on_surface(System const& system, Equilibrium const& solver, std::string const& element) {
  int const j = system.element(element);
  double sum = 0;
  for (int i = system.n_dissolved; i < system.n_species(); ++i)
    sum += system.content.at(i, j) * solver.equations().moles()[i];
  return sum;
}

/// Once the mineral is there, its surface is like a fixed one of its size.
TEST(MineralSurface, IsThatOfAFixedOneOfItsSize) {
  Database const database = database_of(small_database);
  for (bool const electrostatics : {true, false})
    for (double const alkali : {2.7e-3, 3e-3, 3.2e-3}) {
      SystemRequest request = oxide(electrostatics);
      System const growing = compile(database, request);
      CellInput input = brackish(growing);
      add_substance(growing, parse_formula("FeCl3"), 1e-3, input.component);
      add_substance(growing, parse_formula("NaOH"), alkali, input.component);
      auto const grown = solve_cell(database, request, input);
      double const moles = grown.phase_moles("Ferrihydrite");
      request.mineral_surfaces.clear();
      input.component[growing.element("Hfo_w")] = weak * moles;
      if (electrostatics) input.component[growing.element("Hfo")] = area * moles;
      auto const fixed = solve_cell(database, request, input);
      ASSERT_GT(moles, 1e-6);
      EXPECT_NEAR(fixed.phase_moles("Ferrihydrite"), moles, 1e-10 * moles);
      for (int i = 0; i < growing.n_species(); ++i)
        EXPECT_NEAR(fixed.solver->equations().moles()[i], grown.solver->equations().moles()[i],
                    1e-9 * grown.solver->equations().moles()[i])
            << growing.species_names[i] << " at " << alkali;
      if (electrostatics) {
        EXPECT_NEAR(fixed.potential("Hfo"), grown.potential("Hfo"), 1e-10);
      }
    }
}

/// Iron is added and taken away again in steps, each from the state before alone: the surface
/// appears with the mineral and holds zinc, vanishes with it and gives all back, and the way back
/// is the way there.
TEST(MineralSurface, ComesAndGoesWithItsMineral) {
  Database const database = database_of(small_database);
  System const system = compile(database, oxide());
  Equilibrium solver(system);
  CellInput input = brackish(system);
  add_substance(system, parse_formula("NaOH"), 1.3e-3, input.component);
  add_substance(system, parse_formula("FeCl3"), 1e-14, input.component);
  CellState state;
  constexpr int steps = 20;
  std::vector<double> held;
  for (int k = 0; k <= 2 * steps; ++k) {
    ASSERT_TRUE((k == 0 ? solver.solve(input, state) : solver.follow(input, state)).converged) << k;
    held.push_back(on_surface(system, solver, "Zn"));
    double const sites = on_surface(system, solver, "Hfo_w");
    EXPECT_NEAR(sites, weak * state.phase[0], 1e-12 * sites) << k;
    add_substance(system, parse_formula("FeCl3"), k < steps ? 2e-5 : -2e-5, input.component);
  }
  EXPECT_EQ(held.front(), 0);
  EXPECT_EQ(held.back(), 0);
  EXPECT_GT(held[steps], 0.9e-5);
  for (int k = 0; k <= steps; ++k)
    EXPECT_NEAR(held[k], held[2 * steps - k], 1e-9 * held[steps]) << k;
}

/// Where there is no mineral yet, the potential is that of the first trace of it.
TEST(MineralSurface, HasItsPotentialBeforeItForms) {
  Database const database = database_of(small_database);
  SystemRequest request = oxide();
  request.water = request.hydrogen = request.electron = Closure::activity;
  for (ElementRequest& element : request.elements) element.closure = Closure::activity;
  auto const potential = [&](double sites_of, double area_of) {
    System const system = compile(database, request);
    CellInput input{298.15, std::vector<double>(static_cast<std::size_t>(system.n_components), -3)};
    input.component[System::water] = 1;
    input.component[System::hydrogen] = -6;
    input.component[system.electron] = -8;
    input.component[system.element("Fe")] = -9;
    input.component[system.element("Hfo_w")] = sites_of;
    input.component[system.element("Hfo")] = area_of;
    auto const cell = solve_cell(database, request, input);
    EXPECT_EQ(cell.phase_moles("Ferrihydrite"), 0);
    return cell.potential("Hfo");
  };
  double const before = potential(0, 0);
  request.mineral_surfaces.clear();
  EXPECT_NEAR(potential(1e-12 * weak, 1e-12 * area), before, 1e-12);
  EXPECT_GT(std::abs(before), 0.01);
}

/// Cadmium on hydrous ferric oxide that is a mineral of the cell: PHREEQC's edge of a fixed surface
/// of the same size, where the water dissolves nothing of the mineral that counts.
TEST(MineralSurface, HasTheAdsorptionEdgeOfPhreeqc) {
  DATABASE_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g07-edges.csv");
  int rows = 0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    auto const text = [&](char const* column) { return table.rows[row][table.column(column)]; };
    double const pH = *table.number(row, "pH");
    if (text("sorbate") != "cd" || text("database") != "wateq4f.dat" || pH < 5) continue;
    ++rows;
    Batch batch{
        .water = {.pH = 6,
                  .pe = 12,
                  .unit = "mol/kgw",
                  .measurements = {{"Na", 0.01},
                                   {.element = "N(5)", .amount = 0.01, .closure = Closure::charge},
                                   {"Cd", 1e-6}}},
        .phase_moles = {{"Fe(OH)3(a)", 1e-3}}};
    batch.request = {.elements = {{"Na"}, {"N"}, {"Cd"}, {"Fe"}},
                     .phases = {{"Fe(OH)3(a)"}, {"H+", -pH, text("titrant")}},
                     .surfaces = {"Hfo"},
                     .mineral_surfaces = {
                         {"Hfo", "Fe(OH)3(a)", {{"Hfo_w", 0.2}, {"Hfo_s", 0.005}, {"Hfo", area}}}}};
    auto const cell = react(*database, batch);
    constexpr double tolerance = 1e-3;  // of log10, as of the fixed surface
    EXPECT_NEAR(std::log10(cell.total("Cd")), std::log10(*table.number(row, "dissolved")),
                tolerance)
        << pH;
    EXPECT_NEAR(std::log10(on_surface(*cell.system, *cell.solver, "Cd")),
                std::log10(*table.number(row, "sorbed")), tolerance)
        << pH;
    EXPECT_NEAR(cell.potential("Hfo"), *table.number(row, "psi"), 1e-4) << pH;
  }
  EXPECT_EQ(rows, 9);
}

TEST(MineralSurface, NeedsItsMineral) {
  SystemRequest request = oxide();
  request.phases.clear();
  EXPECT_THROW(compile(database_of(small_database), request), std::invalid_argument);
}

}  // namespace
}  // namespace sanggan::chemistry
