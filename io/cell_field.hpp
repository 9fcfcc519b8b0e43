#pragma once
#include <vector>

#include "io/case.hpp"
#include "mesh/halo.hpp"

namespace sanggan {

/// Product of all factors of the hydraulic conductivity at each cell of this rank, ghosts included,
/// [n_cells] (-). Collective. @throws CaseError if a file
/// cannot be read, a dataset has another size, or a factor is not positive
std::vector<double> conductivity_factor(std::vector<CellFieldSource> const& sources,
                                        Mesh const& mesh, Halo const& halo);

}  // namespace sanggan
