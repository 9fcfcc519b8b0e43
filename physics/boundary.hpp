#pragma once
#include <concepts>
#include <string_view>
#include <variant>

#include "physics/boundary/atmosphere.hpp"
#include "physics/boundary/drain.hpp"
#include "physics/boundary/fixed_flux.hpp"
#include "physics/boundary/fixed_head.hpp"
#include "physics/boundary/fixed_pressure_head.hpp"
#include "physics/boundary/free_drainage.hpp"
#include "physics/boundary/general_head.hpp"
#include "physics/boundary/recharge.hpp"
#include "physics/boundary/river.hpp"
#include "physics/boundary/seepage_face.hpp"
#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// What a flow boundary law offers: the flow through a face as a function of the state of its cell.
/// Complementarity laws (rain, seepage) return the active branch and its slope, so that Newton's
/// method finds the branch and the state together.
template <class B>
concept FlowBoundaryLaw = std::copyable<B> && requires(B const law, SurfaceView const& face) {
  { law.flow(face) } -> std::same_as<BoundaryFlow>;
  { B::name } -> std::convertible_to<std::string_view>;
  B::keys();
};
template <FlowBoundaryLaw... Law>
using FlowBoundaryOneOf = std::variant<Law...>;
using FlowBoundary =  // a new law is added here
    FlowBoundaryOneOf<FixedHead, FixedPressureHead, FixedFlux, Recharge, Atmosphere, SeepageFace,
                      FreeDrainage, GeneralHead, River, Drain>;

}  // namespace sanggan
