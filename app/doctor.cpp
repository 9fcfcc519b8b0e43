#include "app/doctor.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "io/atomic_file.hpp"
#include "io/files.hpp"
#include "io/first_rank.hpp"
#include "io/hdf5_file.hpp"
#include "solver/machine.hpp"
#include "solver/petsc_runtime.hpp"

namespace sanggan {
namespace {

std::string system_name() {
  utsname name{};
  uname(&name);
  return fmt::format("{} {} {}", name.sysname, name.release, name.machine);
}

std::string mpi_library() {
  std::string text(MPI_MAX_LIBRARY_VERSION_STRING, '\0');
  int length = 0;
  MPI_Get_library_version(text.data(), &length);
  text.resize(static_cast<std::size_t>(length));
  return text.substr(0, text.find(','));
}

// What the environment sets of programs whose variables begin with one of these; what a launcher
// tells its ranks for the time of the run is left out.
std::string settings(std::vector<std::string> const& prefixes) {
  std::string list;
  for (char** entry = environ; *entry != nullptr; ++entry)
    for (std::string const& prefix : prefixes)
      if (std::string_view const text(*entry); text.starts_with(prefix) &&
                                               !text.starts_with("OMPI_MCA_orte_") &&
                                               !text.starts_with("OMPI_MCA_ess"))
        list += fmt::format("\n    {}", *entry);
  return list.empty() ? " none" : list;
}

std::string cores_of_this_process() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return "not known";
  std::string list;
  for (int k = 0; k < CPU_SETSIZE; ++k)
    if (CPU_ISSET(k, &set)) list += fmt::format("{}{}", list.empty() ? "" : " ", k);
  return list;
}

// Type of the file system of the longest mount point that a folder lies under.
std::string file_system(std::string const& folder) {
  std::ifstream mounts("/proc/mounts");
  std::string best, type = "not known";
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream fields(line);
    std::string device, point, kind;
    fields >> device >> point >> kind;
    std::string const below = point.ends_with('/') ? point : point + "/";
    if ((folder + "/").starts_with(below) && point.size() >= best.size()) {
      best = point;
      type = kind;
    }
  }
  return type;
}

// Seconds to write a file and have it on the disk.
double seconds_to_write(std::size_t bytes) {
  std::string const path = fmt::format("sanggan-doctor.{}", getpid());
  double const start = MPI_Wtime();
  write_atomically(path, std::string(bytes, 'x'));
  double const seconds = MPI_Wtime() - start;
  std::filesystem::remove(path);
  return seconds;
}

// By the number of ranks at work (bytes/s).
std::vector<double> bandwidths(MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  std::vector<double> list;
  for (int n = 1; n <= size; ++n) {
    MPI_Comm some;
    MPI_Comm_split(comm, rank_in(comm) < n ? 0 : MPI_UNDEFINED, rank_in(comm), &some);
    list.push_back(some == MPI_COMM_NULL ? 0 : stream_triad(some));
    if (some != MPI_COMM_NULL) MPI_Comm_free(&some);
    MPI_Barrier(comm);
  }
  return list;
}

std::string told_by_all(std::string const& text, MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  constexpr int width = 256;
  std::string mine = text;
  mine.resize(width);
  std::vector<char> all(static_cast<std::size_t>(width * size));
  MPI_Gather(mine.data(), width, MPI_CHAR, all.data(), width, MPI_CHAR, 0, comm);
  std::string lines;
  if (rank_in(comm) == 0)
    for (int r = 0; r < size; ++r)
      lines += fmt::format("\n    rank {}: {}", r, std::string(&all[r * width]));
  return lines;
}

}  // namespace

ExitCode examine_machine(MPI_Comm comm, std::FILE* out) {
  constexpr double GB = 1e9;
  constexpr std::size_t tested = 16 << 20;  // (bytes)
  int size = 1;
  MPI_Comm_size(comm, &size);
  double const memory = machine_memory(comm);
  std::string const cores = told_by_all(cores_of_this_process(), comm);
  std::string const folder = std::filesystem::current_path().string();
  double seconds = 0;
  on_first_rank(comm, folder, [&] { seconds = seconds_to_write(tested); });
  std::vector<double> const triad = bandwidths(comm);
  if (rank_in(comm) != 0) return ExitCode::done;
  fmt::print(out,
             "program       sanggan {}\n"
             "compiler      {}\n"
             "system        {}, {} cores\n"
             "MPI           {}\n"
             "MPI settings {}\n"
             "HDF5          {}\n"
             "PETSc         {}\n"
             "PETSc options{}\n"
             "ranks         {}, {} threads each\n"
             "binding       cores that a rank may use{}\n"
             "memory        {:.1f} GB, {:.1f} GB a rank\n"
             "folder        {}\n"
             "file system   {}, {:.1f} GB free, {:.0f} MB/s to the disk\n"
             "bandwidth     of memory, STREAM triad\n",
             SANGGAN_VERSION, __VERSION__, system_name(), std::thread::hardware_concurrency(),
             mpi_library(), settings({"OMPI_MCA_", "PMIX_MCA_", "UCX_", "FI_", "OMP_", "SLURM_J"}),
             hdf5_version(), PetscRuntime::version(), settings({"PETSC_OPTIONS"}), size,
             omp_get_max_threads(), cores, memory / GB, memory / GB / size, folder,
             file_system(folder),
             static_cast<double>(std::filesystem::space(folder).available) / GB,
             static_cast<double>(tested) / 1e6 / seconds);
  for (std::size_t k = 0; k < triad.size(); ++k)
    fmt::print(out, "    {} ranks: {:.1f} GB/s, speed-up to expect {:.2f}\n", k + 1, triad[k] / GB,
               triad[k] / triad[0]);
  fmt::print(
      out,
      "A run is as fast as it gets its numbers from memory: more ranks on one machine bring\n"
      "about the speed-up above, and no more.\n");
  return ExitCode::done;
}

}  // namespace sanggan
