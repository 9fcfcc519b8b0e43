#include "io/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "io/io_error.hpp"

namespace sanggan {
namespace {

void flush_to_disk(std::string const& path, int flags) {
  int const file = ::open(path.c_str(), flags);
  if (file < 0) throw IoError(path, std::strerror(errno));
  int const failed = ::fsync(file);
  ::close(file);
  if (failed != 0) throw IoError(path, std::strerror(errno));
}

}  // namespace

void publish(std::string const& temporary, std::string const& path) {
  flush_to_disk(temporary, O_RDONLY);
  if (std::rename(temporary.c_str(), path.c_str()) != 0) throw IoError(path, std::strerror(errno));
  auto const folder = std::filesystem::path(path).parent_path();
  flush_to_disk(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
}

void write_atomically(std::string const& path, std::string const& text) {
  std::string const temporary = path + ".tmp";
  {
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) throw IoError(path, std::strerror(errno));
  }
  publish(temporary, path);
}

std::string read_text(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw IoError(path, std::strerror(errno));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace sanggan
