#include "physics/chemistry/equation.hpp"

#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string>

#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {
namespace {

/// Takes an unsigned number off the front of a word; 1 if there is none.
double take_coefficient(std::string_view& word) {
  double value = 1;
  auto const [end, error] =
      std::from_chars(word.data(), word.data() + word.size(), value, std::chars_format::fixed);
  if (error != std::errc{}) return 1;
  word.remove_prefix(static_cast<std::size_t>(end - word.data()));
  return value;
}

/// One side of a reaction.
std::vector<Term> parse_side(std::string_view text) {
  std::vector<Term> terms;
  double coefficient = 1;
  for (std::string const& written : split_words(text)) {
    std::string_view word = written;
    if (word.front() == '+' || word.front() == '-') {
      if (word.front() == '-') coefficient = -coefficient;
      word.remove_prefix(1);
    }
    if (word.empty()) continue;
    coefficient *= take_coefficient(word);
    if (word.empty()) continue;  // the number stands apart from its species
    terms.push_back({coefficient, std::string(word)});
    coefficient = 1;
  }
  if (terms.empty()) throw std::invalid_argument("a side of the reaction is empty");
  return terms;
}

void append(std::vector<Term>& sum, std::vector<Term> const& terms, std::size_t first,
            double factor) {
  for (std::size_t k = first; k < terms.size(); ++k)
    sum.push_back({factor * terms[k].coefficient, terms[k].species});
}

}  // namespace

Equation parse_equation(std::string_view text) {
  auto const equals = text.find('=');
  if (equals == std::string_view::npos) throw std::invalid_argument("a reaction needs a = sign");
  return {parse_side(text.substr(0, equals)), parse_side(text.substr(equals + 1))};
}

std::vector<Term> formation_of_first_right(Equation const& equation, double& moles) {
  auto const& [left, right] = equation;
  moles = right.front().coefficient;
  if (left.size() == 1 && right.size() == 1 && left.front().species == right.front().species)
    return {};
  std::vector<Term> terms;
  append(terms, left, 0, 1 / moles);
  append(terms, right, 1, -1 / moles);
  return terms;
}

std::vector<Term> dissolution_of_first_left(Equation const& equation, double& moles) {
  moles = equation.left.front().coefficient;
  std::vector<Term> terms;
  append(terms, equation.right, 0, 1 / moles);
  append(terms, equation.left, 1, -1 / moles);
  return terms;
}

std::string unbalanced(Formula const& formula, std::vector<Term> const& terms) {
  constexpr double tolerance = 1e-3;  // formulas give decimals such as 0.947 of iron
  Formula difference = formula;
  for (auto const& [coefficient, species] : terms) {
    Formula const term = parse_formula(species);
    add(difference.composition, term.composition, -coefficient);
    difference.charge -= coefficient * term.charge;
  }
  for (auto const& [element, amount] : difference.composition)
    if (std::abs(amount) > tolerance) return element;
  return std::abs(difference.charge) > tolerance ? "charge" : "";
}

}  // namespace sanggan::chemistry
