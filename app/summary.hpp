#pragma once
#include <string>

#include "solver/monitors.hpp"

namespace sanggan {

/// What happened, as a table of a line per species: its largest concentration at each place, and
/// since where the mass went, the balance errors, what it took.
std::string summary(Simulation const& simulation, Monitors const& monitors, double seconds);

}  // namespace sanggan
