#include <algorithm>

#include "study/assess.hpp"

namespace sanggan {
namespace {

/// An account that is kept in mol, in kg.
BookedAccount in_kg(BookedAccount account, double molar_mass) {
  for (double* amount : {&account.initial, &account.released, &account.reacted,
                         &account.withdrawn_waste, &account.removed})
    *amount *= molar_mass;
  for (auto* list : {&account.stored, &account.in, &account.out})
    for (auto& [name, amount] : *list) amount *= molar_mass;
  return account;
}

}  // namespace

std::vector<MassFinding> assess_mass(Study const& study, Case const& c, RunBooks const& books) {
  std::vector<MassFinding> findings;
  for (Substance const& substance : substances_of(study, c)) {
    auto const account =
        std::find_if(books.accounts.begin(), books.accounts.end(),
                     [&](BookedAccount const& one) { return one.name == substance.species; });
    if (account == books.accounts.end()) continue;
    double const molar_mass = c.site.species[static_cast<std::size_t>(substance.index)].molar_mass;
    findings.push_back({substance.name, in_kg(*account, molar_mass)});
  }
  return findings;
}

}  // namespace sanggan
