#pragma once
#include <concepts>
#include <string_view>
#include <variant>

#include "physics/release/column_test.hpp"
#include "physics/release/first_order.hpp"
#include "physics/release/release_view.hpp"
#include "physics/release/shrinking_core.hpp"

namespace sanggan {

/// What a release law offers: the content it starts with, and what a kilogram of waste gives off
/// to the water over a step. A law that uses up an oxidant also offers slope(cell), the derivative
/// of released(cell) by C_oxidant (m3/kg).
template <class R>
concept ReleaseLaw = std::copyable<R> && requires(R const law, ReleaseView const& cell) {
  { law.initial_stock() } -> std::same_as<double>;  ///< leachable content (mol/kg)
  { law.released(cell) } -> std::same_as<double>;   ///< over the step (mol/kg), 0 .. stock
  { R::name } -> std::convertible_to<std::string_view>;
  R::keys();
};
template <ReleaseLaw... Law>
using ReleaseOneOf = std::variant<Law...>;
using Release =  // a new law is added here
    ReleaseOneOf<FirstOrderRelease, ColumnTestRelease, ShrinkingCoreRelease>;

}  // namespace sanggan
