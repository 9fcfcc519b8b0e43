#include "io/checksum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include "io/files.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

// Hashed one by one, so that the checksum does not depend on the number of ranks.
constexpr std::uint64_t block_bytes = 1 << 22;

std::string last_line(std::uint64_t checksum) {
  return fmt::format("\nFNV-1a {:016x}\n", checksum);
}

// Of the first `bytes` of a file; what cannot be read counts as empty.
std::uint64_t checksum_of(std::string const& path, std::uint64_t bytes, MPI_Comm comm) {
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  std::vector<std::uint64_t> hashes((bytes + block_bytes - 1) / block_bytes, 0);
  std::ifstream file(path, std::ios::binary);
  std::string block;
  for (auto k = static_cast<std::uint64_t>(rank_in(comm)); k < hashes.size();
       k += static_cast<std::uint64_t>(ranks)) {
    block.resize(std::min(block_bytes, bytes - k * block_bytes));
    file.clear();
    file.seekg(static_cast<std::streamoff>(k * block_bytes));
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    hashes[k] = fnv1a({block.data(), static_cast<std::size_t>(file.gcount())});
  }
  MPI_Allreduce(MPI_IN_PLACE, hashes.data(), static_cast<int>(hashes.size()), MPI_UINT64_T, MPI_BOR,
                comm);
  return fnv1a({reinterpret_cast<char const*>(hashes.data()), hashes.size() * sizeof(hashes[0])});
}

std::uint64_t size_of(std::string const& path, MPI_Comm comm) {
  std::uint64_t bytes = 0;
  if (rank_in(comm) == 0) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (file) bytes = static_cast<std::uint64_t>(file.tellg());
  }
  MPI_Bcast(&bytes, 1, MPI_UINT64_T, 0, comm);
  return bytes;
}

}  // namespace

void append_checksum(std::string const& path, MPI_Comm comm) {
  std::string const line = last_line(checksum_of(path, size_of(path, comm), comm));
  on_first_rank(comm, path, [&] {
    std::ofstream file(path, std::ios::binary | std::ios::app);
    file << line << std::flush;
    if (!file) throw IoError(path, std::strerror(errno));
  });
}

bool has_valid_checksum(std::string const& path, MPI_Comm comm) {
  std::uint64_t const bytes = size_of(path, comm), length = last_line(0).size();
  if (bytes < length) return false;
  std::string const line = last_line(checksum_of(path, bytes - length, comm));
  int valid = 0;
  if (rank_in(comm) == 0) {
    std::ifstream file(path, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(bytes - length));
    std::string found(length, '\0');
    file.read(found.data(), static_cast<std::streamsize>(length));
    valid = found == line;
  }
  MPI_Bcast(&valid, 1, MPI_INT, 0, comm);
  return valid != 0;
}

}  // namespace sanggan
