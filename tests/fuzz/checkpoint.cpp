#include "io/checkpoint.hpp"

#include <filesystem>
#include <fstream>

#include "io/checksum.hpp"
#include "tests/fuzz/targets.hpp"

namespace sanggan::test {

void fuzz_checkpoint(std::string_view bytes) {
  std::filesystem::create_directory("checkpoint");
  std::string const path = "checkpoint/checkpoint_000000000000.h5";
  std::ofstream(path, std::ios::binary) << bytes;
  append_checksum(path, MPI_COMM_SELF);
  checkpoint_origin("checkpoint", MPI_COMM_SELF);
}

}  // namespace sanggan::test
