#include "io/view.hpp"

#include <fmt/format.h>
#include <hdf5.h>

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>
#include <vector>

#include "io/atomic_file.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

constexpr char const* source = "../results.h5";

// What is the same at all times: how it is called, and where it stands in results.h5.
constexpr std::pair<char const*, char const*> numbers_of_cells[] = {{"zone", "/mesh/zone"},
                                                                    {"rank", "/mesh/rank"}};

std::string step_name(std::size_t k) { return fmt::format("results_{:05d}.hdf", k); }

void put_numbers(hid_t group, char const* name, GlobalIndex value) {
  hsize_t const one = 1;
  hid_t const space = H5Screate_simple(1, &one, nullptr);
  hid_t const data =
      H5Dcreate2(group, name, H5T_NATIVE_INT64, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  H5Dwrite(data, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, &value);
  H5Dclose(data);
  H5Sclose(space);
}

// VTK reads the type only as a fixed-length ASCII string.
void put_header(hid_t group) {
  hsize_t const two = 2;
  std::array<GlobalIndex, 2> const version{1, 0};
  hid_t space = H5Screate_simple(1, &two, nullptr);
  hid_t attribute = H5Acreate2(group, "Version", H5T_NATIVE_INT64, space, H5P_DEFAULT, H5P_DEFAULT);
  H5Awrite(attribute, H5T_NATIVE_INT64, version.data());
  H5Aclose(attribute);
  H5Sclose(space);
  std::string const type_name = "UnstructuredGrid";
  hid_t const type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, type_name.size());
  H5Tset_strpad(type, H5T_STR_NULLPAD);
  space = H5Screate(H5S_SCALAR);
  attribute = H5Acreate2(group, "Type", type, space, H5P_DEFAULT, H5P_DEFAULT);
  H5Awrite(attribute, type, type_name.data());
  H5Aclose(attribute);
  H5Sclose(space);
  H5Tclose(type);
}

// One time of a series as a dataset of its own that stores nothing.
void put_slice(hid_t group, FieldInfo const& field, GlobalIndex n_cells, std::size_t k,
               std::size_t n_times) {
  int const rank = field.components > 1 ? 2 : 1;
  hsize_t const n = static_cast<hsize_t>(n_cells), w = static_cast<hsize_t>(field.components);
  hsize_t const here[2] = {n, w}, there[3] = {n_times, n, w};
  hsize_t const start[3] = {k, 0, 0}, count[3] = {1, n, w};
  hid_t const space = H5Screate_simple(rank, here, nullptr);
  hid_t const from = H5Screate_simple(rank + 1, there, nullptr);
  H5Sselect_hyperslab(from, H5S_SELECT_SET, start, nullptr, count, nullptr);
  hid_t const list = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_virtual(list, space, source, ("/fields/" + field.name).c_str(), from);
  hid_t const data = H5Dcreate2(group, field.name.c_str(), H5T_NATIVE_DOUBLE, space, H5P_DEFAULT,
                                list, H5P_DEFAULT);
  H5Dclose(data);
  H5Pclose(list);
  H5Sclose(from);
  H5Sclose(space);
}

