#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "physics/chemistry/rate_names.hpp"
#include "physics/key.hpp"

namespace sanggan::chemistry {

/// A rate (mol/s) by a formula, of which the law does not know who evaluates it; of one thread.
class RateFunction {
 public:
  virtual ~RateFunction() = default;
  virtual double at(RateView const& cell) = 0;
  virtual std::unique_ptr<RateFunction> copy() const = 0;
};

/// A formula whose quantities have become variables q0, q1, ...
struct PlainFormula {
  std::string text;
  /// Each quantity as it is asked for: the function (act, mol, sat) and the name.
  std::vector<std::pair<std::string, std::string>> quantities;
  std::string problem;  ///< what is wrong; empty if nothing
};

/// Takes the quantities out of a formula: act("H+") is the activity of a species or the pressure
/// (atm) of a gas, mol("O2") the molality of a species, an element or a valence, or the moles of
/// another reactant, sat("Calcite") the saturation of a phase.
PlainFormula plain_formula(std::string const& text);
/// The variable of a quantity, such as q0.
std::string symbol_of(std::size_t quantity);

/// A rate by a formula of the user, in m and m0, the moles of the reactant now and at the start, T,
/// the temperature (K), W, the mass of water (kg), and quantities of the water.
struct ExpressionRate {
  std::string formula = {};
  std::unique_ptr<RateFunction> function = {};  ///< a copy of the law has its own

  ExpressionRate() = default;
  ExpressionRate(ExpressionRate const& other)
      : formula(other.formula), function(other.function ? other.function->copy() : nullptr) {}
  ExpressionRate(ExpressionRate&&) = default;
  ExpressionRate& operator=(ExpressionRate other) {
    std::swap(formula, other.formula);
    std::swap(function, other.function);
    return *this;
  }
  ~ExpressionRate() = default;

  void resolve(RateNames& names) const {
    for (auto const& [what, name] : plain_formula(formula).quantities) {
      if (what == "act") names.activity(name);
      if (what == "mol") names.amount(name);
      if (what == "sat") names.saturation(name);
    }
  }
  double rate(RateView const& cell) const { return function ? function->at(cell) : 0; }

  static constexpr std::string_view name = "expression";
  static constexpr std::string_view about =
      "a formula in m, m0 (mol), T (K), W (kg of water), act(\"H+\"), mol(\"O2\"), "
      "sat(\"Calcite\")";
  static constexpr std::array<Key<ExpressionRate>, 1> keys() {
    return {{{"formula", "1", &ExpressionRate::formula, 0, 0, required, "the rate in mol/s"}}};
  }
};

}  // namespace sanggan::chemistry
