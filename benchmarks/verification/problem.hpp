#pragma once
#include <functional>
#include <string>
#include <vector>

#include "benchmarks/verification/run.hpp"

namespace sanggan::verification {

/// One line of a plot.
struct Curve {
  std::string name;
  std::vector<double> x, y;
};

/// What one run gave: an error for each criterion, and what a plot may show.
struct Answer {
  std::vector<double> errors;
  std::vector<Curve> computed, reference;
};

/// One error, in a stated norm, and what it has to come to.
struct Criterion {
  std::string what;        ///< the norm and the quantity, "Linf of the pressure head"
  std::string unit;        ///< "1" if it has none
  double at_most;          ///< on the coarsest grid
  double order = 0;        ///< least order over all three grids; 0: none is asked for
  std::string literature;  ///< the error that other codes report, and whose it is
  double known = 0;        ///< to which the reference is known: no order is asked for below it
};

/// One of the three grids, with its cell size or another number that the error is a power of.
struct Grid {
  std::string label;
  double h;
  std::vector<std::string> overrides;  ///< of the case, "key.path=value"
};

/// What one run cost.
struct Work {
  long cells = 0, steps = 0, cuts = 0, newton = 0;
  double balance_error = 0;  ///< of water and all species (-)
};

/// One question that is put to the case on three grids, the coarsest first.
struct Study {
  std::string name;
  std::vector<Grid> grids;
  std::vector<Criterion> criteria;
  std::function<Answer(Run&)> solve = {};
  /// What no case file can say, such as a source that makes up a solution.
  std::function<void(Case&)> adjust = {};
  std::string case_file = "case.yaml";
  /// In place of the case, on meshes that no case file describes.
  std::function<Answer(Grid const&, Work&)> solve_apart = {};
};

/// Axes of the plot of a problem.
struct Plot {
  std::string title, x, y;
  bool y_logarithmic = false;
};

/// A published problem. Its folder holds case.yaml, whose heading says what it is and where it
/// comes from, and the numbers to compare with; where there is no case, about.md says it.
struct Problem {
  std::string id;      ///< "F09"
  std::string folder;  ///< below benchmarks/verification
  Plot plot;
  std::vector<Study> studies;
};

/// Full path of a file in the folder of a problem.
std::string path_of(std::string const& folder, std::string const& file);

}  // namespace sanggan::verification
