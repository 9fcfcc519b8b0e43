#pragma once
#include <optional>
#include <vector>

#include "physics/region.hpp"

namespace sanggan {

/// Soil that is brought in place of what was there.
struct Refill {
  double psi = 0;         ///< pressure head of its water (m)
  std::vector<double> C;  ///< by species (mol/m3), with sites in equilibrium; it has no stock
  int fill = -1;          ///< of SiteChemistry::fills: its minerals, reactants and sites; -1: none
};

/// Solids that are worked into the ground, by the mass of dry material (mol/kg).
struct Addition {
  std::vector<double> phase;     ///< by phase of the chemistry that reacts
  std::vector<double> reactant;  ///< by slow reaction
};

/// What is taken out of a region at one moment, takes its place or is added. The ledger books it
/// under an account of the site.
struct StateEdit {
  Region region;
  int account = 0;                    ///< of Site::accounts
  std::optional<Refill> refill = {};  ///< all that was there leaves
  std::vector<double> share = {};     ///< by species (-): without a refill, what leaves of each;
                                      ///< of all that the chemistry knows the same share
  std::optional<Addition> added = {};
};

}  // namespace sanggan
