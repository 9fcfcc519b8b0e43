#include <gtest/gtest.h>

#include <fstream>

#include "app/replay_cell.hpp"
#include "io/case_reader.hpp"
#include "io/database_file.hpp"
#include "io/failed_cell.hpp"
#include "io/section.hpp"
#include "physics/chemistry/site_chemistry.hpp"
#include "tests/io/io_checks.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

std::shared_ptr<SiteChemistry const> site_of(std::vector<std::string> const& overrides = {}) {
  return read_case("tests/reactive/restart.yaml", overrides, MPI_COMM_WORLD).site.chemistry;
}

/// What a kilogram of the first zone's water holds at the start, over an hour.
CellProblem cell_of(SiteChemistry const& site) {
  constexpr double water_content = 0.3;
  double const per_kg = 1 / (water_content * water_per_volume);
  GroundContent const& zone = site.zones[0];
  CellProblem cell{{site.temperature, zone.held, zone.phase}, {}, zone.reactant, {}, 3600};
  for (auto* values : {&cell.input.component, &cell.input.phase, &cell.reactants})
    for (double& value : *values) value *= per_kg;
  for (std::size_t m = 0; m < site.mobile.size(); ++m)
    if (int const j = site.mobile[m].component; j >= 0)
      cell.input.component[j] += site.waters[zone.water][m] / water_per_volume;
  cell.input.component[System::water] = 1;
  cell.input.gas_volume = 1e-4;
  cell.state.phase = cell.input.phase;
  cell.initial = cell.reactants;
  return cell;
}

CellFile written_and_read(SiteChemistry const& site, CellProblem const& problem) {
  test::ScratchFolder const scratch;
  write_failed_cell(scratch / "cell.yaml", site, {{0.5, 0.5, 0.5}, "soil", problem});
  return read_failed_cell(scratch / "cell.yaml", MPI_COMM_WORLD);
}

/// A cell is the same to the last bit after it was written, read, and its system compiled anew:
/// from a guess, and from the equilibrium before.
TEST(Replay, GivesTheSameBits) {
  auto const site = site_of();
  Reactor reactor(site->system, site->reactions);
  CellProblem cell = cell_of(*site);
  for (int step = 0; step < 2; ++step) {
    CellFile file = written_and_read(*site, cell);
    System const system =
        compile(read_database_file(file.database, MPI_COMM_WORLD).database, file.request);
    ASSERT_EQ(file.components, system.component_names);
    Reactor again(system, file.reactions);
    CellOutcome const outcome = advance(cell, reactor), repeated = advance(file.problem, again);
    ASSERT_TRUE(outcome.converged);
    EXPECT_EQ(repeated.iterations, outcome.iterations);
    EXPECT_EQ(file.problem.input.component, cell.input.component);
    EXPECT_EQ(file.problem.reactants, cell.reactants);
    EXPECT_EQ(file.problem.state.ln_activity, cell.state.ln_activity);
    EXPECT_EQ(file.problem.state.ln_water_activity, cell.state.ln_water_activity);
    EXPECT_EQ(file.problem.state.phase, cell.state.phase);
    EXPECT_LT(cell.reactants[0], cell.initial[0]);  // it does react
    cell.input.phase = cell.state.phase;
  }
}

/// Every key of every rate law passes through the file.
TEST(Replay, KeepsRateLaws) {
  auto const site = site_of(
      {"chemistry.kinetics.Calcite={rate: {law: transition_state, area: 4 cm2/mol, constants: "
       "[0.501 mol/m2/s, 1.55e-6 mol/m2/s], energies: [14.4 kJ/mol, 23.5 kJ/mol], activities: [H+, "
       "\"\"], dissolves_only: true}}",
       "chemistry.kinetics.decay={releases: {NaCl: 0.1}, yields: {Calcite: 0.3}, consumed: 0, "
       "rate: {law: expression, formula: '1e-9*mol(\"O2\")'}}"});
  ASSERT_TRUE(site);
  CellFile const file = written_and_read(*site, cell_of(*site));
  ASSERT_EQ(file.reactions.size(), 3u);
  auto const& before = std::get<TransitionStateRate>(site->reactions[1].rate);
  auto const& after = std::get<TransitionStateRate>(file.reactions[1].rate);
  for (auto const& key : TransitionStateRate::keys())
    std::visit(
        [&](auto member) {
          if constexpr (requires { before.*member == after.*member; }) {
            EXPECT_EQ(before.*member, after.*member) << key.name;
          }
        },
        key.member);
  EXPECT_EQ(std::get<ExpressionRate>(file.reactions[2].rate).formula, "1e-9*mol(\"O2\")");
  EXPECT_EQ(file.reactions[2].yields, site->reactions[2].yields);
  EXPECT_EQ(file.reactions[2].consumed, 0);
}

std::string printed(std::string const& path, ExitCode& code) {
  std::FILE* const file = std::tmpfile();
  code = replay_cell(path, {.format = WaterFormat::csv}, MPI_COMM_WORLD, file);
  std::rewind(file);
  std::string text;
  for (int ch = std::fgetc(file); ch != EOF; ch = std::fgetc(file)) text += static_cast<char>(ch);
  std::fclose(file);
  return text;
}

TEST(Replay, TellsAnEquilibriumAndWhatIsImpossible) {
  auto const site = site_of();
  CellProblem cell = cell_of(*site);
  test::ScratchFolder const scratch;
  ExitCode code{};
  write_failed_cell(scratch / "good.yaml", *site, {{}, "soil", cell});
  EXPECT_NE(printed(scratch / "good.yaml", code).find("replay,\"converged\",-,1\n"),
            std::string::npos);
  EXPECT_EQ(code, ExitCode::done);
  cell.input.component[site->system.element("Zn")] = -1e-3;
  write_failed_cell(scratch / "bad.yaml", *site, {{}, "soil", cell});
  std::string const text = printed(scratch / "bad.yaml", code);
  EXPECT_EQ(code, ExitCode::no_convergence);
  EXPECT_NE(text.find("replay,\"converged\",-,0\n"), std::string::npos) << text;
  EXPECT_NE(text.find("given,\"Zn+2\",mol,-0.001\n"), std::string::npos) << text;
}

TEST(Replay, RefusesAFileThatIsNotWhole) {
  test::ScratchFolder const scratch;
  std::ofstream(scratch / "cell.yaml")
      << "database_hash: \"1\"\nsystem: {elements: [Ca]}\ncel: {}\n";
  ExitCode code{};
  try {
    printed(scratch / "cell.yaml", code);
    FAIL();
  } catch (CaseError const& error) {
    EXPECT_NE(std::string(error.what()).find("cel is not a key of this section (nearest: cell)"),
              std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace sanggan
