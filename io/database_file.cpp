#include "io/database_file.hpp"

#include <sstream>

#include "io/files.hpp"
#include "physics/chemistry/database_reader.hpp"

namespace sanggan {

DatabaseFile read_database_file(std::string const& path, MPI_Comm comm) {
  FileText const file = path.empty() ? FileText{own_database_text, {}}
                                     : read_text_everywhere(path, comm, Encoding::any);
  if (!file.problem.empty()) return {{}, file.problem};
  std::istringstream stream(file.text);
  return {chemistry::read_database(stream, path.empty() ? "mine-waters.dat" : path), {}};
}

}  // namespace sanggan
