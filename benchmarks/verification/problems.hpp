#pragma once
#include "benchmarks/verification/problem.hpp"

namespace sanggan::verification {

// One function per folder.
Problem celia();
Problem srivastava_yeh();
Problem advection_dispersion();

/// All problems, in the order of the page.
inline std::vector<Problem> all_problems() {
  return {celia(), srivastava_yeh(), advection_dispersion()};
}

}  // namespace sanggan::verification
