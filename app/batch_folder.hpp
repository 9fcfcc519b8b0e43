#pragma once
#include <mpi.h>

#include <string>

namespace sanggan {

/// What the folder of a batch of runs is known by.
struct BatchMark {
  std::string what;    ///< "a study"
  std::string copy;    ///< name in the folder of the file that describes the batch
  std::string source;  ///< that file
};

/// Makes a folder ready for a batch: it is new, empty, or that of a batch of this kind, and keeps a
/// copy of the file that describes it. Tasks of an array may do so at the same time. Collective.
/// @throws CaseError if it holds anything else, IoError
void prepare_batch_folder(std::string const& folder, BatchMark const& mark, MPI_Comm comm);

}  // namespace sanggan
