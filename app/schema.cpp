#include "app/schema.hpp"

#include "io/case_reader.hpp"
#include "io/manual.hpp"
#include "io/schema.hpp"
#include "study/read_study.hpp"

namespace sanggan {

void print_schema(SchemaOutput what, MPI_Comm comm, std::FILE* out) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank != 0) return;
  auto const text = what == SchemaOutput::case_manual ? case_manual(describe_case())
                    : what == SchemaOutput::study_schema
                        ? json_schema(describe_study(), DescribedFile::study_file)
                        : json_schema(describe_case(), DescribedFile::case_file);
  std::fputs(text.c_str(), out);
}

}  // namespace sanggan
