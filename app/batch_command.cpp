#include "app/batch_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/child_process.hpp"
#include "app/local_processes.hpp"
#include "io/first_rank.hpp"
#include "io/readers.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

/// What was begun here is not thrown away by mistake.
void check_unused(Batch const& batch, std::string const& folder, MPI_Comm comm) {
  int used = rank_in(comm) == 0 &&
             std::any_of(batch.runs.begin(), batch.runs.end(), [](BatchRun const& run) {
               return std::filesystem::exists(run.order.folder);
             });
  MPI_Bcast(&used, 1, MPI_INT, 0, comm);
  if (used)
    throw CaseError(
        {fmt::format("{}: holds runs of {}; --resume goes on with them, -o names another folder",
                     folder, batch.mark.what)});
}

/// Whether a key tells nothing of the start, which is without measures.
bool comes_after_start(std::string const& key) {
  return key == "time.end" || key.starts_with("measures") || key.starts_with("output");
}

void run_on_ranks(BatchRequest const& request, Batch& batch, std::string const& folder,
                  BatchOptions options, MPI_Comm comm) {
  // No run has this name: those of runs hold no dot.
  if (std::all_of(batch.keys.begin(), batch.keys.end(), comes_after_start))
    options.start =
        common_start(batch.base, batch.runs, folder + "/start.checkpoint", request.verbosity, comm);
  run_batch(batch.runs, options, comm);
}

SlurmArray array_of(Batch const& batch, std::string const& folder) {
  SlurmArray array{names_of(batch.runs), batch.words, batch.only, {}};
  array.command.insert(array.command.end(), {"-o", absolute_path(folder)});
  array.after = array.command;
  array.command.push_back("--resume");
  array.after.push_back("--summary");
  return array;
}

}  // namespace

std::string BatchRequest::folder_of(std::string const& path) const {
  return folder.empty() ? "results/" + std::filesystem::path(path).stem().string() : folder;
}

ExitCode do_batch(BatchRequest const& request, Batch batch, MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  if (request.processes > 0 && size > 1)
    throw CaseError(
        {"--processes starts the runs itself; call it without mpirun, or leave it out and the "
         "ranks run them"});
  std::string const folder = request.folder_of(batch.mark.source);
  if (!request.resume && !request.summary) check_unused(batch, folder, comm);
  prepare_batch_folder(folder, batch.mark, comm);
  if (!request.slurm.script.empty()) {
    give_to_slurm(request.slurm, array_of(batch, folder), comm);
    return ExitCode::done;
  }
  (request.summary ? find_outcome : find_standing)(batch.runs, comm);
  BatchOptions const options{request.groups, request.verbosity, {}, note_in_folder};
  if (request.processes > 0 && !request.summary)
    run_processes(batch.runs, batch.case_path, request.processes, options);
  else if (!request.summary)
    run_on_ranks(request, batch, folder, options, comm);
  if (request.only.empty()) batch.sum_up(batch.runs);
  return code_of(batch.runs);
}

}  // namespace sanggan
