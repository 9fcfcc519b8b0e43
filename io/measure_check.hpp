#pragma once
#include <mpi.h>

#include "io/case.hpp"
#include "mesh/mesh.hpp"

namespace sanggan {

/// Sees to it that the measures of a case act on something of the mesh, and that no two of them set
/// the same thing at the same place and time. Collective. @throws CaseError on every rank
void check_measures(Case const& c, Mesh const& mesh, MPI_Comm comm);

}  // namespace sanggan
