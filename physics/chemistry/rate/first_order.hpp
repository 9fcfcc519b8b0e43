#pragma once
#include <array>
#include <string>
#include <string_view>

#include "physics/chemistry/rate_names.hpp"
#include "physics/key.hpp"

namespace sanggan::chemistry {

/// Decay in proportion to what is there, k m: of the reactant itself, of a species, element or
/// valence in the water, or of another reactant.
struct FirstOrderRate {
  double k = 0;            ///< (1/s)
  std::string of = {};     ///< empty: the reactant itself
  int place = -1;          ///< set by `resolve`
  bool dissolved = false;  ///< what it is in proportion to is a molality

  void resolve(RateNames& names) {
    place = of.empty() ? -1 : names.amount(of);
    dissolved = place >= 0 && names.quantities().back().kind != RateQuantity::Kind::reactant;
  }
  double rate(RateView const& cell) const {
    return k * (place < 0 ? cell.moles : dissolved ? cell.water * cell[place] : cell[place]);
  }

  static constexpr std::string_view name = "first_order";
  static constexpr std::string_view about = "decay in proportion to what is there";
  static constexpr std::array<Key<FirstOrderRate>, 2> keys() {
    return {{{"rate", "1/s", &FirstOrderRate::k, 0, 1e6, required, "share that reacts per time"},
             {"of", "1", &FirstOrderRate::of, 0, 0, 0,
              "species, element, valence or reactant; the reactant itself if left out"}}};
  }
};

}  // namespace sanggan::chemistry
