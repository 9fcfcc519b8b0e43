#include "physics/chemistry/formula.hpp"

#include <cctype>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace sanggan::chemistry {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool is_lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

/// Reads a formula from left to right.
class FormulaReader {
 public:
  explicit FormulaReader(std::string_view text) : text_(text) {}

  Formula formula() {
    Formula result;
    result.composition = group();
    while (accept(':')) {
      double const times = number().value_or(1);
      add(result.composition, group(), times);
    }
    result.charge = charge();
    if (!at_end()) fail("cannot be read from \"" + std::string(text_.substr(next_)) + "\" on");
    return result;
  }

 private:
  Composition group() {
    Composition sum;
    while (!at_end()) {
      if (is_upper(peek()) || peek() == '[') {
        std::string const name = element();
        sum[name] += number().value_or(1);
      } else if (peek() == 'e' && sum.empty()) {  // the electron, alone in its formula
        ++next_;
        return sum;
      } else if (accept('(')) {
        Composition const inner = group();
        if (!accept(')')) fail("lacks a closing parenthesis");
        add(sum, inner, number().value_or(1));
      } else {
        break;
      }
    }
    return sum;
  }

  std::string element() {
    std::size_t const first = next_;
    if (peek() == '[') {
      while (!at_end() && peek() != ']') ++next_;
      if (!accept(']')) fail("lacks a closing bracket");
    } else {
      ++next_;
    }
    while (!at_end() && (is_lower(peek()) || peek() == '_')) ++next_;
    std::string const name(text_.substr(first, next_ - first));
    return name + valence();
  }

  /// "(-2)" if a valence stands here, else nothing.
  std::string valence() {
    if (at_end() || peek() != '(' || next_ + 1 == text_.size()) return {};
    char const c = text_[next_ + 1];
    if (!is_digit(c) && c != '+' && c != '-') return {};
    std::size_t const close = text_.find(')', next_);
    if (close == std::string_view::npos) fail("lacks a closing parenthesis");
    auto const found = text_.substr(next_, close + 1 - next_);
    next_ = close + 1;
    return normal_valence(found);
  }

  std::optional<double> number() {
    if (at_end() || !(is_digit(peek()) || peek() == '.')) return std::nullopt;
    double value = 0;
    auto const [end, error] = std::from_chars(text_.data() + next_, text_.data() + text_.size(),
                                              value, std::chars_format::fixed);
    if (error != std::errc{}) fail("holds a number that cannot be read");
    next_ = static_cast<std::size_t>(end - text_.data());
    return value;
  }

  /// The charge at the end: +, --, +2, -0.5.
  double charge() {
    if (at_end() || (peek() != '+' && peek() != '-')) return 0;
    char const sign = peek();
    double signs = 0;
    while (accept(sign)) ++signs;
    double const size = number().value_or(signs);
    return sign == '+' ? size : -size;
  }

  bool at_end() const { return next_ == text_.size(); }
  char peek() const { return text_[next_]; }
  bool accept(char c) {
    if (at_end() || peek() != c) return false;
    ++next_;
    return true;
  }
  [[noreturn]] void fail(std::string const& what) const {
    throw std::invalid_argument("the formula " + std::string(text_) + " " + what);
  }

  std::string_view text_;
  std::size_t next_ = 0;
};

}  // namespace

Formula parse_formula(std::string_view text) { return FormulaReader(text).formula(); }

std::string normal_valence(std::string_view element) {
  std::string name(element);
  if (auto const plus = name.find("(+"); plus != std::string::npos) name.erase(plus + 1, 1);
  return name;
}

std::string without_valence(std::string_view element) {
  return std::string(element.substr(0, element.find('(')));
}

void add(Composition& sum, Composition const& other, double factor) {
  for (auto const& [element, amount] : other) sum[element] += factor * amount;
}

}  // namespace sanggan::chemistry
