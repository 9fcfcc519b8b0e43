#include "physics/chemistry/rate/expression.hpp"

#include <cctype>

namespace sanggan::chemistry {
namespace {

/// The word that ends where a formula has come to; it is taken away from there.
std::string take_word(std::string& formula) {
  std::size_t begin = formula.size();
  while (begin > 0 && std::isalnum(static_cast<unsigned char>(formula[begin - 1])) != 0) --begin;
  std::string word = formula.substr(begin);
  formula.erase(begin);
  return word;
}

}  // namespace

std::string symbol_of(std::size_t quantity) {
  std::string symbol(1, 'q');
  return symbol += std::to_string(quantity);
}

PlainFormula plain_formula(std::string const& text) {
  PlainFormula plain;
  constexpr std::string_view open = "(\"", close = "\")";
  std::size_t at = 0;
  for (std::size_t begin = text.find(open); begin != std::string::npos;
       begin = text.find(open, at)) {
    std::size_t const end = text.find(close, begin);
    plain.text += text.substr(at, begin - at);
    std::string const function = take_word(plain.text);
    if (end == std::string::npos || (function != "act" && function != "mol" && function != "sat")) {
      plain.problem =
          "a name in quotes must stand as in act(\"H+\"), mol(\"O2\") or sat(\"Calcite\")";
      return plain;
    }
    plain.text += symbol_of(plain.quantities.size());
    plain.quantities.emplace_back(function,
                                  text.substr(begin + open.size(), end - begin - open.size()));
    at = end + close.size();
  }
  plain.text += text.substr(at);
  return plain;
}

}  // namespace sanggan::chemistry
