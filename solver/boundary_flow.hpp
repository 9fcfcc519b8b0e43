#pragma once
#include <string>
#include <vector>

#include "solver/cell_properties.hpp"
#include "solver/curves.hpp"

namespace sanggan {

/// When the forcing of a solve is looked up (s).
struct ForcingTime {
  double rate, head;
};

/// Turns the values of the second stage of a step into the mean flow over it.
inline void blend(std::vector<double>& flow, std::vector<double> const& first, double share) {
  for (std::size_t k = 0; k < flow.size(); ++k) flow[k] = share * first[k] + (1 - share) * flow[k];
}

/// Flows through all boundary faces at one state. A face without a boundary condition is closed.
class BoundaryFlows {
 public:
  /// @throws std::runtime_error if a boundary names a patch that the mesh lacks
  BoundaryFlows(Mesh const& mesh, Site const& site, CellProperties const& cells,
                ConstField conductance);

  /// Evaluates the laws for a solve over dt (s) at the state psi [n_cells], with the ponded depths
  /// [n_boundary_faces] at its start (m).
  void evaluate(ForcingTime at, double dt, ConstField psi, Curves const& curves, ConstField ponded);

  /// Keeps the flows as those of the first stage of a step; then, after the second stage, takes the
  /// mean of both, `share` that of the first.
  void keep_stage();
  void blend_stages(double share);

  /// By boundary face, counted from the first of them.
  ConstField Q() const { return Q_; }            ///< flow out of the domain (m3/s)
  ConstField dQ_dpsi() const { return dQ_; }     ///< (m2/s)
  ConstField ponded() const { return ponded_; }  ///< at the end of the step (m)
  ConstField runoff() const { return runoff_; }  ///< (m3/s)
  /// Whether the law of a face holds the head there, and the head that it holds (m; 0 elsewhere).
  bool holds_head(Index face) const { return holds_head_[face] != 0; }
  ConstField held_head() const { return held_head_; }
  /// Index into Site::boundaries of each boundary face, -1 where closed.
  std::span<int const> boundary() const { return boundary_; }
  /// Next time after t (s) at which any law changes.
  double next_record(double t) const;

 private:
  Mesh const& mesh_;
  std::vector<Boundary> const& laws_;
  std::vector<double> z_, Kz_, conductance_;  // of the owner cell and the face
  std::vector<int> boundary_;
  std::vector<std::pair<Index, Index>> range_;  // boundary faces of each law
  // [boundaries] a law for each face of the patch where its values differ; else empty
  std::vector<std::vector<FlowBoundary>> by_face_;
  std::vector<double> Q_, dQ_, ponded_, runoff_, first_Q_, first_runoff_, held_head_;
  std::vector<char> holds_head_;
};

}  // namespace sanggan
