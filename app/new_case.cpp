#include "app/new_case.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/starter_case.hpp"
#include "io/atomic_file.hpp"
#include "io/io_error.hpp"
#include "io/readers.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

enum class Fault { none, there, cannot_write };

Fault write_starter(fs::path const& path, std::string& reason) {
  if (fs::exists(path)) return Fault::there;
  try {
    fs::create_directories(path.parent_path());
    write_atomically(path.string(), std::string(starter_case));
  } catch (std::exception const& error) {
    reason = error.what();
    return Fault::cannot_write;
  }
  return Fault::none;
}

}  // namespace

std::string new_case(std::string const& folder, MPI_Comm comm) {
  auto const path = fs::path(folder).lexically_normal() / "case.yaml";
  auto const name = fs::absolute(path).lexically_normal().parent_path().filename().string();
  if (!is_name(name))
    throw CaseError({fmt::format(
        "\"{}\" is not a name for a case; write letters, digits and _ - + ( )", name)});
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  std::string reason;
  Fault fault = rank == 0 ? write_starter(path, reason) : Fault::none;
  MPI_Bcast(&fault, sizeof fault, MPI_BYTE, 0, comm);
  if (fault == Fault::there)
    throw CaseError({fmt::format("{}: is there already; choose another name", path.string())});
  if (fault == Fault::cannot_write) throw IoError(path.string(), reason);
  return path.string();
}

}  // namespace sanggan
