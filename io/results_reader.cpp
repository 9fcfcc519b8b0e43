#include "io/results_reader.hpp"

#include <algorithm>
#include <sstream>

namespace sanggan {
namespace {

RowRange block_of(GlobalIndex n, MPI_Comm comm) {
  int size = 1, rank = 0;
  MPI_Comm_size(comm, &size);
  MPI_Comm_rank(comm, &rank);
  BlockLayout const blocks{n, size};
  return {blocks.first(rank), blocks.last(rank) - blocks.first(rank), n};
}

}  // namespace

ResultsReader::ResultsReader(std::string const& path, MPI_Comm comm)
    : comm_(comm),
      file_(path, Hdf5File::Mode::read, comm),
      index_(read_results_index(file_, comm)),
      cells_(block_of(index_.n_cells, comm)) {}

std::vector<std::string> ResultsReader::zone_names() const {
  std::istringstream lines(file_.text_attribute("mesh/zone", "names"));
  std::vector<std::string> names;
  for (std::string name; std::getline(lines, name);) names.push_back(name);
  return names;
}

std::vector<double> ResultsReader::centres() const {
  return file_.read<double>("mesh/cell_centre", cells_, 3);
}

std::vector<double> ResultsReader::volumes() const {
  return file_.read<double>("mesh/cell_volume", cells_);
}

std::vector<GlobalIndex> ResultsReader::zones() const {
  return file_.read<GlobalIndex>("mesh/zone", cells_);
}

CellBlock ResultsReader::cell_block() const {
  CellBlock block;
  block.types = file_.read<std::uint8_t>("mesh/types", cells_);
  block.zone = zones();
  block.rank = file_.read<GlobalIndex>("mesh/rank", cells_);
  RowRange const ends{cells_.first, cells_.count + (cells_.count > 0), cells_.total + 1};
  block.offsets = file_.read<GlobalIndex>("mesh/offsets", ends);
  if (block.offsets.empty()) block.offsets.push_back(0);
  GlobalIndex const first = block.offsets.front();
  for (GlobalIndex& offset : block.offsets) offset -= first;
  block.connectivity = file_.read<GlobalIndex>(
      "mesh/connectivity", {first, block.offsets.back(), index_.n_connectivity});
  // The corners of these cells, wherever in the file they stand.
  std::vector<GlobalIndex> nodes = block.connectivity;
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  Redistribution const plan(nodes, index_.n_nodes, comm_);
  block.points =
      plan.from_blocks(file_.read<double>("mesh/points", block_of(index_.n_nodes, comm_), 3), 3);
  for (GlobalIndex& node : block.connectivity)
    node = std::lower_bound(nodes.begin(), nodes.end(), node) - nodes.begin();
  return block;
}

OutputField ResultsReader::field(FieldInfo const& info, std::size_t time) const {
  return {info.name, info.unit, info.components,
          file_.read_series("fields/" + info.name, static_cast<GlobalIndex>(time), cells_,
                            info.components)};
}

Snapshot ResultsReader::snapshot(std::size_t time) const {
  Snapshot shot{index_.times.at(time), {}};
  for (FieldInfo const& info : index_.fields) shot.fields.push_back(field(info, time));
  return shot;
}

}  // namespace sanggan
