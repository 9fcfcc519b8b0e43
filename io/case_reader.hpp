#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "io/case.hpp"
#include "io/description.hpp"
#include "io/section.hpp"
#include "io/tree.hpp"

namespace sanggan {

/// Measures that another file adds to those of a case.
struct AddedMeasures {
  std::string file;        ///< in which they stand, for messages and for files that they name
  std::vector<Node> list;  ///< as read from it
};

/// Reads and checks a whole case. Collective: rank 0 alone reads files and sends them, and all
/// ranks return the same case or throw the same error.
/// @param path      the case file
/// @param overrides "key.path=value", applied before reading
/// @param added     measures beside those of the file
/// @throws CaseError with all errors of the case, sorted by place
Case read_case(std::string const& path, std::vector<std::string> const& overrides, MPI_Comm comm,
               AddedMeasures const& added = {});

/// What read_case asks for, for the schema and the manual.
Description describe_case();

/// Memory that the cells of a run take, by what runs of 1e4 to 5e5 cells took: 2000 B a cell and
/// 350 B more for each species (bytes).
double estimated_memory(double cells, std::size_t species);
/// What a rank needs for itself: libraries and buffers (bytes).
inline constexpr double memory_of_a_rank = 80e6;

/// Upper bound of the number of cells of the mesh (pinched-out layers and inactive cells count).
double estimated_cells(Case const& c);

}  // namespace sanggan
