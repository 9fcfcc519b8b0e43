#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>

#include "physics/chemistry/database_reader.hpp"
#include "physics/chemistry/reactor.hpp"
#include "physics/chemistry/totals.hpp"
#include "small_database.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

/// Everything that the small database knows, in one system.
SystemRequest everything() {
  return {
      .elements = {{"Ca"}, {"Na"}, {"Cl"}, {"C"}, {"S"}, {"Fe"}, {"Zn"}},
      .phases =
          {{"Calcite"}, {"Gypsum"}, {"Ferrihydrite"}, {"Goethite"}, {"Siderite"}, {"CO2(g)", -1.5}},
      .exchangers = {"X"},
      .surfaces = {"Hfo"}};
}

/// The same, but the surface comes and goes with ferrihydrite.
SystemRequest with_growing_surface() {
  SystemRequest request = everything();
  request.mineral_surfaces = {{"Hfo", "Ferrihydrite", {{"Hfo_w", 0.2}, {"Hfo", 5.33e4}}}};
  return request;
}

/// A kilogram of water with random amounts of salts, acids, bases, minerals and gases: whatever
/// comes out, it is a mixture that can be made. A quarter of each is absent.
CellInput random_mixture(System const& system, std::mt19937& random) {
  std::uniform_real_distribution<double> uniform(0, 1);
  CellInput input{278.15 + 30 * uniform(random),
                  std::vector<double>(static_cast<std::size_t>(system.n_components), 0.0)};
  input.component[System::water] = 1 / system.water_molar_mass;
  for (char const* substance : {"HCl", "NaOH", "NaCl", "CaCl2", "Na2SO4", "H2SO4", "CaCO3", "CO2",
                                "FeSO4", "FeCl3", "ZnSO4", "O2", "H2S", "CaSO4"}) {
    double const moles = uniform(random) < 0.25 ? 0 : std::pow(10, -9 + 8.5 * uniform(random));
    add_substance(system, parse_formula(substance), moles, input.component);
  }
  bool const has_sites = system.element("X") >= 0;
  if (uniform(random) < 0.3 || !has_sites) return input;
  double const capacity = std::pow(10, -4 + 3 * uniform(random));
  int const X = system.element("X");
  input.component[X] = capacity;
  add_substance(system, {{{"Na", 1}}, 1}, capacity, input.component);
  if (system.is_carried(system.element("Hfo"))) return input;
  input.component[system.element("Hfo_w")] = 1e-3;
  input.component[system.element("Hfo")] = 300;
  return input;
}

/// Runs a check on solved random mixtures, `count` of them or as many as the environment variable
/// SANGGAN_MIXTURES says.
template <class Check>
void on_random_mixtures(Database const& database, SystemRequest const& request, int count,
                        Check const& check) {
  System const system = compile(database, request);
  Equilibrium solver(system);
  std::mt19937 random(20240607);
  if (char const* const more = std::getenv("SANGGAN_MIXTURES")) count = std::atoi(more);
  for (int k = 0; k < count; ++k) {
    CellInput const input = random_mixture(system, random);
    CellState state;
    CellOutcome const outcome = solver.solve(input, state);
    ASSERT_TRUE(outcome.converged)
        << "mixture " << k << ": " << system.balance_name(outcome.worst_component)
        << " is out of balance by " << outcome.residual;
    check(system, solver, input, state);
  }
}

TEST(RandomMixtures, ConvergeFromNothing) {
  on_random_mixtures(database_of(small_database), everything(), 1500,
                     [](System const&, Equilibrium const&, CellInput const&, CellState const&) {});
}

TEST(RandomMixtures, ConvergeWithAGrowingSurface) {
  on_random_mixtures(database_of(small_database), with_growing_surface(), 1500,
                     [](System const&, Equilibrium const&, CellInput const&, CellState const&) {});
}

/// A total below nothing is told, not mended; the state before stays.
TEST(Equilibrium, FailsWhereAnElementIsLessThanNothing) {
  System const system = compile(database_of(small_database), everything());
  Equilibrium solver(system);
  std::mt19937 random(1);
  CellInput input = random_mixture(system, random);
  CellState state;
  ASSERT_TRUE(solver.solve(input, state).converged);
  double const before = state.ionic_strength;
  input.component[system.element("Zn")] = -1e-9;
  CellOutcome const outcome = solver.solve(input, state);
  EXPECT_FALSE(outcome.converged);
  EXPECT_EQ(system.balance_name(outcome.worst_component), "Zn+2");
  EXPECT_EQ(state.ionic_strength, before);
  input.component[system.element("Zn")] = -1e-24;  // round-off of transport
  EXPECT_TRUE(solver.solve(input, state).converged);
}

