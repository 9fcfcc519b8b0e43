#pragma once
#include <mpi.h>

#include "mesh/mesh.hpp"
#include "physics/site.hpp"

namespace sanggan {

/// Sees to it that the formulas of a site have valid values where they will be asked for: those of
/// boundary laws on the faces of their patches, those of initial concentrations in the cells.
/// Collective. @throws CaseError on every rank
void check_places(Site const& site, Mesh const& mesh, MPI_Comm comm);

}  // namespace sanggan
