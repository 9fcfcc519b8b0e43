#pragma once
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"
#include "solver/boundary_flow.hpp"
#include "solver/cell_properties.hpp"

namespace sanggan {

/// Gradient of the hydraulic head in chosen cells, by least squares over what the faces of a cell
/// tell, each row divided by its distance:
/// - towards another cell, the head at the harmonic averaging point of the face, which the two
///   heads determine however much the conductivities differ  [Agelas2009]. The point is that at
///   saturation; the head there follows the conductivities as they are, K k_r, so that a dry
///   neighbour from which hardly any water comes tells as little as a closed boundary;
/// - at a boundary that holds the head, that head where the conormal meets the face;
/// - at a closed boundary, that nothing flows across it;
/// - where a barrier stands in the face, nothing.
/// Exact where the head is linear in each cell and its flow continuous across flat faces. A
/// direction of which the faces tell nothing gets no gradient.
class HeadGradient {
 public:
  enum class Want : char { nothing, value, value_and_derivative };
  /// @param wanted [n_owned] what is asked for in each cell
  HeadGradient(Mesh const& mesh, Halo const& halo, CellProperties const& cells,
               BoundaryFlows const& boundary, std::vector<Want> const& wanted);

  /// Gradient [n_cells] (-) of the heads `head` [n_cells] (m) with current ghosts, where `held`
  /// [n_boundary_faces] are the heads that boundaries hold (m) and the curves give k_r; on the
  /// wanted cells and on ghosts that their own rank wants. Collective.
  void evaluate(ConstField head, ConstField held, Curves const& curves, std::span<Vec3> gradient);
  /// Its derivative at the last evaluation along a change x [n_cells] (m) of the pressure heads,
  /// with current ghosts, where it is wanted. Collective.
  void derivative(ConstField x, std::span<Vec3> gradient) const;

 private:
  struct Term {
    Index from;  // a cell, or -1 - the boundary face counted from the first of them
    Vec3 weight;
    double share;        // of the drop to the other cell that lies on this side, at saturation
    double there, here;  // derivative of the drop told, with respect to the two pressure heads
  };
  void add_cell(Mesh const& mesh, CellProperties const& cells, BoundaryFlows const& boundary,
                Index c);

  template <class Told>
  void sum_terms(std::size_t n_cells, Told const& told, std::span<Vec3> gradient) const;

  Halo const& halo_;
  std::vector<Index> cell_;  // wanted ones, first those with a derivative
  std::size_t n_with_derivative_ = 0;
  std::vector<std::size_t> offset_;  // [cell_+1] into terms_
  std::vector<Term> terms_;
};

}  // namespace sanggan
