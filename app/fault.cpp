#include "app/fault.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <new>
#include <thread>

#include "io/first_rank.hpp"
#include "io/io_error.hpp"
#include "io/section.hpp"
#include "mesh/mesh.hpp"

namespace sanggan {

ProgramFault fault_in_hand() {
  try {
    throw;
  } catch (CaseError const& error) {
    return {ExitCode::bad_input, error.what()};
  } catch (MeshError const& error) {
    return {ExitCode::bad_input, error.what()};
  } catch (IoError const& error) {
    return {ExitCode::input_output, error.what()};
  } catch (std::bad_alloc const&) {
    return {ExitCode::out_of_memory,
            fmt::format("rank {} is out of memory", rank_in(MPI_COMM_WORLD))};
  } catch (std::exception const& error) {
    return {ExitCode::internal_fault,
            fmt::format("internal fault on rank {}: {}", rank_in(MPI_COMM_WORLD), error.what())};
  }
}

void end_all(ProgramFault const& fault) {
  fmt::print(stderr, "{}\n", fault.message);
  MPI_Abort(MPI_COMM_WORLD, static_cast<int>(fault.code));
  std::abort();  // not reached
}

FaultWatch::FaultWatch(MPI_Comm comm) { MPI_Comm_dup(comm, &errors_); }
FaultWatch::~FaultWatch() { MPI_Comm_free(&errors_); }

bool FaultWatch::all_have_failed(std::function<bool()> const& wait_on) const {
  constexpr double patience = 2;  // (s)
  constexpr std::chrono::milliseconds between_looks{2};
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Ibarrier(errors_, &request);
  double const begin = MPI_Wtime();
  for (;;) {
    int all = 0;
    MPI_Test(&request, &all, MPI_STATUS_IGNORE);
    if (all) return true;
    if (MPI_Wtime() > begin + patience && (!wait_on || !wait_on())) return false;
    std::this_thread::sleep_for(between_looks);
  }
}

}  // namespace sanggan
