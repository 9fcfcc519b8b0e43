#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "app/run_batch.hpp"
#include "io/case.hpp"
#include "study/uncertainty/ensemble.hpp"

namespace sanggan {

/// Writes results.h5 with view/: of each field of one component, in each cell and at each output
/// time, its mean, quantiles and, where there is a limit, the share of members above it. The
/// cells are shared out to the ranks; as much is read of a member's file at a time as fits into the
/// memory of a rank. Nothing is written if no member is done. Collective.
/// @throws CaseError if members have other cells than the base case, IoError
void write_cell_statistics(Ensemble const& ensemble, std::vector<BatchRun> const& runs,
                           Case const& base, std::string const& folder, MPI_Comm comm);

}  // namespace sanggan
