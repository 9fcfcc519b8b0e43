#pragma once
#include <array>
#include <cmath>
#include <string_view>

#include "physics/key.hpp"
#include "physics/release/release_view.hpp"

namespace sanggan {

/// A finite stock that dissolves at a first-order rate: d stock/dt = -rate stock.
struct FirstOrderRelease {
  double content;  ///< leachable content at the start (mol/kg)
  double rate;     ///< (1/s)
  double initial_stock() const { return content; }
  double released(ReleaseView const& cell) const {
    return -cell.stock * std::expm1(-rate * cell.dt);
  }
  static constexpr std::string_view name = "first_order";
  static constexpr std::string_view about = "a finite stock that dissolves at a first-order rate";
  static constexpr std::array<Key<FirstOrderRelease>, 2> keys() {
    return {{{"content", "mol/kg", &FirstOrderRelease::content, 0, 1e3, required,
              "leachable content per dry mass at the start"},
             {"rate", "1/s", &FirstOrderRelease::rate, 0, 1, required,
              "share of the stock set free per time"}}};
  }
};

}  // namespace sanggan
