#include <algorithm>

#include "study/assess.hpp"

namespace sanggan {

std::vector<MassFinding> assess_mass(Study const& study, Case const& c, RunBooks const& books) {
  std::vector<MassFinding> findings;
  for (Substance const& substance : substances_of(study, c)) {
    auto const account =
        std::find_if(books.accounts.begin(), books.accounts.end(),
                     [&](BookedAccount const& one) { return one.name == substance.species; });
    if (account != books.accounts.end()) findings.push_back({substance.name, *account});
  }
  return findings;
}

}  // namespace sanggan
