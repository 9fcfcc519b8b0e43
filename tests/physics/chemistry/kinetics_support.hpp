#pragma once
#include <memory>
#include <string>
#include <vector>

#include "physics/chemistry/reactor.hpp"
#include "support.hpp"

namespace sanggan::chemistry {

inline constexpr double day = 86400;  ///< (s)
/// For comparison with exact answers.
inline constexpr KineticTolerance fine{1e-6, 1e-11};

/// A cell with kinetic reactions, as time goes on.
struct ReactingCell {
  SolvedCell cell;
  std::unique_ptr<Reactor> reactor;
  std::vector<double> moles;  ///< of the reactants
  double time = 0;            ///< (s)

  /// Reacts until a time (s).
  void until(double end);
  double molality(std::string const& species) const;
  double ph() const { return -cell.state.ln_activity[System::hydrogen] / ln_10; }
  double phase_moles(std::string const& phase) const { return cell.phase_moles(phase); }
  /// Total dissolved molality of an element.
  double total(std::string const& element) const;
};

/// A batch, in equilibrium at first. The phases that rates ask for are added to it.
ReactingCell begin(Database const& database, Batch batch,
                   std::vector<KineticReaction> const& reactions, KineticTolerance tolerance = {});

}  // namespace sanggan::chemistry
