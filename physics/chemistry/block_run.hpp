#pragma once
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "physics/chemistry/input_blocks.hpp"
#include "physics/chemistry/kinetics.hpp"
#include "physics/chemistry/reaction_steps.hpp"

namespace sanggan::chemistry {

/// A state that a run of input blocks has come to.
struct BlockState {
  int simulation = 1;            ///< from 1
  std::string name;              ///< such as "solution 1", "reaction with solution 1"
  std::optional<int> step = {};  ///< of a batch reaction, from 1
  ReactionStep at = {};          ///< of a batch reaction
  Equilibrium const& solved;
  CellState const& state;
  Kinetics const* kinetics = nullptr;  ///< of a batch reaction
  std::vector<double> reactants = {};  ///< of its slow reactions (mol)
};

/// A fault of what stands in a line of the input.
struct BlockError : std::invalid_argument {
  BlockError(int line_of_input, std::string const& problem)
      : std::invalid_argument(problem), line(line_of_input) {}
  int line;
};

/// Computes what the blocks of an input file ask for, as PHREEQC does [ParkhurstAppelo2013]: in
/// each simulation first the solutions, then sites and gases in equilibrium with them, then, if
/// there is a water and what it reacts with, the batch reaction, whose end is saved.
/// @param tell  takes each solution, and each step of a reaction
/// @return why the run ended before its end; empty if it did not
/// @throws BlockError where the database lacks what a block asks for
std::string run_blocks(std::vector<InputSimulation> const& simulations,
                       std::function<void(BlockState const&)> const& tell);

}  // namespace sanggan::chemistry
