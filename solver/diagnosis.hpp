#pragma once
#include <vector>

#include "solver/richards.hpp"

namespace sanggan {

/// The water balance of a cell that was not solved: what leaves it or is stored in it, term by term
/// (m3/s), the sum of which should be nothing.
struct UnsolvedCell {
  Index cell = 0;
  double residual = 0;  ///< the sum as water content over the step (-); infinite if not a number
  double psi = 0;       ///< pressure head that was tried (m)
  double storage = 0, neighbours = 0, boundary = 0, wells = 0, source = 0;
};

/// How many cells a failure names, of each rank and of all.
constexpr std::size_t most_named = 5;

/// The owned cells of this rank that are farthest from a balance, worst first.
/// @param equations as last assembled, over dt (s) from water_old [n_owned], at psi [n_cells]
/// @param residual  [n_owned] of that assembly (m3/s)
std::vector<UnsolvedCell> worst_cells(Mesh const& mesh, Richards const& equations, double dt,
                                      ConstField water_old, ConstField psi, ConstField residual);

}  // namespace sanggan
