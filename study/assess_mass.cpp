#include <nlohmann/json.hpp>

#include "study/assess.hpp"

namespace sanggan {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::pair<std::string, double>> amounts(Json const& object) {
  std::vector<std::pair<std::string, double>> list;
  for (auto const& [name, value] : object.items()) list.emplace_back(name, value.get<double>());
  return list;
}

Json const* account_of(Json const& balance, std::string const& name) {
  for (auto const& account : balance)
    if (account.at("name") == name) return &account;
  return nullptr;
}

}  // namespace

std::vector<MassFinding> assess_mass(Study const& study, Case const& c, Json const& run) {
  std::vector<MassFinding> findings;
  for (Substance const& substance : substances_of(study, c)) {
    auto const* const account = account_of(run.at("balance"), substance.species);
    if (!account) continue;
    MassFinding& one = findings.emplace_back();
    one.substance = substance.name;
    one.initial = account->at("initial");
    one.released = account->at("released");
    one.reacted = account->at("reacted");
    one.stored = amounts(account->at("stored"));
    one.in = amounts(account->at("in_by"));
    one.out = amounts(account->at("out_by"));
    if (!run.contains("measures")) continue;
    for (auto const& measure : run.at("measures"))
      if (auto const* const moved = account_of(measure.at("balance"), substance.species))
        one.removed += moved->at("out").get<double>() - moved->at("in").get<double>();
  }
  return findings;
}

}  // namespace sanggan
