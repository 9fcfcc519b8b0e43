#pragma once
#include <algorithm>
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Rain and potential evaporation on the ground. The soil takes what it can: rain infiltrates up to
/// the capacity of a saturated surface, the rest ponds up to a depth and then runs off; evaporation
/// falls below its potential where the surface would be drier than `psi_dry`. A complementarity
/// condition: the flow and its slope are those of the branch that holds at this state.
struct Atmosphere {
  Series rain;          ///< (m/s) per plan area
  Series evaporation;   ///< potential (m/s) per plan area
  double psi_dry;       ///< least pressure head of the surface (m)
  double deepest_pond;  ///< depth that stays on the ground (m)

  BoundaryFlow flow(SurfaceView const& face) const {
    if (face.plan_area <= 0) return {};
    double const A = face.plan_area;
    double const potential = rain.at(face.t_middle()) - evaporation.at(face.t_middle());
    double const supply = potential + (face.ponded > 0 ? face.ponded / face.dt() : 0);
    if (supply >= 0 || face.ponded > 0) return wet(face, A, supply);
    BoundaryFlow const dry = face.toward(psi_dry);
    if (dry.Q >= -potential * A) return {-potential * A, 0};
    return dry.Q > 0 ? dry : BoundaryFlow{};
  }

  static constexpr std::string_view name = "atmosphere";
  static constexpr std::string_view about =
      "rain and evaporation; what the soil cannot take ponds and runs off";
  static constexpr std::array<Key<Atmosphere>, 4> keys() {
    return {
        {{"rain", "m/s", &Atmosphere::rain, 0, 1e-3, 0.0, "rain on the ground; none if not given"},
         {"evaporation", "m/s", &Atmosphere::evaporation, 0, 1e-5, 0.0,
          "potential evaporation; none if not given"},
         {"least_pressure_head", "m", &Atmosphere::psi_dry, -1e6, -0.01, -100.0,
          "evaporation falls rather than dry the surface beyond this"},
         {"largest_ponding_depth", "m", &Atmosphere::deepest_pond, 0, 100, 0.0,
          "water that stands deeper runs off"}}};
  }

 private:
  // `supply` (m/s): rain less evaporation and what stands on the ground, over the step.
  BoundaryFlow wet(SurfaceView const& face, double A, double supply) const {
    if (supply < 0) return {0, 0, 0, 0};  // the pond evaporates within the step
    BoundaryFlow const bare = face.toward(0);
    if (-bare.Q >= supply * A) return {-supply * A, 0, 0, 0};
    // Water stands: over the surface the flow is linear in the depth, so two points give the depth
    // h at which h = dt (supply - infiltration(h)).
    double const dt = face.dt();
    if (deepest_pond > 0) {
      BoundaryFlow const deep = face.toward(deepest_pond);
      double const per_depth = (bare.Q - deep.Q) / deepest_pond;  // infiltration gained (m2/s)
      double const depth = dt * (supply * A + bare.Q) / (A + dt * per_depth);
      if (depth < deepest_pond) {
        double const share = depth / deepest_pond;
        double const Q = bare.Q + share * (deep.Q - bare.Q);
        // The depth itself falls as the cell takes more: d depth/d psi = dt dQ/d psi / (A + ...).
        double const at_depth = (1 - share) * bare.dQ_dpsi + share * deep.dQ_dpsi;
        return {Q, at_depth * A / (A + dt * per_depth), depth, 0};
      }
      return {deep.Q, deep.dQ_dpsi, deepest_pond, supply * A + deep.Q - A * deepest_pond / dt};
    }
    return {bare.Q, bare.dQ_dpsi, 0, supply * A + bare.Q};
  }
};

}  // namespace sanggan
