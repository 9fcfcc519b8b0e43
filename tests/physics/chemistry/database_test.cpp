#include <algorithm>

#include "physics/chemistry/equation.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

TEST(Formula, CountsElementsOfHydratesGroupsAndIsotopes) {
  EXPECT_EQ(parse_formula("FeAsO4:2H2O").composition,
            (Composition{{"Fe", 1}, {"As", 1}, {"O", 6}, {"H", 4}}));
  EXPECT_EQ(parse_formula("Ca0.5(CO3)0.5").composition,
            (Composition{{"Ca", 0.5}, {"C", 0.5}, {"O", 1.5}}));
  EXPECT_EQ(parse_formula("[13C]O2").composition, (Composition{{"[13C]", 1}, {"O", 2}}));
  EXPECT_EQ(parse_formula("Hfo_sOZn+").composition,
            (Composition{{"Hfo_s", 1}, {"O", 1}, {"Zn", 1}}));
  EXPECT_EQ(parse_formula("AgS(-2)9").composition, (Composition{{"Ag", 1}, {"S(-2)", 9}}));
}

TEST(Formula, TellsCobaltFromCarbonMonoxide) {
  EXPECT_EQ(parse_formula("Co").composition, (Composition{{"Co", 1}}));
  EXPECT_EQ(parse_formula("CO").composition, (Composition{{"C", 1}, {"O", 1}}));
}

TEST(Formula, ReadsEachWayOfWritingACharge) {
  EXPECT_EQ(parse_formula("SO4-2").charge, -2);
  EXPECT_EQ(parse_formula("Ca++").charge, 2);
  EXPECT_EQ(parse_formula("Cu+1").charge, 1);
  EXPECT_EQ(parse_formula("e-").charge, -1);
  EXPECT_EQ(parse_formula("NaX").charge, 0);
}

TEST(Equation, ReadsCoefficientsThatTouchAndThoseThatStandApart) {
  double moles = 0;
  auto const terms =
      formation_of_first_right(parse_equation("2 NO3- + 12H+ + 10 e- = N2 + 6 H2O"), moles);
  ASSERT_EQ(terms.size(), 4u);
  EXPECT_EQ(terms[1].species, "H+");
  EXPECT_EQ(terms[1].coefficient, 12);
  EXPECT_EQ(terms[3].coefficient, -6);
  EXPECT_EQ(unbalanced(parse_formula("N2"), terms), "");
}

/// A file with the oddities of real ones.
std::string const odd_file =
    "SOLUTION_MASTER_SPECIES\n"
    "H H+ -1 H 1.008\nH(0) H2 0 H\nE e- 1 0 0\nO H2O 0 O 16\n"
    "Ca Ca+2 0 40.08 40.08\nC CO3-2 2 HCO3 12.011\nC(+4) CO3-2 2 HCO3\n"
    "Alkalinity CO3-2 1 Ca0.5(CO3)0.5 50.05\n"
    "Xx Xx+ none\n"
    "SOLUTION_SPECIES\r\n"
    "H+ = H+\n-gamma 9 0\ne- = e-\nH2O = H2O\nCa+2 = Ca+2; -gamma 5 0.165 # two of these\nCO3-2 = "
    "CO3-2\n"
    "H2O = OH- + H+\n -log_k -14; -delta_h 13.362 kcal\n"
    "2 H+ + 2 e- = H2\n log_k -3.15\n"
    "CO3-2 + H+ = HCO3-\n log_k 10.329\n -analytic 107.8871 0.03252849 -5151.79 \\\n"
    "   -38.92561 563713.9\n -Vm 8.54 0\n -no_such_thing 3\n"
    "CO3-2 + Ca+2 = CaCO4\n log_k 1\n"
    "PHASES\nGibbsite 51\n CaCO3 = CO3-2 + Ca+2\n log_k -8.48\n delta_h -2.297 kcal\n"
    "CO2(g)\n CO2 = CO2\n log_k -1.468\n"
    "SIT\n-epsilon a b 1\n"
    "PHASES\nGibbsite\n CaCO3 = CO3-2 + Ca+2\n log_k -9\nEND\n";

