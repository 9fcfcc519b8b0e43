#include "io/kinetics_reader.hpp"

#include "io/expression.hpp"
#include "io/read_law.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

KineticReaction read_reaction(std::string const& name, Section const& s, Stock stock) {
  KineticReaction reaction{.name = name, .rate = read_rate(s.child("rate", "its rate law"))};
  if (stock == Stock::here)
    reaction.moles = s.quantity({"moles", "mol", "of the reactant at the start", not_negative, 0});
  reaction.phase = s.text("phase",
                          "phase of the database that reacts, whose saturation counts; that of the "
                          "name where nothing is said of releases either",
                          "");
  for (auto const& [formula, moles] :
       s.named("releases", "moles of each formula that one mole gives off; the phase if left out"))
    reaction.releases.push_back({moles.as_quantity("1"), formula});
  if (reaction.phase.empty() && reaction.releases.empty()) reaction.phase = name;
  reaction.consumed =
      s.quantity({"consumed", "1", "of the reactant by one mole of reaction; 0: it has no stock",
                  not_negative, reaction.consumed});
  for (auto const& [reactant, moles] :
       s.named("yields", "moles of other reactants that one mole makes, or uses up if negative"))
    reaction.yields[reactant] = moles.as_quantity("1");
  return reaction;
}

}  // namespace

Rate read_rate(Section const& section) {
  Rate rate;
  read_law(section, "how fast it goes on", rate);
  if (auto* const law = std::get_if<ExpressionRate>(&rate); law != nullptr && section) {
    RateExpression parsed = parse_rate(law->formula);
    law->function = std::move(parsed.function);
    if (!parsed.problem.empty() && !section.recording())
      section.error_at("formula", "is no rate: " + parsed.problem);
  }
  return rate;
}

std::vector<KineticReaction> read_kinetics(Section const& owner, Stock stock) {
  std::vector<KineticReaction> reactions;
  for (auto const& [name, section] :
       owner.named("kinetics", "reactions that take their time, by name"))
    reactions.push_back(read_reaction(name, section, stock));
  return reactions;
}

}  // namespace sanggan
