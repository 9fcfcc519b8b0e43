#pragma once
#include <mpi.h>

#include <cstdio>

namespace sanggan {

/// Prints the JSON Schema of case files, or their manual in Markdown, on rank 0.
void print_schema(bool markdown, MPI_Comm comm, std::FILE* out);

}  // namespace sanggan
