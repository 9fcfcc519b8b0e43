#pragma once
#include <concepts>
#include <string_view>
#include <variant>

#include "physics/chemistry/rate/expression.hpp"
#include "physics/chemistry/rate/first_order.hpp"
#include "physics/chemistry/rate/iron_oxidation.hpp"
#include "physics/chemistry/rate/monod.hpp"
#include "physics/chemistry/rate/pyrite.hpp"
#include "physics/chemistry/rate/transition_state.hpp"
#include "physics/chemistry/rate_names.hpp"
#include "physics/chemistry/rate_view.hpp"

namespace sanggan::chemistry {

/// What a rate law offers: it takes the names that it depends on, once, and then tells the rate
/// (mol/s) at which the reaction goes on in the whole cell, negative where it goes back. The rate
/// may be any continuous function of what it sees; that nothing is used up that is not there is
/// seen to elsewhere.
template <class R>
concept RateLaw = std::copyable<R> &&
    requires(R law, R const known, RateNames& names, RateView const& cell) {
  law.resolve(names);
  { known.rate(cell) } -> std::same_as<double>;
  { R::name } -> std::convertible_to<std::string_view>;
  R::keys();
};
template <RateLaw... Law>
using RateOneOf = std::variant<Law...>;
using Rate =  // a new law is added here
    RateOneOf<TransitionStateRate, FirstOrderRate, MonodRate, PyriteRate, IronOxidationRate,
              ExpressionRate>;

}  // namespace sanggan::chemistry
