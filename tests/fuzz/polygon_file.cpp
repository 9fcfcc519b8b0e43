#include "io/polygon_file.hpp"

#include <fstream>

#include "tests/fuzz/targets.hpp"

namespace sanggan::test {

void fuzz_polygon_file(std::string_view bytes) {
  std::ofstream("polygon.geojson", std::ios::binary) << bytes;
  Reading reading(MPI_COMM_SELF);
  Node const choice = parse_yaml("{file: polygon.geojson, attribute: name, equals: west}",
                                 reading.files.number("case.yaml"));
  read_polygon_file(Section(reading, choice), "EPSG:32649");
}

}  // namespace sanggan::test
