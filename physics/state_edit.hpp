#pragma once
#include <optional>
#include <vector>

#include "physics/region.hpp"

namespace sanggan {

/// Soil that is brought in place of what was there.
struct Refill {
  double psi = 0;         ///< pressure head of its water (m)
  std::vector<double> C;  ///< by species (mol/m3), with sites in equilibrium; it has no stock
};

/// What is taken out of a region at one moment, and what takes its place. The ledger books it under
/// an account of the site.
struct StateEdit {
  Region region;
  int account = 0;                    ///< of Site::accounts
  std::optional<Refill> refill = {};  ///< all that was there leaves
  std::vector<double> share = {};     ///< by species (-): without a refill, what leaves of each
};

}  // namespace sanggan
