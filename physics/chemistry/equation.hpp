#pragma once
#include <string_view>
#include <vector>

#include "physics/chemistry/database.hpp"

namespace sanggan::chemistry {

/// A reaction as written, coefficients positive unless the text says otherwise.
struct Equation {
  std::vector<Term> left, right;
};

/// Reads "CO3-2 + 2 H+ = CO2 + H2O"; a coefficient may touch the name (2H2O) or stand apart.
/// @throws std::invalid_argument with what is wrong
Equation parse_equation(std::string_view text);

/// Formation of the first species on the right from all the others, for one mole of it.
/// Empty for an identity such as Ca+2 = Ca+2, which introduces a master species.
/// @param moles  set to the coefficient that the equation gives that species
std::vector<Term> formation_of_first_right(Equation const& equation, double& moles);

/// Dissolution of the first substance on the left into all the others, for one mole of it.
std::vector<Term> dissolution_of_first_left(Equation const& equation, double& moles);

/// What a reaction of `terms` (with their signs) makes of one mole of `formula` fails to balance:
/// an element or "charge"; empty if all balances to 1e-3.
std::string unbalanced(Formula const& formula, std::vector<Term> const& terms);

}  // namespace sanggan::chemistry
