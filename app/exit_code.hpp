#pragma once

namespace sanggan {

/// Exit codes of the program.
enum class ExitCode {
  done = 0,
  bad_input = 2,
  no_convergence = 3,
  input_output = 4,
  out_of_memory = 5,
  wrong_usage = 64,
  internal_fault = 70,
  stopped = 75
};

}  // namespace sanggan
