#pragma once
#include <mpi.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "app/progress.hpp"
#include "io/case.hpp"
#include "io/checkpoint.hpp"

namespace sanggan {

/// How a case is run, beside what the case says.
struct RunOrder {
  std::string folder;  ///< of the results
  std::vector<std::string> overrides;
  Verbosity verbosity;
  std::optional<double> wall_time = {};   ///< after which this process has to end (s); empty: none
  std::string study = {}, scenario = {};  ///< file and name, where the case is of a study
};

/// The start of a site that another run computed.
struct KnownStart {
  std::string folder;  ///< of the checkpoint
  CheckpointOrigin origin;
};

/// What checkpoints of a case say of it.
CheckpointOrigin origin_of(Case const& c);

/// The hash of a case as files tell it.
std::string hash_of(Case const& c);

/// What a rank does in the catch clause of an error that ends a run, before it closes the files,
/// which all ranks do together: it returns where all of them have met an error, and else never.
using AtFault = std::function<void()>;

/// Runs a case from its start. Collective. @param before may be null @throws CaseError, IoError
ExitCode run_from_start(Case const& c, RunOrder const& order, AtFault const& at_fault,
                        MPI_Comm comm, KnownStart const* before = nullptr);

/// Goes on with a run from its last checkpoint, on any number of ranks; one that has none yet
/// begins anew. Collective.
/// @throws CaseError, IoError
ExitCode run_from_checkpoint(Case const& c, RunOrder const& order, AtFault const& at_fault,
                             MPI_Comm comm);

/// Computes the state in which a case starts, without its measures: steady state and spin-up.
/// Collective. @returns false if it cannot be found @throws IoError
bool save_start(Case const& c, std::string const& folder, MPI_Comm comm);

}  // namespace sanggan
