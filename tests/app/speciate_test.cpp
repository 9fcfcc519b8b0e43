#include "app/speciate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "io/section.hpp"
#include "tests/io/io_checks.hpp"
#include "tests/physics/chemistry/small_database.hpp"

namespace sanggan {
namespace {

/// What `speciate` prints of a water that uses the small database.
std::string printed(std::string const& water, WaterFormat format = WaterFormat::table) {
  test::ScratchFolder const scratch;
  std::ofstream(scratch / "small.dat") << chemistry::small_database;
  std::ofstream(scratch / "water.yaml") << "database: small.dat\n" << water;
  std::FILE* const file = std::tmpfile();
  EXPECT_EQ(speciate_water(scratch / "water.yaml", {.format = format}, MPI_COMM_WORLD, file),
            ExitCode::done);
  std::rewind(file);
  std::string text;
  for (int ch = std::fgetc(file); ch != EOF; ch = std::fgetc(file)) text += static_cast<char>(ch);
  std::fclose(file);
  return text;
}

std::string const acid_water =
    "temperature: 15 degC\npH: 3\npe: 12\nunit: mg/L\ndensity: 1.001 kg/L\n"
    "analysis:\n  Fe: 100\n  Zn: {amount: 1, unit: mmol/L}\n  Cl: 35.45\n"
    "  S(6): {amount: 500, charge: true}\nphases: [Goethite]\n";

TEST(Speciate, PrintsWaterTotalsSpeciesAndSaturation) {
  auto const text = printed(acid_water);
  for (char const* line :
       {"  pH                                   3 -\n",
        "  Cl                           0.0009997 mol/kgw\n", "  FeSO4+ ", "  Goethite "})
    EXPECT_NE(text.find(line), std::string::npos) << line << "in\n" << text;
}

TEST(Speciate, PrintsCommaSeparatedValues) {
  auto const text = printed(acid_water, WaterFormat::csv);
  EXPECT_TRUE(text.starts_with("kind,name,unit,value\nwater,\"pH\",-,3\n")) << text;
}

TEST(Speciate, PrintsJson) {
  auto const text = printed(acid_water, WaterFormat::json);
  EXPECT_TRUE(text.starts_with(
      "[\n{\"kind\": \"water\", \"name\": \"pH\", \"unit\": \"-\", \"value\": 3},\n"))
      << text;
  EXPECT_TRUE(text.ends_with("}\n]\n")) << text;
}

TEST(Speciate, TellsAllThatIsWrongWithAFile) {
  try {
    printed("pH: 3 mg/L\nunit: mg/L\nanalysis: {Fe: 100}\nphase: [Goethite]\n");
    FAIL();
  } catch (CaseError const& error) {
    EXPECT_EQ(error.messages.size(), 2u) << error.what();
  }
  try {
    printed("analysis: {Fe: 1}\nphases: [Gothite, Goethite]\n");
    FAIL();
  } catch (CaseError const& error) {
    EXPECT_NE(std::string(error.what()).find("\"Gothite\""), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("nearest: Goethite"), std::string::npos);
  }
  EXPECT_THROW(printed("analysis: {Unobtainium: 1}\n"), CaseError);
  EXPECT_THROW(printed("unit: furlong\nanalysis: {Fe: 1}\n"), CaseError);
}

std::string const reacting_water =
    "neutral_by_pH: true\nanalysis: {Na: 1, Cl: 1}\nphases: [Gypsum]\n"
    "reaction:\n  times: [0 s, 1 day]\n  gases: {CO2(g): 1 kPa}\n  minerals: {Gypsum: 1 mmol}\n"
    "  kinetics:\n    calcite:\n      phase: Calcite\n      moles: 2 mmol\n"
    "      rate: {law: transition_state, area: 10 m2/mol, constants: [1.5e-6 mol/m2/s]}\n"
    "    tracer:\n      moles: 1 mol\n      releases: {NaCl: 0}\n";

/// A tracer that decays by a formula tells how it was read and integrated: exp(-0.864) after a day.
TEST(Speciate, LetsAWaterReact) {
  auto const text =
      printed(reacting_water + "      rate: {law: expression, formula: 1e-5*m*T/298.15}\n",
              WaterFormat::csv);
  EXPECT_NE(text.find("time,\"since the start\",s,86400\n"), std::string::npos) << text;
  auto const value = [&](std::string const& line) {
    auto const at = text.rfind(line);
    EXPECT_NE(at, std::string::npos) << line << " in\n" << text;
    return at == std::string::npos ? 0 : std::stod(text.substr(at + line.size()));
  };
  EXPECT_NEAR(value("reactant,\"tracer\",mol,"), std::exp(-0.864), 1e-6);
  double const calcite = value("reactant,\"calcite\",mol,"),
               gypsum = value("mineral,\"Gypsum\",mol,");
  EXPECT_LT(calcite, 2e-3);
  EXPECT_EQ(gypsum, 0);  // all of it dissolves
  EXPECT_NEAR(value("total,\"Ca\",mol/kgw,"), 3e-3 - calcite, 1e-6);
}

TEST(Speciate, TellsWhatIsWrongWithAReaction) {
  auto const message = [](std::string const& rate) {
    try {
      printed(reacting_water + "      rate: " + rate + "\n");
    } catch (CaseError const& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_NE(message("{law: expression, formula: 1e-5*mm}").find("formula \"1e-5*mm\" is no rate"),
            std::string::npos);
  EXPECT_NE(message("{law: first_order, rate: 1 1/day, of: Zn}")
                .find("the rate of tracer asks for Zn, which is not in play"),
            std::string::npos);
  EXPECT_NE(message("{law: monod, substrates: [Cl]}").find("lists of equal length"),
            std::string::npos);
}

}  // namespace
}  // namespace sanggan
