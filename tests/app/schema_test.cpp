#include "io/schema.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "io/case_reader.hpp"
#include "io/manual.hpp"
#include "study/read_study.hpp"
#include "study/uncertainty/read_ensemble.hpp"

namespace sanggan {
namespace {

using nlohmann::json;

std::string text_of(std::string const& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

json schema() { return json::parse(json_schema(describe_case(), DescribedFile::case_file)); }

/// Calls `visit` with every description of a case and its path.
template <class Visit>
void walk(Description const& d, std::string const& path, Visit const& visit) {
  visit(d, path);
  for (auto const& key : d.keys) walk(*key, path + "." + key->name, visit);
  for (auto const& one : d.alternatives) walk(*one, path + "|" + one->name, visit);
  if (d.element) walk(*d.element, path + ".*", visit);
}

TEST(CaseManual, IsThePageThatTheSourcesHold) {
  EXPECT_TRUE(text_of("docs/case_files.md") == case_manual(describe_case()))
      << "docs/case_files.md is out of date; run ./dev docs";
}

TEST(EnsembleManual, IsThePageThatTheSourcesHold) {
  EXPECT_TRUE(text_of("docs/ensemble_files.md") == ensemble_manual(describe_ensemble()))
      << "docs/ensemble_files.md is out of date; run ./dev docs";
}

TEST(Description, SaysOfEveryKeyWhatItIsAndWhatItMeans) {
  walk(describe_case(), "", [](Description const& d, std::string const& path) {
    EXPECT_NE(d.kind, Description::Kind::unknown) << path;
    for (auto const& key : d.keys) EXPECT_FALSE(key->about.empty()) << path << "." << key->name;
    for (auto const& one : d.alternatives)
      EXPECT_FALSE(one->about.empty()) << path << "|" << one->name;
  });
}

TEST(JsonSchema, KnowsTheSectionsAndWhichOfThemMustBeGiven) {
  auto const root = schema();
  EXPECT_EQ(root["$schema"], "https://json-schema.org/draft/2020-12/schema");
  for (auto const* name : {"schema_version", "mesh", "species", "materials", "zones", "initial",
                           "boundaries", "releases", "wells", "time", "numerics", "output"})
    EXPECT_TRUE(root["properties"].contains(name)) << name;
  EXPECT_EQ(root["anyOf"][0]["required"],
            (json{"schema_version", "mesh", "materials", "initial", "time"}));
  EXPECT_EQ(root["additionalProperties"], false);
}

TEST(JsonSchema, KnowsStudiesAndTheMeasuresOfTheirScenarios) {
  auto const root = json::parse(json_schema(describe_study(), DescribedFile::study_file));
  EXPECT_EQ(root["required"],
            (json{"schema_version", "case", "money", "receptors", "scenarios", "gates"}));
  EXPECT_FALSE(root["properties"].contains("include"));
  auto const measure =
      root["properties"]["scenarios"]["additionalProperties"]["properties"]["measures"]["items"];
  EXPECT_EQ(measure["properties"]["kind"]["enum"],
            schema()["properties"]["measures"]["items"]["properties"]["kind"]["enum"]);
  walk(describe_study(), "", [](Description const& d, std::string const& path) {
    for (auto const& key : d.keys) EXPECT_FALSE(key->about.empty()) << path << "." << key->name;
  });
}

TEST(JsonSchema, KnowsEnsemblesAndTheirDistributions) {
  auto const root = json::parse(json_schema(describe_ensemble(), DescribedFile::ensemble_file));
  EXPECT_EQ(root["title"], "Ensemble file of Sanggan");
  EXPECT_EQ(root["required"], (json{"schema_version", "case", "uncertain", "sampling"}));
  auto const input = root["properties"]["uncertain"]["additionalProperties"];
  EXPECT_EQ(input["required"], (json{"keys"}));
  EXPECT_EQ(input["properties"]["law"]["enum"],
            (json{"normal", "lognormal", "uniform", "triangular", "table", "seed"}));
  EXPECT_EQ(root["properties"]["sampling"]["required"], (json{"members", "seed"}));
  walk(describe_ensemble(), "", [](Description const& d, std::string const& path) {
    for (auto const& key : d.keys) EXPECT_FALSE(key->about.empty()) << path << "." << key->name;
  });
}

TEST(JsonSchema, ListsTheLawsAndTheKeysOfEach) {
  auto const material = schema()["properties"]["materials"]["additionalProperties"];
  auto const retention = material["properties"]["retention"];
  EXPECT_EQ(retention["properties"]["law"]["enum"],
            (json{"van_genuchten", "brooks_corey", "gardner", "haverkamp", "tabulated"}));
  bool found = false;
  for (auto const& one : retention["allOf"])
    if (one.value("/if/properties/law/const"_json_pointer, "") == "gardner") {
      found = true;
      EXPECT_TRUE(one["then"]["properties"].contains("alpha"));
      EXPECT_FALSE(one["then"]["properties"].contains("n"));
    }
  EXPECT_TRUE(found);
}

TEST(JsonSchema, TellsAQuantityFromABareNumber) {
  auto const end = schema()["properties"]["time"]["properties"]["end"];
  EXPECT_EQ(end["type"], "string");
  std::regex const pattern(end["pattern"].get<std::string>(), std::regex::ECMAScript);
  for (auto const* good : {"30 yr", "1.5e3 s", "12h", "-3 day", ".5 h", "2 1/day", "1 erg"})
    EXPECT_TRUE(std::regex_match(good, pattern)) << good;
  for (auto const* bad : {"30", "1e3", "yr", "", "1.5.2"})
    EXPECT_FALSE(std::regex_match(bad, pattern)) << bad;
}

TEST(JsonSchema, EveryReferenceLeadsToADefinition) {
  auto const root = schema();
  std::string const text = root.dump();
  std::regex const reference(R"re("#/\$defs/([^"]*)")re");
  int n = 0;
  for (std::sregex_iterator at(text.begin(), text.end(), reference), end; at != end; ++at, ++n)
    EXPECT_TRUE(root["$defs"].contains((*at)[1].str())) << (*at)[1];
  EXPECT_GT(n, 10);
}

}  // namespace
}  // namespace sanggan
