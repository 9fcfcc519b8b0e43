#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "io/case.hpp"
#include "io/description.hpp"
#include "io/section.hpp"
#include "io/tree.hpp"

namespace sanggan {

/// What another file says of a case.
struct CaseAdditions {
  std::string file;            ///< for messages
  std::vector<Node> measures;  ///< beside those of the case; files that they name are beside `file`
  /// Set by the path of their key, as if by overrides, with the places of key and value.
  std::vector<Node::Entry> settings = {};
};

/// Reads and checks a whole case. Collective: rank 0 alone reads files and sends them, and all
/// ranks return the same case or throw the same error.
/// @param path      the case file
/// @param overrides "key.path=value", applied before reading
/// @param added     what another file says, applied after the overrides
/// @throws CaseError with all errors of the case, sorted by place
Case read_case(std::string const& path, std::vector<std::string> const& overrides, MPI_Comm comm,
               CaseAdditions const& added = {});

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
