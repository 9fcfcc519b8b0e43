#pragma once
#include <mpi.h>

#include <cstdio>

namespace sanggan {

enum class SchemaOutput { case_schema, case_manual, study_schema };

/// Prints the JSON Schema of case or study files, or the manual of case files in Markdown, on rank
/// 0.
void print_schema(SchemaOutput what, MPI_Comm comm, std::FILE* out);

}  // namespace sanggan
