// The database that comes with the project, data/mine-waters.dat.
#include <cmath>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "physics/chemistry/database_reader.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

std::string text_of(std::string const& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

Database mine_waters() {
  std::ifstream file("data/mine-waters.dat");
  return read_database(file, "mine-waters.dat");
}

/// All of it is used, and all reactions balance.
TEST(MineWaters, IsReadWithoutANote) {
  for (std::string const& message : mine_waters().messages()) ADD_FAILURE() << message;
}

TEST(MineWaters, EachConstantHasASource) {
  std::string const references = text_of("REFERENCES.md");
  std::istringstream lines(text_of("data/mine-waters.dat"));
  std::regex const source(R"(# \[(\w+)\]$)");
  for (std::string line; std::getline(lines, line);) {
    if (line.find("log_k") == std::string::npos) continue;
    std::smatch match;
    ASSERT_TRUE(std::regex_search(line, match, source)) << line;
    EXPECT_NE(references.find("- [" + match[1].str() + "]"), std::string::npos) << line;
  }
}

/// PHREEQC's numbers for the acid waters with wateq4f.dat, whose constants are mostly those of the
/// same compilations. Complexes have no ion sizes here, so that their activity is Davies's, and
/// chloride complexes of rank above three and some polymers are left out: 0.03 in log10.
void expect_near_wateq4f(WaterAnalysis const& water, std::string const& file) {
  constexpr double tolerance = 0.03, least_molality = 1e-9;
  auto const table = reference_table(file);
  auto const cell =
      speciate(mine_waters(), water,
               {"Gypsum", "Jarosite-K", "Gibbsite", "Goethite", "Alunite", "Anglesite", "Quartz"});
  int compared = 0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string const& name = table.rows[row].front();
    auto const expected = table.number(row, "wateq4f.dat");
    auto const found = quantity(cell, name);
    bool const is_amount = name.starts_with("m_") && expected && *expected > least_molality;
    if (!expected || !found || !(is_amount || name.starts_with("SI_"))) continue;
    ++compared;
    double const difference = is_amount ? std::log10(*found / *expected) : *found - *expected;
    EXPECT_NEAR(difference, 0, is_amount ? tolerance : 3 * tolerance) << file << " " << name;
  }
  EXPECT_GE(compared, 30) << file;
}

TEST(MineWaters, AcidSeepageAsWithTheDatabaseOfWateq4f) {
  expect_near_wateq4f(acid_seepage(), "g02-amd-a.csv");
}

TEST(MineWaters, AcidGroundwaterAsWithTheDatabaseOfWateq4f) {
  expect_near_wateq4f(acid_groundwater(), "g02-amd-b.csv");
}

}  // namespace
}  // namespace sanggan::chemistry
