#include "io/files.hpp"

#include <iconv.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>

namespace sanggan {
namespace {

constexpr std::uintmax_t most_bytes = 1'000'000'000;

bool is_root(MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank == 0;
}

std::string why_unreadable(std::string const& path) {
  std::error_code error;
  auto const status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return "there is no such file";
  if (std::filesystem::is_directory(status)) return "this is a folder, not a file";
  if (!std::filesystem::is_regular_file(status)) return "this is not a regular file";
  if (::access(path.c_str(), R_OK) != 0) return "this file may not be read";
  auto const size = std::filesystem::file_size(path, error);
  if (size == 0) return "the file is empty";
  return {};
}

// Offset of the first byte that is not UTF-8, or the size: in another encoding, names would reach
// files and pictures as garbage.
std::size_t first_not_utf8(std::string const& text) {
  iconv_t const decoder = ::iconv_open("UTF-32LE", "UTF-8");
  std::array<char, 1 << 16> decoded;
  char* in = const_cast<char*>(text.data());  // iconv does not write there
  std::size_t left = text.size();
  bool full = true;
  while (left > 0 && full) {
    char* out = decoded.data();
    std::size_t room = decoded.size();
    full =
        ::iconv(decoder, &in, &left, &out, &room) == static_cast<std::size_t>(-1) && errno == E2BIG;
  }
  ::iconv_close(decoder);
  return text.size() - left;
}

FileText read_text(std::string const& path, Encoding encoding) {
  if (auto problem = why_unreadable(path); !problem.empty()) return {{}, problem};
  std::error_code error;
  auto const size = std::filesystem::file_size(path, error);
  if (size > most_bytes) return {{}, "the file is larger than 1 GB"};
  std::string text(size, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(size));
  if (static_cast<std::uintmax_t>(file.gcount()) != size) return {{}, "reading the file fails"};
  std::size_t const bad = encoding == Encoding::utf8 ? first_not_utf8(text) : size;
  if (bad < size) {
    auto const end = text.begin() + static_cast<std::ptrdiff_t>(bad);
    return {{},
            "line " + std::to_string(1 + std::count(text.begin(), end, '\n')) +
                " is not UTF-8 text; save the file as UTF-8"};
  }
  return {std::move(text), {}};
}

std::uint64_t hash_of_file(std::string const& path, std::uint64_t hash) {
  std::ifstream file(path, std::ios::binary);
  std::string block(1 << 20, '\0');
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())), file.gcount() > 0)
    hash = fnv1a({block.data(), static_cast<std::size_t>(file.gcount())}, hash);
  return hash;
}

double read_number(char const* path, double fallback) {
  std::ifstream file(path);
  double value = 0;
  return file >> value ? value : fallback;
}

double node_memory() {
  double const physical =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  double const v2 = read_number("/sys/fs/cgroup/memory.max", physical);
  double const v1 = read_number("/sys/fs/cgroup/memory/memory.limit_in_bytes", physical);
  return std::min({physical, v1, v2});
}

}  // namespace

void broadcast(std::string& text, MPI_Comm comm, int from) {
  std::uint64_t size = text.size();
  MPI_Bcast(&size, 1, MPI_UINT64_T, from, comm);
  text.resize(size);
  MPI_Bcast(text.data(), static_cast<int>(size), MPI_CHAR, from, comm);
}

FileText read_text_everywhere(std::string const& path, MPI_Comm comm, Encoding encoding) {
  FileText result;
  if (is_root(comm)) result = read_text(path, encoding);
  broadcast(result.problem, comm);
  broadcast(result.text, comm);
  return result;
}

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash) {
  for (unsigned char const c : bytes) hash = (hash ^ c) * 1099511628211ull;
  return hash;
}

double machine_memory(MPI_Comm comm) {
  MPI_Comm node;
  MPI_Comm_split_type(comm, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &node);
  double const mine = is_root(node) ? node_memory() : 0.0;
  MPI_Comm_free(&node);
  double all = 0;
  MPI_Allreduce(&mine, &all, 1, MPI_DOUBLE, MPI_SUM, comm);
  return all;
}

int CaseFiles::number(std::string const& path) {
  auto const found = std::find(names_.begin(), names_.end(), path);
  if (found != names_.end()) return static_cast<int>(found - names_.begin());
  names_.push_back(path);
  return static_cast<int>(names_.size()) - 1;
}

std::string CaseFiles::name(int number) const {
  if (number == -1) return "--set";
  return names_[static_cast<std::size_t>(number < 0 ? -2 - number : number)];
}

FileText const& CaseFiles::text(std::string const& path) {
  auto const found = texts_.find(path);
  if (found != texts_.end()) return found->second;
  auto& entry = texts_[path] = read_text_everywhere(path, comm_);
  hash_ = fnv1a(entry.text, hash_);
  return entry;
}

std::string CaseFiles::take_note(std::string const& path) {
  auto const found = noted_.find(path);
  if (found != noted_.end()) return found->second;
  std::string problem;
  if (is_root(comm_)) {
    problem = why_unreadable(path);
    if (problem.empty()) hash_ = hash_of_file(path, hash_);
  }
  broadcast(problem, comm_);
  MPI_Bcast(&hash_, 1, MPI_UINT64_T, 0, comm_);
  return noted_[path] = problem;
}

std::string beside(std::string const& from, std::string const& name) {
  return (std::filesystem::path(from).parent_path() / name).lexically_normal().string();
}

}  // namespace sanggan
