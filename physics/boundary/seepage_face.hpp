#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Face open to the air: water leaves at atmospheric pressure, none enters.
struct SeepageFace {
  BoundaryFlow flow(SurfaceView const& face) const {
    BoundaryFlow const open = face.toward(0);
    return open.Q > 0 ? open : BoundaryFlow{};
  }
  static constexpr std::string_view name = "seepage_face";
  static constexpr std::string_view about =
      "open to the air: water leaves at atmospheric pressure, none enters";
  static constexpr std::array<Key<SeepageFace>, 0> keys() { return {}; }
};

}  // namespace sanggan
