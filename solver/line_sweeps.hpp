#pragma once
#include <array>
#include <span>
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"
#include "solver/lanes.hpp"

namespace sanggan {

/// Solves the linear systems of a batch of species that move with one flow: block Gauss-Seidel over
/// lines of cells, taken downstream. The row of a cell is
///   diagonal x_c - sum over its faces of (what flows in + conductance) x_other = b
/// with the inflows common to all species and the conductances too, or one for each species. A line
/// is a run of cells with consecutive numbers that touch, on layered meshes a column, and is solved
/// exactly; advection reaches its end within one sweep. For an M-matrix, which upstream weighting
/// gives, such sweeps converge; over-relaxed by a factor that follows from their rate they are
/// quick where storage or advection counts, and they say so where they would not be. [Varga1962,
/// Young1954]
class LineSweeps {
 public:
  LineSweeps(Mesh const& mesh, Halo const& halo);

  /// Takes over the flows Q [n_faces] (m3/s) and orders the lines downstream.
  void set_flow(ConstField Q);

  /// Prepares for the matrices of these diagonals [n_owned]: fills `pivot` [n_owned]. The
  /// conductances G, [n_faces] of double or Lanes<W> (m3/s), are those of solve().
  template <int W, class G>
  void factorise(G const* conductance, Lanes<W> const* diagonal, Lanes<W>* pivot) const;

  template <int W>
  struct Outcome {
    std::array<bool, W> converged;
    int sweeps = 0;
  };
  /// Sweeps from the first guess x [n_cells], until in each lane what is still to come is at most
  /// `tolerance` of the change by the first sweep, or round-off. b, pivot [n_owned]. Collective.
  template <int W, class G>
  Outcome<W> solve(G const* conductance, Lanes<W> const* pivot, Lanes<W> const* b, Lanes<W>* x,
                   double tolerance);

 private:
  struct Line {
    Index first, last;  // cells [first, last)
  };
  struct Neighbour {
    Index cell, face;
    double inflow;  // (m3/s) from there
  };
  struct Step {                        // between a cell of a line and the one before it
    Index face;                        // -1 for the first cell
    double forward = 0, backward = 0;  // flow from the cell before, and to it (m3/s)
  };
  void order_downstream();
  template <int W, class G>
  void sweep(G const* conductance, Lanes<W> const* pivot, Lanes<W> const* b, Lanes<W>* x,
             Lanes<W> const& relaxation, Lanes<W>& change, Lanes<W>& size);

  Mesh const& mesh_;
  Halo const& halo_;
  std::vector<Line> lines_;
  std::vector<Index> line_of_, order_;  // [n_owned]; [lines] from upstream to downstream
  std::vector<Index> offset_;           // [n_owned+1] into neighbours_
  std::vector<Neighbour> neighbours_;   // over faces to other lines
  std::vector<Step> step_;              // [n_owned]
  std::vector<double> forward_;         // [cells of the longest line x W] after elimination
  // For the order: lines on the way to a source, and the flows between lines.
  std::vector<char> seen_;
  std::vector<std::pair<Index, Index>> path_;
  std::vector<std::pair<Index, double>> inflow_;
  std::vector<Index> upstream_offset_, upstream_;
};

}  // namespace sanggan
