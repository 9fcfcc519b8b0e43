#pragma once
#include <concepts>
#include <string_view>
#include <variant>

#include "physics/key.hpp"
#include "physics/retention/brooks_corey.hpp"
#include "physics/retention/curve_point.hpp"
#include "physics/retention/gardner.hpp"
#include "physics/retention/haverkamp.hpp"
#include "physics/retention/tabulated.hpp"
#include "physics/retention/van_genuchten.hpp"

namespace sanggan {

/// What a water retention law offers: theta, k_r and their slopes at a pressure head, the inverse
/// theta -> psi, and its keys. `prepare()` checks the parameters against one another and fills what
/// is derived from them; it returns an empty string or what is wrong.
template <class L>
concept RetentionLaw = std::copyable<L> && requires(L law, L const fixed, double psi) {
  { fixed.at(psi) } -> std::same_as<CurvePoint>;
  { fixed.pressure_head(psi) } -> std::same_as<double>;
  { fixed.residual() } -> std::same_as<double>;
  { fixed.saturated() } -> std::same_as<double>;
  { law.prepare() } -> std::same_as<std::string>;
  { L::name } -> std::convertible_to<std::string_view>;
  L::keys();
};
template <RetentionLaw... Law>
using RetentionOneOf = std::variant<Law...>;
using Retention =  // a new law is added here
    RetentionOneOf<VanGenuchten, BrooksCorey, Gardner, Haverkamp, TabulatedRetention>;

}  // namespace sanggan
