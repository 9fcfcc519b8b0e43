#pragma once
#include <algorithm>
#include <utility>
#include <vector>

#include "solver/boundary_flow.hpp"
#include "solver/controls.hpp"
#include "solver/coo.hpp"
#include "solver/curves.hpp"
#include "solver/skew_faces.hpp"
#include "solver/well_flow.hpp"

namespace sanggan {

/// The water balance of every cell as a function of the pressure head: residual of one implicit
/// solve and exact Jacobian of the mixed form of Richards' equation,
///   V (w(psi) - w_old)/dt + sum of outflows - sources = 0,   w = theta + S_s max(psi, 0).
/// Elastic storage acts where the pores are full. Through a face water flows by a harmonic
/// conductance times k_r, fitted exponentially between cells of one curve, upstream between
/// materials, times the drop of head; where the two cells do not see all of the drop, gradients add
/// the rest.
class Richards {
 public:
  /// Collective.
  Richards(Mesh const& mesh, Halo const& halo, Site const& site, CellProperties const& cells,
           NewtonControl const& control);

  /// Hands over the pattern of the Jacobian, once: only its slots are needed from then on.
  CooPattern take_pattern() { return std::move(pattern_); }

  /// Residual [n_owned] (m3/s) and Jacobian slots (m2/s) of a solve over dt (s) that starts with
  /// `water_old` and `ponded`, for psi [n_cells] with current ghosts. dt infinite: the steady
  /// balance. Collective.
  void assemble(ForcingTime at, double dt, ConstField psi, ConstField water_old, ConstField ponded,
                Field residual, Field slots);

  /// Keeps the flows of the last assembly as those of the first stage of a step; then, after the
  /// second stage, makes all flows the mean over the step, `share` of it that of the first stage.
  void keep_stage();
  void blend_stages(double share);

  /// Whether the Jacobian has a part that the slots do not hold, from the gradients at skew faces,
  /// and the product of that part with x [n_owned] (m), added to y [n_owned] (m3/s). Collective.
  bool has_skew_faces() const { return skew_.any(); }
  void add_skew_jacobian(ConstField x, Field y);
  /// Whether assemblies keep the extra drops that the last one found at skew faces: their flows
  /// then change with the conductivities alone, of which the slots know all.
  void hold_gradients(bool hold) { gradients_held_ = hold; }

  /// Takes flows through the interior faces from elsewhere (m3/s) in place of an assembly, for
  /// transport alone; the boundary is closed.
  void prescribe(ConstField face_flow) {
    std::copy(face_flow.begin(), face_flow.end(), Q_.begin());
  }

  /// Which wells stand still from now on (WellFlows).
  void shut_off_wells(std::vector<double> stands) { wells_.shut_off(std::move(stands)); }

  ConstField face_flow() const { return Q_; }    ///< [n_faces] of the last assembly (m3/s)
  ConstField source() const { return source_; }  ///< [n_owned] water set free by sources (m3/s)
  ConstField water() const { return water_; }    ///< [n_owned] w(psi) of the last assembly (-)
  double source_volume(std::size_t source) const { return zone_volume_[source]; }  ///< (m3)
  Curves const& curves() const { return curves_; }
  BoundaryFlows const& boundary() const { return boundary_; }
  WellFlows const& wells() const { return wells_; }
  double next_record(double t) const;

 private:
  void evaluate_faces(ConstField psi, Field slots);
  void add_skew_flow(ConstField psi, Field slots);
  void sum_cells(double dt, ConstField psi, ConstField water_old, Field residual, Field slots);
  void set_sources(double t);

  Mesh const& mesh_;
  Halo const& halo_;
  Site const& site_;
  CellProperties const& cells_;
  std::vector<double> conductance_;  // [n_faces]
  std::vector<double> dz_;           // [n_interior_faces] z_owner - z_neighbour
  std::vector<char> same_curve_;     // [n_interior_faces]
  CooPattern pattern_;               // until taken
  CooSlots slots_;
  Curves curves_;
  BoundaryFlows boundary_;
  WellFlows wells_;
  SkewFaces skew_;
  std::vector<std::vector<Index>> source_cells_;  // [sources] owned cells of the zone
  std::vector<double> zone_volume_;               // [sources] total volume of the zone (m3)
  std::vector<double> Q_;                         // [n_faces]
  std::vector<double> source_, placed_source_, water_, first_Q_;
  // Only with skew faces: by cell, a head; by interior face, the drop that two points do not see,
  // the slope of the flow with respect to it, and a change of the flow by it.
  std::vector<double> head_, extra_, dQ_extra_, change_;
  bool gradients_held_ = false;
};

}  // namespace sanggan