// Numbers 0 .. n-1: XDMF shows only points that a cell refers to.
void put_vertices(hid_t file, GlobalIndex n_cells) {
  std::vector<GlobalIndex> number(static_cast<std::size_t>(n_cells));
  std::iota(number.begin(), number.end(), 0);
  hsize_t const n = number.size();
  hid_t const space = H5Screate_simple(1, &n, nullptr);
  hid_t const data =
      H5Dcreate2(file, "vertices", H5T_NATIVE_INT64, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  H5Dwrite(data, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, number.data());
  H5Dclose(data);
  H5Sclose(space);
}

std::string data_item(std::string const& dimensions, std::string const& type,
                      std::string const& file, std::string const& path) {
  return fmt::format(
      "<DataItem Dimensions=\"{}\" NumberType=\"{}\" Precision=\"8\" "
      "Format=\"HDF\">{}:{}</DataItem>",
      dimensions, type, file, path);
}

// Cells of several kinds are shown by their centres: XDMF has no form for our arrays.
std::string xdmf_mesh(ResultsIndex const& index) {
  GlobalIndex const n = index.n_cells;
  bool const whole = index.only_hexahedra;
  std::string const cells =
      whole ? data_item(fmt::format("{} 8", n), "Int", source, "/mesh/connectivity")
            : data_item(fmt::format("{} 1", n), "Int", step_name(0), "/vertices");
  std::string const points =
      whole ? data_item(fmt::format("{} 3", index.n_nodes), "Float", source, "/mesh/points")
            : data_item(fmt::format("{} 3", n), "Float", source, "/mesh/cell_centre");
  return fmt::format(
      "<Topology TopologyType=\"{}\" NumberOfElements=\"{}\">{}</Topology>\n"
      "<Geometry GeometryType=\"XYZ\">{}</Geometry>\n",
      whole ? "Hexahedron" : "Polyvertex\" NodesPerElement=\"1", n, cells, points);
}

std::string xdmf_array(ResultsIndex const& index, std::string const& name, bool vector,
                       std::string const& values) {
  return fmt::format("<Attribute Name=\"{}\" AttributeType=\"{}\" Center=\"{}\">{}</Attribute>\n",
                     name, vector ? "Vector" : "Scalar", index.only_hexahedra ? "Cell" : "Node",
                     values);
}

// ParaView's XDMF reader takes no hyperslab of results.h5, so fields come from the file of the
// step.
std::string xdmf_step(ResultsIndex const& index, std::size_t k) {
  std::string text =
      fmt::format("<Grid Name=\"cells\" GridType=\"Uniform\">\n<Time Value=\"{:.17g}\"/>\n{}",
                  index.times[k], xdmf_mesh(index));
  for (FieldInfo const& field : index.fields) {
    bool const vector = field.components > 1;
    text += xdmf_array(index, field.name, vector,
                       data_item(fmt::format("{}{}", index.n_cells, vector ? " 3" : ""), "Float",
                                 step_name(k), "/VTKHDF/CellData/" + field.name));
  }
  for (auto const& [name, target] : numbers_of_cells)
    text += xdmf_array(index, name, false,
                       data_item(fmt::format("{}", index.n_cells), "Int", source, target));
  return text + "</Grid>\n";
}

}  // namespace

ViewWriter::ViewWriter(std::string folder) : folder_(std::move(folder)) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) throw IoError(folder_, error.message());
}

void ViewWriter::add_last(ResultsIndex const& index) {
  write_step(index, index.times.size() - 1);
  write_lists(index);
}

void ViewWriter::rebuild(ResultsIndex const& index) {
  for (auto const& entry : std::filesystem::directory_iterator(folder_))
    if (entry.path().extension() == ".hdf") std::filesystem::remove(entry.path());
  for (std::size_t k = 0; k < index.times.size(); ++k) write_step(index, k);
  write_lists(index);
}

void ViewWriter::write_step(ResultsIndex const& index, std::size_t k) const {
  std::string const path = folder_ + "/" + step_name(k);
  hid_t const file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  if (file < 0) throw IoError(path, "cannot be created");
  hid_t const root = H5Gcreate2(file, "VTKHDF", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  put_header(root);
  put_numbers(root, "NumberOfPoints", index.n_nodes);
  put_numbers(root, "NumberOfCells", index.n_cells);
  put_numbers(root, "NumberOfConnectivityIds", index.n_connectivity);
  for (auto const& [name, target] : {std::pair{"Points", "points"},
                                     {"Connectivity", "connectivity"},
                                     {"Offsets", "offsets"},
                                     {"Types", "types"}})
    H5Lcreate_external(source, (std::string("/mesh/") + target).c_str(), root, name, H5P_DEFAULT,
                       H5P_DEFAULT);
  hid_t const cells = H5Gcreate2(root, "CellData", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  for (FieldInfo const& field : index.fields)
    put_slice(cells, field, index.n_cells, k, index.times.size());
  for (auto const& [name, target] : numbers_of_cells)
    H5Lcreate_external(source, target, cells, name, H5P_DEFAULT, H5P_DEFAULT);
  H5Gclose(cells);
  H5Gclose(root);
  if (k == 0 && !index.only_hexahedra) put_vertices(file, index.n_cells);
  if (H5Fclose(file) < 0) throw IoError(path, "cannot be written");
}

void ViewWriter::write_lists(ResultsIndex const& index) const {
  nlohmann::ordered_json series{{"file-series-version", "1.0"},
                                {"files", nlohmann::ordered_json::array()}};
  for (std::size_t k = 0; k < index.times.size(); ++k)
    series["files"].push_back({{"name", step_name(k)}, {"time", index.times[k]}});
  write_atomically(folder_ + "/results.hdf.series", series.dump(1) + "\n");

  std::string text =
      "<?xml version=\"1.0\"?>\n<Xdmf Version=\"3.0\">\n<Domain>\n"
      "<Grid Name=\"results\" GridType=\"Collection\" CollectionType=\"Temporal\">\n";
  for (std::size_t k = 0; k < index.times.size(); ++k) text += xdmf_step(index, k);
  write_atomically(folder_ + "/results.xdmf", text + "</Grid>\n</Domain>\n</Xdmf>\n");
}

}  // namespace sanggan
