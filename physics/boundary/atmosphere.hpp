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
    double const potential = rain.at(face.t_rate) - evaporation.at(face.t_rate);
    double const supply = A * (potential + (face.ponded > 0 ? face.ponded / face.dt : 0));
    BoundaryFlow const bare = face.toward(0);
    if (supply + bare.Q > 0) return wet(face, supply, bare);
    if (supply >= 0) return {-supply, 0};
    BoundaryFlow const dry = face.toward(psi_dry);
    // Out of saturated ground, the mean conductivity towards a dry surface says less than a wet
    // one.
    BoundaryFlow const& most = dry.Q > bare.Q ? dry : bare;
    if (most.Q >= -supply) return {-supply, 0};
    return most.Q > 0 ? most : BoundaryFlow{};
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
  // Water stands on the ground or seeps out of it: `supply` (m3/s), the rain less the evaporation
  // and what stood at the start, is more than a bare wet surface takes in, or gives out.
  BoundaryFlow wet(SurfaceView const& face, double supply, BoundaryFlow const& bare) const {
    if (!(deepest_pond > 0)) return {bare.Q, bare.dQ_dpsi, 0, supply + bare.Q};
    // Over the surface the flow is linear in the depth, so two points give the depth h at which
    // h = dt (supply - infiltration(h)); in a steady state, dt is infinite.
    double const per_time = face.plan_area / face.dt;  // (m2/s)
    BoundaryFlow const deep = face.toward(deepest_pond);
    double const per_depth = (bare.Q - deep.Q) / deepest_pond;  // infiltration gained (m2/s)
    double const depth = (supply + bare.Q) / (per_time + per_depth);
    if (depth >= deepest_pond)
      return {deep.Q, deep.dQ_dpsi, deepest_pond, supply + deep.Q - per_time * deepest_pond};
    double const share = depth / deepest_pond;
    // The depth itself falls as the cell takes more: d depth/d psi = dQ/d psi / (A/dt + ...).
    double const at_depth = (1 - share) * bare.dQ_dpsi + share * deep.dQ_dpsi;
    return {bare.Q + share * (deep.Q - bare.Q), at_depth * per_time / (per_time + per_depth), depth,
            0};
  }
};

}  // namespace sanggan
