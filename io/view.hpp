#pragma once
#include <string>

#include "io/results.hpp"

namespace sanggan {

/// Writes what ParaView opens into `folder`, next to results.h5 in the folder above: for every time
/// a VTKHDF 1.0 file of a few kB (mesh by external link, cell data by virtual dataset),
/// results.hdf.series over them, and results.xdmf (points at the cell centres unless all cells are
/// hexahedra). Nothing is stored twice. Rank 0 alone calls it.
class ViewWriter {
 public:
  explicit ViewWriter(std::string folder);
  /// Adds the last time of the index. @throws IoError
  void add_last(ResultsIndex const& index);
  /// Makes the whole folder anew. @throws IoError
  void rebuild(ResultsIndex const& index);

 private:
  void write_step(ResultsIndex const& index, std::size_t k) const;
  void write_lists(ResultsIndex const& index) const;
  std::string folder_;
};

}  // namespace sanggan
