#pragma once
#include <mpi.h>

#include <cstdio>

#include "io/schema.hpp"

namespace sanggan {

/// Prints the JSON Schema of files of a kind on rank 0.
void print_schema(DescribedFile what, MPI_Comm comm, std::FILE* out);

/// Prints their manual in Markdown on rank 0. @pre not of study files, which docs/study.md
/// describes
void print_manual(DescribedFile what, MPI_Comm comm, std::FILE* out);

}  // namespace sanggan
