#pragma once
#include <mpi.h>

#include <functional>
#include <string>

#include "app/exit_code.hpp"

namespace sanggan {

/// An error as the program ends by it.
struct ProgramFault {
  ExitCode code;
  std::string message;
};

/// The error that is being handled; to be called in a catch clause.
ProgramFault fault_in_hand();

/// Tells an error on standard error and ends all ranks with its exit code.
[[noreturn]] void end_all(ProgramFault const& fault);

/// Knows errors that all ranks of a communicator meet from one that a rank meets alone: that one
/// leaves the others waiting for it in some collective call, out of which nobody gets them. To make
/// and to destroy it is collective.
class FaultWatch {
 public:
  explicit FaultWatch(MPI_Comm comm);
  ~FaultWatch();
  FaultWatch(FaultWatch const&) = delete;
  FaultWatch& operator=(FaultWatch const&) = delete;

  /// Called by each rank that has met an error: true once all have, false if 2 s later they have
  /// not and `wait_on` (empty: no) does not ask to wait on.
  bool all_have_failed(std::function<bool()> const& wait_on = {}) const;

 private:
  MPI_Comm errors_ = MPI_COMM_NULL;  // of use for nothing else
};

}  // namespace sanggan
