#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Face open to the air: water leaves at atmospheric pressure, none enters. Where water stands in
/// front of it, as in a pit lake, the face is at the pressure of that water and lets it in and out.
struct SeepageFace {
  Series water_level = Series::constant(-1e5);  ///< of the standing water (m)
  BoundaryFlow flow(SurfaceView const& face) const {
    double const depth = water_level.at(face.t_head) - face.z_face;
    if (depth > 0) return face.toward(depth);
    BoundaryFlow const open = face.toward(0);
    return open.Q > 0 ? open : BoundaryFlow{};
  }
  static constexpr std::string_view name = "seepage_face";
  static constexpr std::string_view about =
      "open to the air: water leaves at atmospheric pressure, none enters";
  static constexpr std::array<Key<SeepageFace>, 1> keys() {
    return {{{"water_level", "m", &SeepageFace::water_level, -1e5, 1e5, -1e5,
              "of water that stands in front of the patch; without it the whole patch is open"}}};
  }
};

}  // namespace sanggan
