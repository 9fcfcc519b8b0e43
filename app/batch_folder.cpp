#include "app/batch_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "io/atomic_file.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

/// Under a temporary name of this process's own: others may write the same at the same time.
void keep_copy(std::string const& copy, std::string const& text) {
  if (fs::exists(copy) && read_text(copy) == text) return;
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  std::string const temporary = fmt::format("{}.{}.{}", copy, host, ::getpid());
  if (!(std::ofstream(temporary, std::ios::binary) << text << std::flush))
    throw IoError(temporary, "cannot be written");
  publish(temporary, copy);
}

/// Whether it holds something, and no copy, not even one that is being written.
bool is_foreign(std::string const& folder, std::string const& copy) {
  bool const known = std::any_of(fs::directory_iterator(folder), fs::directory_iterator(),
                                 [&](fs::directory_entry const& one) {
                                   return one.path().filename().string().starts_with(copy);
                                 });
  return !known && !fs::is_empty(folder);
}

}  // namespace

void prepare_batch_folder(std::string const& folder, BatchMark const& mark, MPI_Comm comm) {
  int foreign = 0;
  if (rank_in(comm) == 0)
    foreign = fs::exists(folder) && (!fs::is_directory(folder) || is_foreign(folder, mark.copy));
  MPI_Bcast(&foreign, 1, MPI_INT, 0, comm);
  if (foreign)
    throw CaseError({fmt::format("{}: holds something else than {}; name another folder with -o",
                                 folder, mark.what)});
  on_first_rank(comm, folder, [&] {
    fs::create_directories(folder);
    keep_copy(folder + "/" + mark.copy, read_text(mark.source));
  });
}

}  // namespace sanggan
