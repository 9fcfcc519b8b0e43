#pragma once
#include <functional>
#include <string>

#include "mesh/types.hpp"

namespace sanggan {

/// A formula in x, y, z (m), such as "20 + 0.01*x"; the constant pi is `_pi`. The function may be
/// called from several threads.
struct Expression {
  std::function<double(Vec3)> at;  ///< empty if the formula is wrong
  std::string problem;             ///< what is wrong
};
Expression parse_expression(std::string const& text);

}  // namespace sanggan
