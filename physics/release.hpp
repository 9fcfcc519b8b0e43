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
/// to the water over a step. Laws that need an oxidant consume it at `oxidant_rate` times its
/// dissolved concentration; the others return 0 there.
template <class R>
concept ReleaseLaw = std::copyable<R> && requires(R const law, ReleaseView const& cell) {
  { law.initial_stock() } -> std::same_as<double>;      ///< leachable content (mol/kg)
  { law.released(cell) } -> std::same_as<double>;       ///< over the step (mol/kg), 0 .. stock
  { law.oxidant_rate(cell) } -> std::same_as<double>;   ///< m3 of water freed of oxidant per kg and s
  { R::name } -> std::convertible_to<std::string_view>;
  R::keys();
};
template <ReleaseLaw... Law>
using ReleaseOneOf = std::variant<Law...>;
using Release =  // a new law is added here
    ReleaseOneOf<FirstOrderRelease, ColumnTestRelease, ShrinkingCoreRelease>;

}  // namespace sanggan
