#pragma once
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "app/exit_code.hpp"

namespace sanggan::test {

/// One state that `speciate` tells of an input of keyword blocks.
struct ToldState {
  std::string name;                      ///< "solution 1", "reaction with solution 1"
  std::map<std::string, double> values;  ///< by "kind name"

  /// A value such as "water pH", "total Ca", "species Na+", "mineral Gypsum"; what is not told is
  /// 0.
  double at(std::string const& what) const {
    auto const found = values.find(what);
    return found == values.end() ? 0 : found->second;
  }
};

/// What `speciate` made of an input.
struct BlocksRun {
  ExitCode code = ExitCode::done;
  std::vector<ToldState> states;

  /// The states of batch reactions alone.
  std::vector<ToldState> reactions() const;
};

/// Computes an input with a database: a path, or a text that holds one.
BlocksRun run_blocks(std::string const& input, std::string const& database);

}  // namespace sanggan::test
