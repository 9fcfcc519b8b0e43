#pragma once
#include <map>
#include <string>
#include <string_view>

namespace sanggan::chemistry {

/// Moles of each element in one mole of a substance. An element may carry its valence, as S(-2).
using Composition = std::map<std::string, double>;

/// A chemical formula, taken apart.
struct Formula {
  Composition composition;  ///< by element
  double charge = 0;        ///< in units of the elementary charge
};

/// Reads a formula of a PHREEQC database, such as Ca0.5(CO3)0.5, FeAsO4:2H2O, Hfo_sOZn+, SO4-2,
/// [13C]O2 or S(-2)2. A number after a colon multiplies what follows; a number in parentheses after
/// an element is its valence.
/// @throws std::invalid_argument with what is wrong
Formula parse_formula(std::string_view text);

/// The name of an element with its valence written one way: Fe(+3) becomes Fe(3).
std::string normal_valence(std::string_view element);

/// Fe of Fe(3); the name itself where it has no valence.
std::string without_valence(std::string_view element);

/// Adds `factor` times `other` to `sum`.
void add(Composition& sum, Composition const& other, double factor);

}  // namespace sanggan::chemistry
