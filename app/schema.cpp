#include "app/schema.hpp"

#include "io/case_reader.hpp"
#include "io/manual.hpp"
#include "io/schema.hpp"

namespace sanggan {

void print_schema(bool markdown, MPI_Comm comm, std::FILE* out) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank != 0) return;
  auto const description = describe_case();
  auto const text = markdown ? case_manual(description) : json_schema(description);
  std::fputs(text.c_str(), out);
}

}  // namespace sanggan
