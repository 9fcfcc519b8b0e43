#include "app/output_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "io/io_error.hpp"
#include "io/run_record.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

// What a run leaves; nothing else is ever removed.
constexpr char const* own[] = {"results.h5",    "view",          "vtu",          "cells",
                               "maps",          "monitors.gpkg", "monitors.csv", "budget.csv",
                               "progress.json", "failure.json",  "checkpoint",   "failed_cell.yaml",
                               "run.json"};  // the last is the mark by which the folder is known

// Whether there is nothing in a folder but what stands there before a run begins.
bool is_unused(std::string const& folder) {
  return std::all_of(
      fs::directory_iterator(folder), fs::directory_iterator(),
      [](fs::directory_entry const& one) { return one.path().filename() == "status.json"; });
}

// Why the folder cannot be used; empty if it can.
std::string obstacle(std::string const& folder, std::string const& case_name) {
  if (!fs::exists(folder)) return {};
  if (!fs::is_directory(folder)) return "is not a folder";
  if (is_unused(folder)) return {};
  if (!fs::exists(folder + "/run.json")) return "holds files of something else";
  std::string const found = read_run_record(folder + "/run.json").case_name;
  return found == case_name ? std::string()
                            : fmt::format("holds the results of another case, {}", found);
}

}  // namespace

void prepare_output_folder(std::string const& folder, std::string const& case_name, MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  std::string wrong, failed;
  if (rank == 0) {
    try {
      wrong = obstacle(folder, case_name);
      if (wrong.empty()) {
        for (char const* name : own) fs::remove_all(folder + "/" + name);
        fs::create_directories(folder);
      }
    } catch (std::exception const& error) {
      failed = error.what();
    }
  }
  int state = !wrong.empty() ? 1 : (!failed.empty() ? 2 : 0);
  MPI_Bcast(&state, 1, MPI_INT, 0, comm);
  if (state == 1)
    throw CaseError({fmt::format("{}: {}; name another folder with -o", folder,
                                 rank == 0 ? wrong : "cannot be used")});
  if (state == 2) throw IoError(folder, rank == 0 ? failed : "cannot be prepared");
}

}  // namespace sanggan
