#pragma once
#include <string>

#include "solver/monitors.hpp"

namespace sanggan {

/// What happened, in about ten lines: the peak of each species at each place against its limit,
/// where the mass went, the balance errors, what it took.
std::string summary(Simulation const& simulation, Monitors const& monitors, double seconds);

}  // namespace sanggan
