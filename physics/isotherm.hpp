#pragma once
#include <concepts>
#include <string_view>
#include <variant>

#include "physics/isotherm/freundlich.hpp"
#include "physics/isotherm/langmuir.hpp"
#include "physics/isotherm/linear.hpp"

namespace sanggan {

/// What a sorption isotherm offers: sorbed content S(C) >= 0, increasing, S(0) = 0, its slope, and
/// to be scaled: S(C) times a factor.
template <class I>
concept SorptionIsotherm = std::copyable<I> && requires(I const law, I scaled, double C) {
  scaled.scale(C);
  { law.sorbed(C) } -> std::same_as<double>;
  { law.slope(C) } -> std::same_as<double>;
  { I::name } -> std::convertible_to<std::string_view>;
  I::keys();
};
template <SorptionIsotherm... Law>
using IsothermOneOf = std::variant<Law...>;
using Isotherm =  // a new law is added here
    IsothermOneOf<LinearIsotherm, FreundlichIsotherm, LangmuirIsotherm>;

/// Sorption of one species in one material. A share `equilibrium_fraction` of the sites follows the
/// isotherm at once, the rest approaches it at the rate omega (two-site model).  [vanGenuchten1989]
///   dS_k/dt = omega ((1-f) S(C) - S_k)
struct Sorption {
  Isotherm isotherm;
  double equilibrium_fraction = 1;  ///< f (-)
  double omega = 0;                 ///< kinetic rate (1/s)
};

}  // namespace sanggan
