#pragma once
#include <string>

#include "study/study.hpp"

namespace sanggan {

/// Writes a script of an array job, a task for each scenario, and how to submit it together with
/// the job that compares them. For one rank. @throws IoError
void write_slurm_array(std::string const& path, Study const& study, std::string const& folder);

}  // namespace sanggan
