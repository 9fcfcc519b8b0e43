#pragma once
#include <memory>

#include "physics/chemistry/site_chemistry.hpp"
#include "physics/site.hpp"

namespace sanggan {

/// Gives a site its chemistry: what moves with the water becomes a species each, with the
/// concentrations of the waters that fill zones and come in by boundaries and wells.
/// The names of waters and zones must be those of the chemistry.
void make_reactive(Site& site, std::shared_ptr<chemistry::SiteChemistry const> chemistry);

}  // namespace sanggan
