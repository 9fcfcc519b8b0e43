#include "app/speciate.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "io/section.hpp"
#include "tests/io/io_checks.hpp"
#include "tests/physics/chemistry/small_database.hpp"

namespace sanggan {
namespace {

/// What `speciate` prints of a water that uses the small database.
std::string printed(std::string const& water, bool csv) {
  test::ScratchFolder const scratch;
  std::ofstream(scratch / "small.dat") << chemistry::small_database;
  std::ofstream(scratch / "water.yaml") << "database: small.dat\n" << water;
  std::FILE* const file = std::tmpfile();
  EXPECT_EQ(speciate_water(scratch / "water.yaml", {.csv = csv}, MPI_COMM_WORLD, file),
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
  auto const text = printed(acid_water, false);
  for (char const* line :
       {"  pH                                   3 -\n",
        "  Cl                           0.0009997 mol/kgw\n", "  FeSO4+ ", "  Goethite "})
    EXPECT_NE(text.find(line), std::string::npos) << line << "in\n" << text;
}

TEST(Speciate, PrintsCommaSeparatedValues) {
  auto const text = printed(acid_water, true);
  EXPECT_TRUE(text.starts_with("kind,name,unit,value\nwater,\"pH\",-,3\n")) << text;
}

TEST(Speciate, TellsAllThatIsWrongWithAFile) {
  try {
    printed("pH: 3 mg/L\nunit: mg/L\nanalysis: {Fe: 100}\nphase: [Goethite]\n", false);
    FAIL();
  } catch (CaseError const& error) {
    EXPECT_EQ(error.messages.size(), 2u) << error.what();
  }
  try {
    printed("analysis: {Fe: 1}\nphases: [Gothite, Goethite]\n", false);
    FAIL();
  } catch (CaseError const& error) {
    EXPECT_NE(std::string(error.what()).find("\"Gothite\""), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("nearest: Goethite"), std::string::npos);
  }
  EXPECT_THROW(printed("analysis: {Unobtainium: 1}\n", false), CaseError);
  EXPECT_THROW(printed("unit: furlong\nanalysis: {Fe: 1}\n", false), CaseError);
}

}  // namespace
}  // namespace sanggan
