#pragma once
#include <string>
#include <vector>

#include "solver/cell_properties.hpp"
#include "solver/curves.hpp"

namespace sanggan {

/// Flows through all boundary faces at one state. A face without a boundary condition is closed.
class BoundaryFlows {
 public:
  /// @throws std::runtime_error if a boundary names a patch that the mesh lacks
  BoundaryFlows(Mesh const& mesh, Site const& site, CellProperties const& cells,
                ConstField conductance);

  /// Evaluates the laws for a step of length dt (s) under the forcing from t_begin to t_end (s), at
  /// the state psi [n_cells], with the ponded depths [n_boundary_faces] at its start (m).
  void evaluate(double t_begin, double t_end, double dt, ConstField psi, Curves const& curves,
                ConstField ponded);

  /// By boundary face, counted from the first of them.
  ConstField Q() const { return Q_; }            ///< flow out of the domain (m3/s)
  ConstField dQ_dpsi() const { return dQ_; }     ///< (m2/s)
  ConstField ponded() const { return ponded_; }  ///< at the end of the step (m)
  ConstField runoff() const { return runoff_; }  ///< (m3/s)
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
  std::vector<double> Q_, dQ_, ponded_, runoff_;
};

}  // namespace sanggan