/// What species and phases hold adds up to what came in, to 1e-12 of the larger of both sides. The
/// sites that come with a mineral are part of it, with the hydroxyls that they have at first.
TEST(RandomMixtures, ConserveComponentsAndCharge) {
  auto const check = [](System const& system, Equilibrium const& solver, CellInput const& input,
                        CellState const& state) {
    std::vector<double> sum(input.component.size(), 0.0), gross = sum;
    auto const count = [&](SparseRows const& content, int row, double moles) {
      for (int k = content.start[row]; k < content.start[row + 1]; ++k) {
        sum[content.column[k]] += content.value[k] * moles;
        gross[content.column[k]] += std::abs(content.value[k] * moles);
      }
    };
    double charge = 0, gross_charge = 0;
    for (int i = 0; i < system.n_species(); ++i) {
      double const moles = solver.equations().moles()[i];
      count(system.content, i, moles);
      charge += system.charge[i] * moles;
      gross_charge += std::abs(system.charge[i] * moles);
    }
    for (int p = 0; p < system.n_reactive_phases; ++p)
      count(system.phase_content, p, state.phase[p]);
    for (int j = 1; j < system.n_components; ++j) {
      if (system.closure[j] != Closure::total || input.component[j] == 0) continue;
      EXPECT_NEAR(sum[j], input.component[j], 1e-12 * (gross[j] + std::abs(input.component[j])))
          << system.component_names[j];
    }
    EXPECT_NEAR(charge, 0, 1e-12 * gross_charge);
  };
  for (SystemRequest const& request : {everything(), with_growing_surface()})
    on_random_mixtures(database_of(small_database), request, 300, check);
}

/// A phase is there at its saturation, or absent and at most saturated.
TEST(RandomMixtures, PhasesArePresentOrUndersaturated) {
  auto const check = [](System const& system, Equilibrium const& solver, CellInput const&,
                        CellState const& state) {
    for (int p = 0; p < system.n_reactive_phases; ++p) {
      EXPECT_GE(state.phase[p], 0);
      EXPECT_LE(solver.saturation(p), 1e-9) << system.phase_names[p];
      if (state.phase[p] > 0) {
        EXPECT_NEAR(solver.saturation(p), 0, 1e-9) << system.phase_names[p];
      }
    }
  };
  on_random_mixtures(database_of(small_database), everything(), 300, check);
}

/// A closed cell comes to equilibrium by giving off Gibbs energy, so that two mixtures have no more
/// of it together than apart: in equilibrium it is R T times the sum of the components' moles by
/// the ln of their activities. Sites are left out, for shares by Gaines and Thomas and the charge
/// of surfaces are no part of that sum.
TEST(RandomMixtures, GibbsEnergyDoesNotRise) {
  Database const database = database_of(small_database);
  SystemRequest request = everything();
  request.exchangers = request.surfaces = {};
  System const system = compile(database, request);
  Equilibrium solver(system);
  auto const energy = [&](CellInput const& input) {
    CellState state;
    EXPECT_TRUE(solver.solve(input, state).converged);
    double sum = input.component[System::water] * state.ln_water_activity;
    for (int j = System::hydrogen; j < system.n_components; ++j)
      sum += input.component[j] * state.ln_activity[j];
    return sum;
  };
  std::mt19937 random(3);
  for (int k = 0; k < 300; ++k) {
    CellInput one = random_mixture(system, random), other = random_mixture(system, random);
    one.temperature = other.temperature = 298.15;
    double const apart = energy(one) + energy(other);
    for (std::size_t j = 0; j < one.component.size(); ++j) one.component[j] += other.component[j];
    double const together = energy(one);
    EXPECT_LT(together, apart) << k;
  }
}

/// The equilibrium of a mixture does not know in which order species and elements were written, nor
/// from where it was reached.
TEST(RandomMixtures, DoNotDependOnOrder) {
  Database const forward = database_of(small_database);
  Database backward = forward;
  std::reverse(backward.species.begin(), backward.species.end());
  std::reverse(backward.surface_species.begin(), backward.surface_species.end());
  SystemRequest reversed = everything();
  std::reverse(reversed.phases.begin(), reversed.phases.end());
  std::reverse(reversed.elements.begin(), reversed.elements.end());
  System const other = compile(backward, reversed);
  Equilibrium other_solver(other);
  CellState previous;  // each solve begins where the mixture before it ended
  auto const check = [&](System const& system, Equilibrium const& solver, CellInput const& input,
                         CellState const& state) {
    CellInput reordered = input;
    for (int j = 0; j < system.n_components; ++j) {
      auto const& names = other.component_names;
      auto const place = std::find(names.begin(), names.end(), system.component_names[j]);
      reordered.component[static_cast<std::size_t>(place - names.begin())] = input.component[j];
    }
    ASSERT_TRUE(other_solver.solve(reordered, previous).converged);
    EXPECT_NEAR(previous.ionic_strength, state.ionic_strength, 1e-8 * state.ionic_strength);
    for (int i = 0; i < system.n_dissolved; ++i) {
      double const moles = solver.equations().moles()[i];
      if (moles < 1e-14) continue;
      int const same = other.species(system.species_names[i]);
      EXPECT_NEAR(other_solver.equations().moles()[same], moles, 1e-6 * moles)
          << system.species_names[i];
    }
  };
  on_random_mixtures(forward, everything(), 200, check);
}

