#include <fstream>

#include "io/case_reader.hpp"
#include "tests/fuzz/targets.hpp"

namespace sanggan::test {

void fuzz_case_file(std::string_view bytes) {
  std::ofstream("case.yaml", std::ios::binary) << bytes;
  try {
    read_case("case.yaml", {}, MPI_COMM_SELF);
  } catch (CaseError const&) {
  }
}

}  // namespace sanggan::test
