#include "app/schema.hpp"

#include "io/case_reader.hpp"
#include "io/first_rank.hpp"
#include "io/manual.hpp"
#include "study/read_study.hpp"
#include "study/uncertainty/read_ensemble.hpp"

namespace sanggan {

void print_schema(DescribedFile what, MPI_Comm comm, std::FILE* out) {
  if (rank_in(comm) != 0) return;
  auto const description = what == DescribedFile::case_file    ? describe_case()
                           : what == DescribedFile::study_file ? describe_study()
                                                               : describe_ensemble();
  std::fputs(json_schema(description, what).c_str(), out);
}

void print_manual(DescribedFile what, MPI_Comm comm, std::FILE* out) {
  if (rank_in(comm) != 0) return;
  auto const text = what == DescribedFile::case_file ? case_manual(describe_case())
                                                     : ensemble_manual(describe_ensemble());
  std::fputs(text.c_str(), out);
}

}  // namespace sanggan