/// The same with the database of the project and all its minerals that can form from these
/// elements.
TEST(RandomMixtures, ConvergeWithTheDatabaseOfTheProject) {
  std::ifstream file("data/mine-waters.dat");
  Database const database = read_database(file, "mine-waters.dat");
  SystemRequest request = everything();
  request.phases = {{"Calcite"},  {"Gypsum"}, {"Anhydrite"},   {"Ferrihydrite"}, {"Goethite"},
                    {"Siderite"}, {"Pyrite"}, {"Smithsonite"}, {"Melanterite"},  {"CO2(g)", -1.5}};
  on_random_mixtures(database, request, 500,
                     [](System const&, Equilibrium const&, CellInput const&, CellState const&) {});
}

/// The same with a database of 211 species, 12 phases with pyrite among them, exchanger and
/// surface. Polysulphides are left out: their reactions hold other electrons than their formulas,
/// so that no energy has its least at their equilibrium.
TEST(RandomMixtures, ConvergeWithADatabaseOfUsers) {
  DATABASE_OR_SKIP(original, "wateq4f.dat");
  Database database = *original;
  std::erase_if(database.species, [](SpeciesEntry const& s) { return !s.mole_balance.empty(); });
  SystemRequest request = everything();
  request.elements.insert(request.elements.end(), {{"Mg"}, {"K"}, {"Al"}, {"Si"}, {"Cd"}, {"As"}});
  request.phases = {{"Calcite"},  {"Gypsum"},     {"Fe(OH)3(a)"}, {"Goethite"},
                    {"Siderite"}, {"CO2(g)", -2}, {"Pyrite"},     {"Smithsonite"}};
  on_random_mixtures(database, request, 300,
                     [](System const&, Equilibrium const&, CellInput const&, CellState const&) {});
}

/// Minerals with rates, fast ones and slow ones.
std::vector<KineticReaction> weathering() {
  auto const surface = [](double k) {
    return TransitionStateRate{.area = 1, .constants = {k, 1e5 * k}, .factors = {"", "H+"}};
  };
  return {{.name = "calcite", .rate = surface(1.5e-6), .phase = "Calcite"},
          {.name = "siderite", .rate = surface(1e-9), .phase = "Siderite"},
          {.name = "smithsonite", .rate = surface(1e-7), .phase = "Smithsonite"},
          {.name = "pyrite", .rate = PyriteRate{.area = 10, .k_Fe = 2.6e-9}, .phase = "Pyrite"},
          {.name = "salt", .rate = FirstOrderRate{.k = 1e-6}, .releases = {{1, "NaCl"}}}};
}

/// Whatever reacts in whatever water for a second or for thirty years: a step is found, nothing is
/// used up that is not there, and the totals hold what the reactants have lost, to 1e-12.
TEST(RandomMixtures, React) {
  std::ifstream file("data/mine-waters.dat");
  Database const database = read_database(file, "mine-waters.dat");
  SystemRequest request = everything();
  request.phases = {{"Gypsum"}, {"Ferrihydrite"}, {"Goethite"}};
  request.indicators = phases_of_kinetics(database, weathering());
  System const system = compile(database, request);
  Reactor reactor(system, weathering());
  std::mt19937 random(7);
  std::uniform_real_distribution<double> uniform(0, 1);
  int count = 0;
  auto const check = [&](System const& same, Equilibrium const&, CellInput input, CellState state) {
    std::vector<double> moles;
    for (double& m : reactor.initial_moles())
      moles.push_back(m = uniform(random) < 0.3 ? 0 : std::pow(10, -8 + 6 * uniform(random)));
    auto const before = input.component, moles_before = moles;
    double const dt = std::pow(10, 9 * uniform(random));
    ASSERT_TRUE(reactor.advance(input, moles, state, dt).converged) << "mixture " << count;
    ++count;
    SparseRows const& content = reactor.kinetics().content();
    std::vector<double> expected = before, gross = before;
    for (double& g : gross) g = std::abs(g);
    for (std::size_t r = 0; r < moles.size(); ++r) {
      EXPECT_GE(moles[r], 0);
      for (int k = content.start[r]; k < content.start[r + 1]; ++k) {
        double const released = content.value[k] * (moles_before[r] - moles[r]);
        expected[content.column[k]] += released;
        gross[content.column[k]] += std::abs(content.value[k]) * (moles_before[r] + moles[r]);
      }
    }
    for (int j = 0; j < same.n_components; ++j)
      EXPECT_NEAR(input.component[j], expected[j], 1e-12 * gross[j]) << same.component_names[j];
  };
  on_random_mixtures(database, request, 300, check);
  RecordProperty("equilibria", reactor.equilibrium_solves());
}

}  // namespace
}  // namespace sanggan::chemistry
