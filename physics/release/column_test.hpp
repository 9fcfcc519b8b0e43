#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "physics/key.hpp"
#include "physics/release/release_view.hpp"

namespace sanggan {

/// Release as a percolation test found it: cumulative release against the liquid-to-solid ratio,
/// linear between the points and ended after the last.
struct ColumnTestRelease {
  std::vector<double> L_S;          ///< liquid-to-solid ratio, increasing from above 0 (m3/kg)
  std::vector<double> released_at;  ///< cumulative release there, not decreasing (mol/kg)

  std::string prepare() const {
    if (L_S.empty() || L_S.size() != released_at.size())
      return "liquid_to_solid and released must be lists of equal length, 1 or more";
    for (std::size_t i = 0; i < L_S.size(); ++i)
      if (!(L_S[i] > (i > 0 ? L_S[i - 1] : 0)) || released_at[i] < (i > 0 ? released_at[i - 1] : 0))
        return "liquid_to_solid must increase from above 0, released must not decrease";
    return {};
  }
  double initial_stock() const { return released_at.back(); }
  double released(ReleaseView const& cell) const {
    return std::clamp(cumulative(cell.L_S_end) - cumulative(cell.L_S_begin), 0.0, cell.stock);
  }
  /// Cumulative release (mol/kg) at a liquid-to-solid ratio (m3/kg).
  double cumulative(double ratio) const {
    auto const i =
        static_cast<std::size_t>(std::upper_bound(L_S.begin(), L_S.end(), ratio) - L_S.begin());
    if (i == L_S.size()) return released_at.back();
    double const x_0 = i > 0 ? L_S[i - 1] : 0, y_0 = i > 0 ? released_at[i - 1] : 0;
    return y_0 + (released_at[i] - y_0) * (ratio - x_0) / (L_S[i] - x_0);
  }
  static constexpr std::string_view name = "column_test";
  static constexpr std::string_view about = "cumulative release as a percolation test found it";
  static constexpr std::array<Key<ColumnTestRelease>, 2> keys() {
    return {{{"liquid_to_solid", "m3/kg", &ColumnTestRelease::L_S, 0, 1e3, required,
              "cumulative water per dry mass, increasing"},
             {"released", "mol/kg", &ColumnTestRelease::released_at, 0, 1e3, required,
              "cumulative release per dry mass, as many values"}}};
  }
};

}  // namespace sanggan
