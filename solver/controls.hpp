#pragma once
#include <string>
#include <vector>

#include "mesh/types.hpp"
#include "physics/barrier.hpp"

namespace sanggan {

/// The `time` section (s).
struct TimeControl {
  double end = 0;
  double first_step = 60, largest_step = 1e300, smallest_step = 1e-3;
  double water_content_tolerance = 2e-3;  ///< error of theta asked for (-)
  double largest_growth = 2;              ///< of the step from one to the next (-)
  double spin_up = 0;  ///< water alone moves for so long before time 0, under the same forcing (s)
  bool steady_start = false;  ///< start from the steady state of the first forcing
  bool steady_flow = false;  ///< flow is steady between the records of its forcing, without storage
  std::vector<double> outputs;  ///< times at which fields are written, increasing (s)
};

/// How the flow equations are solved.
struct NewtonControl {
  int most_iterations = 25;
  double tolerance = 1e-9;         ///< largest residual of a cell, as water content per step (-)
  double linear_tolerance = 1e-6;  ///< relative residual of the inner linear solve (-)
  bool upstream = false;           ///< upstream k_r in place of exponential fitting
  bool two_point = false;  ///< skew faces as if they were not; for comparisons, no case can ask it
  std::string petsc_options;  ///< PETSc options, applied after the built-in ones
};

/// How transport and reactions take turns within a step.
struct CouplingControl {
  enum class Scheme {
    sequential,  ///< transport, then reactions
    strang,      ///< reactions over half the step, transport, reactions over the other half
    iterative    ///< transport with the rates of the reactions, until they no longer change
  };
  Scheme scheme = Scheme::sequential;
  /// What the change of the rates of reaction over a step makes of a concentration anywhere, as a
  /// share of the largest. At a sharp front it is the Courant number. Iterations end at a
  /// hundredth.
  double tolerance = 0.5;
  int most_iterations = 30;
};

/// How the species are transported.
struct TransportControl {
  enum class Advection { upwind, tvd };
  Advection advection = Advection::tvd;
  bool cross_dispersion = true;    ///< off-diagonal terms of the dispersion tensor
  double largest_step = 1e300;     ///< (s)
  double courant = 1;              ///< largest Courant number of a sub-step (-)
  double linear_tolerance = 1e-8;  ///< relative residual; the balance closes whatever it is (-)
  CouplingControl coupling;
};

/// A place whose values are followed in time, in monitors.csv.
struct MonitorPoint {
  std::string name;
  Vec3 at;  ///< (m)
};

/// An upright plane through which flows are told, positive to the right of its line.
struct MonitorFence {
  std::string name;
  WallLine line;
};

}  // namespace sanggan
