#pragma once

namespace sanggan::benchmark {

/// What this rank has asked of MPI, counted by wrappers that stand before the library's functions,
/// so that the calls of PETSc and hypre count as well as our own.
struct MessageCounts {
  double messages = 0;     ///< sent from one rank to another
  double bytes = 0;        ///< in them
  double reductions = 0;   ///< calls in which every rank waits for a sum or a maximum
  double collectives = 0;  ///< other calls of all ranks: gathers, broadcasts, exchanges, barriers
};

/// Counts since the start of the program.
MessageCounts const& message_counts();

}  // namespace sanggan::benchmark
