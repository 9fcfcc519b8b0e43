#pragma once
#include <vector>

#include "physics/chemistry/reactor.hpp"

namespace sanggan::chemistry {

/// The reactions of one cell over a step: what it holds, and where the search for its equilibrium
/// begins.
struct CellProblem {
  CellInput input;
  CellState state;                ///< at the start; empty: the solver finds its own
  std::vector<double> reactants;  ///< of slow reactions (mol)
  std::vector<double> initial;    ///< m0 of their rate laws (mol)
  double dt = 0;                  ///< (s)
};

/// Brings a cell to the end of its step; all stays as it was where that fails.
inline CellOutcome advance(CellProblem& cell, Reactor& reactor) {
  reactor.initial_moles() = cell.initial;
  return reactor.advance(cell.input, cell.reactants, cell.state, cell.dt);
}

}  // namespace sanggan::chemistry
