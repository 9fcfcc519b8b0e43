#pragma once
#include <mpi.h>

#include <cstdio>

#include "app/exit_code.hpp"

namespace sanggan {

/// Prints what a person has to know of this program and this machine to find out why a run is slow
/// or fails: versions and settings of the libraries, ranks, threads, cores, memory, the folder it
/// works in, memory bandwidth and what more ranks can bring. Takes 0.5 GB a rank. Collective.
/// @throws IoError if the working folder cannot be written to
ExitCode examine_machine(MPI_Comm comm, std::FILE* out);

}  // namespace sanggan
