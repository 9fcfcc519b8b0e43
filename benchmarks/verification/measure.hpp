#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "benchmarks/verification/problem.hpp"

namespace sanggan::verification {

constexpr double cm = 0.01, minute = 60, hour = 3600, day = 86400, year = 365.25 * day;

using CellValue = std::function<double(Index)>;
using PlaceValue = std::function<double(Vec3)>;

/// Norms of an error: means over the volume, and the largest.
struct Norms {
  double L1 = 0, L2 = 0, Linf = 0;
};
/// Error of value(cell) against exact(centre), over the cells whose centre is `inside`.
Norms norms(Run const& run, CellValue const& value, PlaceValue const& exact,
            std::function<bool(Vec3)> const& inside = {});

CellValue psi_of(Run const& run);
CellValue head_of(Run const& run);
CellValue water_of(Run const& run);
CellValue C_of(Run const& run, std::size_t species = 0);

/// Values between the cell centres of a box: linear along each axis that has more than one cell,
/// constant beyond the outermost centres.
class Probe {
 public:
  explicit Probe(Run const& run);
  double operator()(Vec3 place, CellValue const& value) const;
  /// The cell that holds a place.
  Index cell_at(Vec3 place) const;
  /// Cells of the line that runs along an axis (0, 1, 2) through the cell nearest to a place.
  std::vector<Index> line(int axis, Vec3 place) const;

 private:
  std::size_t index_of(Vec3 place) const;
  std::array<std::vector<double>, 3> edge_, centre_;
  std::vector<Index> cell_;  // by place in the box
};

/// A profile through a place along an axis, at the cell centres; `scale` divides the coordinate.
Curve profile(Run const& run, std::string name, int axis, Vec3 place, CellValue const& value,
              double scale = 1);
/// The same from an exact function, at as many points from a to b (m).
Curve sampled(std::string name, double a, double b, std::function<double(double)> const& y,
              double scale = 1, int points = 300);

/// Where value(cell), monotone along z in a single column, first equals `level` from above (m).
double elevation_from_above(Run const& run, double level, CellValue const& value);

/// Smallest and largest value of the cells.
std::pair<double, double> range(Run const& run, CellValue const& value);
/// How far values leave the range from least to most; 0 if they do not.
double beyond(Run const& run, CellValue const& value, double least, double most);

/// What a run cost, and by how much its ledger is off.
Work work_of(Simulation const& simulation);

/// A table of numbers: lines that start with # are comments, then a header, then rows.
struct Table {
  std::vector<std::string> names;
  std::vector<std::vector<double>> columns;
  std::vector<double> const& operator[](std::string const& name) const;
  std::size_t rows() const { return columns.front().size(); }
};
/// @throws std::runtime_error if the file is no such table
Table read_table(std::string const& path);

/// value of the table's column y at x by linear interpolation
double interpolate(std::vector<double> const& x, std::vector<double> const& y, double at);

/// Three grids of a box, each with twice as many cells along each axis as the one before;
/// the overrides of the grid finer by 1, 2, 4 come from `more`.
std::vector<Grid> refined(std::string const& unit, double h,
                          std::function<std::vector<std::string>(int)> const& more = {});

/// "key=value unit"
std::string set(std::string const& key, double value, std::string const& unit = "");

}  // namespace sanggan::verification
