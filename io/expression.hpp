#pragma once
#include <functional>
#include <memory>
#include <string>

#include "mesh/types.hpp"
#include "physics/chemistry/rate/expression.hpp"

namespace sanggan {

/// A formula in x, y, z (m), such as "20 + 0.01*x"; the constant pi is `_pi`. The function may be
/// called from several threads.
struct Expression {
  std::function<double(Vec3)> at;  ///< empty if the formula is wrong
  std::string problem;             ///< what is wrong
};
Expression parse_expression(std::string const& text);

/// The formula of a rate, see chemistry::ExpressionRate.
struct RateExpression {
  std::unique_ptr<chemistry::RateFunction> function;  ///< null if the formula is wrong
  std::string problem;                                ///< what is wrong
};
RateExpression parse_rate(std::string const& formula);

}  // namespace sanggan
