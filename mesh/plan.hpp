#pragma once
#include <array>
#include <span>
#include <vector>

#include "mesh/builders.hpp"

namespace sanggan {

/// One column in plan: a rectangle or a triangle between upright lines, counter-clockwise.
struct PlanColumn {
  int n = 4;
  std::array<GlobalIndex, 4> line{};  ///< numbers of the lines at its corners
  std::span<GlobalIndex const> lines() const { return {line.data(), static_cast<std::size_t>(n)}; }
};

/// A rectilinear plan of blocks, each of which is one column or is halved along x and y, again and
/// again. Blocks side by side differ by one level at most, and the coarser columns between them are
/// cut into triangles, so that no line ends in the middle of a side. All answers follow from the
/// spec alone, so ranks agree without asking each other. Blocks are numbered i + nx j.
class Plan {
 public:
  /// @param x, y edges of the blocks (m), increasing
  Plan(std::vector<double> x, std::vector<double> y, std::vector<Refinement> refine);

  GlobalIndex nx() const { return static_cast<GlobalIndex>(x_.size()) - 1; }
  GlobalIndex ny() const { return static_cast<GlobalIndex>(y_.size()) - 1; }
  GlobalIndex n_blocks() const { return nx() * ny(); }
  /// Every line has a number below this one, and so has every column of a block.
  GlobalIndex n_line_keys() const { return (nx() * stride_ + 1) * (ny() * stride_ + 1); }
  GlobalIndex most_columns() const { return most_columns_; }

  Vec2 line_at(GlobalIndex line) const;            ///< (m)
  Vec2 centre_of(PlanColumn const& column) const;  ///< mean of its corners (m)
  /// Columns of a block, from its south-western corner on.
  std::vector<PlanColumn> columns_of(GlobalIndex block) const;

 private:
  int wanted_level(GlobalIndex i, GlobalIndex j) const;
  int level(GlobalIndex i, GlobalIndex j) const;

  std::vector<double> x_, y_;
  std::vector<Refinement> refine_;
  int levels_ = 0;                // most of any region
  GlobalIndex stride_ = 1;        // finest intervals in a block
  GlobalIndex most_columns_ = 1;  // of a block
};

}  // namespace sanggan
