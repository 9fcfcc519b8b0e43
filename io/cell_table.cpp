#include "io/cell_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "io/io_error.hpp"

namespace sanggan {
namespace {

std::string header(ResultsIndex const& index) {
  std::string line = "time (s),x (m),y (m),z (m),zone";
  for (FieldInfo const& field : index.fields) {
    if (field.components == 1) line += fmt::format(",{} ({})", field.name, field.unit);
    for (int k = 0; k < field.components && field.components > 1; ++k)
      line += fmt::format(",{}_{} ({})", field.name, "xyz"[k], field.unit);
  }
  return line + "\n";
}

std::string rows(ResultsReader const& results, std::size_t time) {
  auto const centres = results.centres();
  auto const zone = results.zones();
  auto const names = results.zone_names();
  auto const shot = results.snapshot(time);
  std::string text;
  auto const out = std::back_inserter(text);
  for (std::size_t c = 0; c < zone.size(); ++c) {
    fmt::format_to(out, "{:.10g},{:.10g},{:.10g},{:.10g},{}", shot.t, centres[3 * c],
                   centres[3 * c + 1], centres[3 * c + 2],
                   names.at(static_cast<std::size_t>(zone[c])));
    for (OutputField const& field : shot.fields) {
      auto const width = static_cast<std::size_t>(field.components);
      for (std::size_t k = 0; k < width; ++k)
        fmt::format_to(out, ",{:.10g}", field.values[width * c + k]);
    }
    text += '\n';
  }
  return text;
}

// Every rank its text at its place, in pieces that MPI can count.
bool write_at(MPI_File file, MPI_Offset at, std::string const& text) {
  constexpr std::size_t most = std::size_t{1} << 30;
  bool sound = true;
  for (std::size_t done = 0; done < text.size(); done += most) {
    auto const n = std::min(most, text.size() - done);
    sound &= MPI_File_write_at(file, at + static_cast<MPI_Offset>(done), text.data() + done,
                               static_cast<int>(n), MPI_CHAR, MPI_STATUS_IGNORE) == MPI_SUCCESS;
  }
  return sound;
}

}  // namespace

void write_cell_table(std::string const& path, ResultsReader const& results, std::size_t time) {
  MPI_Comm const comm = results.comm();
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  std::string const text = (rank == 0 ? header(results.index()) : "") + rows(results, time);
  MPI_Offset const mine = static_cast<MPI_Offset>(text.size());
  MPI_Offset at = 0;
  MPI_Exscan(&mine, &at, 1, MPI_OFFSET, MPI_SUM, comm);
  if (rank == 0) at = 0;
  MPI_File file;
  if (MPI_File_open(comm, path.c_str(), MPI_MODE_CREATE | MPI_MODE_WRONLY, MPI_INFO_NULL, &file) !=
      MPI_SUCCESS)
    throw IoError(path, "cannot be written");
  MPI_File_set_size(file, 0);
  int failed = !write_at(file, at, text);
  failed |= MPI_File_close(&file) != MPI_SUCCESS;
  MPI_Allreduce(MPI_IN_PLACE, &failed, 1, MPI_INT, MPI_MAX, comm);
  if (failed) throw IoError(path, "cannot be written");
}

}  // namespace sanggan