SpeciesEntry const& species(Database const& database, std::string const& name) {
  return *std::find_if(database.species.begin(), database.species.end(),
                       [&](SpeciesEntry const& s) { return s.name == name; });
}

TEST(DatabaseReader, ReadsWhatCanBeUsed) {
  Database const database = database_of(odd_file);
  EXPECT_NEAR(database.master("C(4)")->input_mass, 1.008 + 12.011 + 3 * 16, 1e-12);
  EXPECT_NEAR(database.master("Alkalinity")->input_mass, (40.08 + 12.011 + 48) / 2, 1e-12);
  TemperatureTerms const cold(283.15), room(298.15);
  EXPECT_NEAR(species(database, "OH-").log_K.at(room), -14, 1e-12);
  EXPECT_NEAR(species(database, "OH-").log_K.at(cold),
              -14 - 13.362 * 4184 / (ln_10 * gas_constant) * (1 / 283.15 - 1 / 298.15), 1e-12);
  EXPECT_NEAR(species(database, "HCO3-").log_K.A[4], 563713.9, 1e-9);  // over a joined line
  EXPECT_EQ(species(database, "Ca+2").activity.b, 0.165);              // after a semicolon
}

TEST(DatabaseReader, TheLastDefinitionOfAPhaseHolds) {
  Database const database = database_of(odd_file);
  EXPECT_EQ(database.phases.size(), 2u);
  EXPECT_NEAR(database.phase("gibbsite")->log_K.at(TemperatureTerms(298.15)), -9, 1e-12);
}

TEST(DatabaseReader, TellsWhatItDoesNotUseAndWhatFollows) {
  std::vector<std::string> const expected{
      R"(test.dat:10: "Xx Xx+ none": needs element, species, alkalinity and mass: )" +
          std::string("the element is left out"),
      "test.dat:26: and below, 1 lines not used, molar volume: pressure changes no constant",
      "test.dat:27: \"-no_such_thing 3\": no such option here, left out",
      "test.dat:28: the reaction of CaCO4 does not balance in O: it is used as it stands",
      "test.dat:35: CO2(g) is made of CO2, which has no reaction: it cannot be used",
      "test.dat:38: SIT: the block (1 lines) is not used"};
  EXPECT_EQ(database_of(odd_file).messages(), expected);
}

/// The databases that users have are read without a line that is not understood.
TEST(DatabaseReader, ReadsTheDatabasesOfUsers) {
  struct Counts {
    char const* name;
    std::size_t species, phases, exchange, surface;
  };
  for (auto const& [name, n_species, n_phases, n_exchange, n_surface] :
       {Counts{"phreeqc.dat", 234, 77, 17, 40}, Counts{"wateq4f.dat", 361, 319, 17, 54},
        Counts{"minteq.v4.dat", 1332, 568, 0, 78}}) {
    DATABASE_OR_SKIP(database, name);
    EXPECT_EQ(database->species.size(), n_species);
    EXPECT_EQ(database->phases.size(), n_phases);
    EXPECT_EQ(database->exchange_species.size(), n_exchange);
    EXPECT_EQ(database->surface_species.size(), n_surface);
    for (std::string const& message : database->messages())
      EXPECT_EQ(message.find("no such option"), std::string::npos) << message;
  }
}

/// Masses that stand for an analyte, and master species, differ between files.
TEST(DatabaseReader, KeepsUnitsAndMastersOfEachFile) {
  DATABASE_OR_SKIP(wateq4f, "wateq4f.dat");
  DATABASE_OR_SKIP(minteq, "minteq.v4.dat");
  EXPECT_NEAR(wateq4f->master("C(4)")->input_mass, 61.0173, 1e-9);  // as HCO3
  EXPECT_NEAR(minteq->master("C(4)")->input_mass, 60.01, 0.01);     // as CO3
  EXPECT_NEAR(wateq4f->master("S(6)")->input_mass, 96.0616, 1e-9);  // as SO4
  EXPECT_EQ(wateq4f->master("Fe")->species, "Fe+2");
  EXPECT_EQ(minteq->master("Fe")->species, "Fe+3");
  EXPECT_EQ(minteq->master("Hg")->species, "Hg(OH)2");
}

}  // namespace
}  // namespace sanggan::chemistry
