#include "io/results.hpp"

#include <hdf5.h>
#include <vtkCell.h>
#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkHDFReader.h>
#include <vtkNew.h>
#include <vtkUnstructuredGrid.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "io/atomic_file.hpp"
#include "io/hdf5_file.hpp"
#include "io/io_error.hpp"
#include "io/view.hpp"
#include "io_checks.hpp"

namespace sanggan {
namespace {

using namespace test;

constexpr double times[] = {0, 3600, 86400.5};

/// What stands in the files at time t in the cell with this centre and number.
double psi_at(double t, Vec3 x, GlobalIndex id) {
  return std::sin(x.x) - x.z + 1e-5 * t + 1e-3 * static_cast<double>(id);
}
Vec3 q_at(double t, Vec3 x) { return {1e-7 * x.x, -1e-7 * x.y, 1e-9 * t}; }

Snapshot shot(Mesh const& mesh, double t) {
  OutputField psi{"pressure_head", "m", 1, {}}, q{"darcy_flux", "m/s", 3, {}};
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    psi.values.push_back(psi_at(t, mesh.centre()[c], mesh.cell_id()[c]));
    Vec3 const flux = q_at(t, mesh.centre()[c]);
    q.values.insert(q.values.end(), {flux.x, flux.y, flux.z});
  }
  return {t, {psi, q}};
}

/// The rank that owns each cell of a mesh, by the number of the cell. Collective.
std::vector<double> owners(Mesh const& mesh, MPI_Comm comm) {
  std::vector<double> rank(static_cast<std::size_t>(mesh.n_cells_global()));
  for (Index c = 0; c < mesh.n_owned_cells(); ++c)
    rank[static_cast<std::size_t>(mesh.cell_id()[c])] = rank_of(comm);
  MPI_Allreduce(MPI_IN_PLACE, rank.data(), static_cast<int>(rank.size()), MPI_DOUBLE, MPI_SUM,
                comm);
  return rank;
}

/// A folder of results of `n` times, written by all ranks.
class Results : public testing::Test {
 protected:
  ScratchFolder scratch_;
  std::string const file_ = scratch_ / "results.h5", view_ = scratch_ / "view";
  Mesh const mesh_ = build_slope(MPI_COMM_WORLD);
  Mesh const whole_ = build_slope(MPI_COMM_SELF);  // to compare with, in its own order
  std::vector<double> const owner_ = owners(mesh_, MPI_COMM_WORLD);
  bool const root_ = rank_of(MPI_COMM_WORLD) == 0;

  void write(int n) const {
    ResultsWriter writer(file_, mesh_, MPI_COMM_WORLD,
                         {"slope", "A slope", "EPSG:32649", "2020-01-01", "0.1", "c0ffee"});
    std::optional<ViewWriter> view;
    if (root_) view.emplace(view_);
    for (int k = 0; k < n; ++k) {
      writer.append(shot(mesh_, times[k]));
      if (view) view->add_last(writer.index());
    }
  }
  /// Everything in results.h5 about time k, cell by cell.
  void expect_time(int k) const {
    Hdf5File const file(file_, Hdf5File::Mode::read, MPI_COMM_SELF);
    GlobalIndex const n = whole_.n_cells_global();
    EXPECT_EQ(file.read_series("time", k, {0, 1, 0}, 1).at(0), times[k]);
    auto const psi = file.read_series("fields/pressure_head", k, {0, n, n}, 1),
               q = file.read_series("fields/darcy_flux", k, {0, n, n}, 3);
    for (Index c = 0; c < whole_.n_owned_cells(); ++c) {
      GlobalIndex const id = whole_.cell_id()[c];
      Vec3 const x = whole_.centre()[c], flux = q_at(times[k], x);
      auto const i = static_cast<std::size_t>(id);
      EXPECT_EQ(psi[i], psi_at(times[k], x, id));
      EXPECT_EQ((std::array{q[3 * i], q[3 * i + 1], q[3 * i + 2]}),
                (std::array{flux.x, flux.y, flux.z}));
    }
  }
};

TEST_F(Results, HoldTheFieldsInTheOrderOfTheCellNumbers) {
  write(3);
  if (!root_) return;
  for (int k = 0; k < 3; ++k) expect_time(k);
}

TEST_F(Results, SayWhatTheyAre) {
  write(2);
  auto const index = [&] {
    Hdf5File const file(file_, Hdf5File::Mode::read, MPI_COMM_WORLD);
    EXPECT_EQ(file.text_attribute("/", "case"), "slope");
    EXPECT_EQ(file.text_attribute("/", "crs"), "EPSG:32649");
    EXPECT_EQ(file.text_attribute("/", "case_hash"), "c0ffee");
    EXPECT_EQ(file.text_attribute("mesh/zone", "names"), "rock\nsoil");
    return read_results_index(file, MPI_COMM_WORLD);
  }();
  EXPECT_EQ(index.n_cells, whole_.n_cells_global());
  EXPECT_EQ(index.n_nodes, whole_.n_nodes_global());
  EXPECT_FALSE(index.only_hexahedra);
  EXPECT_EQ(index.times, (std::vector<double>{times[0], times[1]}));
  ASSERT_EQ(index.fields.size(), 2u);
  EXPECT_EQ(index.fields[0].name, "darcy_flux");
  EXPECT_EQ(index.fields[0].components, 3);
  EXPECT_EQ(index.fields[1].unit, "m");
}

TEST_F(Results, GoOnAfterARestart) {
  write(2);
  {
    ResultsWriter writer(file_, mesh_, MPI_COMM_WORLD, 100);  // the second time is cut off
    EXPECT_EQ(writer.index().times, (std::vector<double>{times[0]}));
    writer.append(shot(mesh_, times[1]));
    writer.append(shot(mesh_, times[2]));
  }
  if (!root_) return;
  for (int k = 0; k < 3; ++k) expect_time(k);
}

// A byte of the pressure head of the first cell; the other time stands.
TEST_F(Results, AreNotReadWhereAByteOfAFieldHasChanged) {
  write(2);
  if (!root_) return;
  double const value = psi_at(times[0], whole_.centre()[0], whole_.cell_id()[0]);
  std::string bytes = read_text(file_);
  std::size_t const at =
      bytes.find(std::string(reinterpret_cast<char const*>(&value), sizeof value));
  ASSERT_NE(at, std::string::npos);
  bytes[at + 3] = static_cast<char>(bytes[at + 3] ^ 1);
  write_atomically(file_, bytes);
  GlobalIndex const n = whole_.n_cells_global();
  Hdf5File const file(file_, Hdf5File::Mode::read, MPI_COMM_SELF);
  EXPECT_THROW(file.read_series("fields/pressure_head", 0, {0, n, n}, 1), IoError);
  EXPECT_NO_THROW(file.read_series("fields/pressure_head", 1, {0, n, n}, 1));
}

// The ranks that have the cells now, not those of the start.
TEST_F(Results, SayWhichRankHasACellAfterARestartOnOthers) {
  write(1);
  if (!root_) return;
  EXPECT_EQ(*std::max_element(owner_.begin(), owner_.end()), size_of(MPI_COMM_WORLD) - 1);
  auto const ranks = [this] {
    Hdf5File const file(file_, Hdf5File::Mode::read, MPI_COMM_SELF);
    GlobalIndex const n = whole_.n_cells_global();
    return file.read<GlobalIndex>("mesh/rank", {0, n, n});
  };
  EXPECT_TRUE(std::ranges::equal(ranks(), owner_));
  { ResultsWriter const writer(file_, whole_, MPI_COMM_SELF, times[0]); }
  EXPECT_TRUE(std::ranges::equal(ranks(), owners(whole_, MPI_COMM_SELF)));
}

/// Mean of the corners of each cell (m), by its number.
std::vector<Vec3> corner_means(Mesh const& mesh) {
  std::vector<Vec3> means(static_cast<std::size_t>(mesh.n_cells_global()));
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    Vec3 sum;
    Index const first = mesh.cell_node_offset()[c], last = mesh.cell_node_offset()[c + 1];
    for (Index k = first; k < last; ++k) sum = sum + mesh.node()[mesh.cell_node()[k]];
    means[static_cast<std::size_t>(mesh.cell_id()[c])] = (1.0 / (last - first)) * sum;
  }
  return means;
}

// The view stores nothing: what VTK shows comes out of results.h5 by links.
TEST_F(Results, AreWhatVtkShows) {
  write(3);
  if (!root_) return;
  auto const means = corner_means(whole_);
  for (int k = 0; k < 3; ++k) {
    vtkNew<vtkHDFReader> reader;
    std::string const name = view_ + "/results_0000" + std::to_string(k) + ".hdf";
    EXPECT_LT(std::filesystem::file_size(name), 20'000u);
    reader->SetFileName(name.c_str());
    reader->Update();
    auto* const grid = vtkUnstructuredGrid::SafeDownCast(reader->GetOutputDataObject(0));
    ASSERT_TRUE(grid);
    ASSERT_EQ(grid->GetNumberOfCells(), whole_.n_cells_global());
    ASSERT_EQ(grid->GetNumberOfPoints(), whole_.n_nodes_global());
    auto* const psi = grid->GetCellData()->GetArray("pressure_head");
    auto* const q = grid->GetCellData()->GetArray("darcy_flux");
    auto* const zone = grid->GetCellData()->GetArray("zone");
    auto* const rank = grid->GetCellData()->GetArray("rank");
    ASSERT_TRUE(psi && q && zone && rank);
    for (Index c = 0; c < whole_.n_owned_cells(); ++c) {
      GlobalIndex const id = whole_.cell_id()[c];
      vtkCell* const cell = grid->GetCell(id);
      EXPECT_EQ(cell->GetCellType(), whole_.cell_type()[c]);
      Vec3 sum;
      for (vtkIdType p = 0; p < cell->GetNumberOfPoints(); ++p) {
        double const* const x = cell->GetPoints()->GetPoint(p);
        sum = sum + Vec3{x[0], x[1], x[2]};
      }
      Vec3 const mean = (1.0 / static_cast<double>(cell->GetNumberOfPoints())) * sum;
      EXPECT_LT(norm(mean - means[static_cast<std::size_t>(id)]), 1e-13);
      Vec3 const at = whole_.centre()[c], flux = q_at(times[k], at);
      EXPECT_EQ(psi->GetComponent(id, 0), psi_at(times[k], at, id));
      EXPECT_EQ(q->GetComponent(id, 0), flux.x);
      EXPECT_EQ(q->GetComponent(id, 2), flux.z);
      EXPECT_EQ(zone->GetComponent(id, 0), whole_.zone()[c]);
      EXPECT_EQ(rank->GetComponent(id, 0), owner_[static_cast<std::size_t>(id)]);
    }
  }
}

/// "file:dataset" of every item in results.xdmf that follows a tag, in the order of times.
std::vector<std::pair<std::string, std::string>> xdmf_items(std::string const& view,
                                                            std::string const& tag) {
  std::ifstream file(view + "/results.xdmf");
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  std::regex const item(tag + "[^>]*><DataItem[^>]*Format=\"HDF\">([^:<]+):([^<]+)</DataItem>");
  std::vector<std::pair<std::string, std::string>> items;
  for (std::sregex_iterator at(text.begin(), text.end(), item), end; at != end; ++at)
    items.emplace_back(view + "/" + at->str(1), at->str(2));
  return items;
}

/// A whole dataset, as a reader without MPI gets it (with MPI, HDF5 follows no virtual dataset).
std::vector<double> values_of(std::pair<std::string, std::string> const& item) {
  hid_t const file = H5Fopen(item.first.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  hid_t const data = H5Dopen2(file, item.second.c_str(), H5P_DEFAULT);
  hid_t const space = H5Dget_space(data);
  std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  H5Dread(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  H5Sclose(space);
  H5Dclose(data);
  H5Fclose(file);
  return values;
}

// ParaView's XDMF reader leaves out arrays behind a hyperslab and points without a cell.
TEST_F(Results, AreNamedInXdmfAsWholeArraysOfEachTime) {
  write(3);
  if (!root_) return;
  auto const psi = xdmf_items(view_, "Name=\"pressure_head\""),
             zones = xdmf_items(view_, "Name=\"zone\""), ranks = xdmf_items(view_, "Name=\"rank\""),
             vertices = xdmf_items(view_, "<Topology TopologyType=\"Polyvertex\"");
  auto const n = static_cast<std::size_t>(whole_.n_cells_global());
  ASSERT_EQ((std::array{psi.size(), zones.size(), ranks.size(), vertices.size()}),
            (std::array<std::size_t, 4>{3, 3, 3, 3}));
  for (std::size_t k = 0; k < 3; ++k) {
    auto const value = values_of(psi[k]), zone = values_of(zones[k]),
               vertex = values_of(vertices[k]);
    ASSERT_EQ((std::array{value.size(), zone.size(), vertex.size()}), (std::array{n, n, n}));
    EXPECT_EQ(values_of(ranks[k]), owner_);
    for (Index c = 0; c < whole_.n_owned_cells(); ++c) {
      GlobalIndex const id = whole_.cell_id()[c];
      auto const i = static_cast<std::size_t>(id);
      EXPECT_EQ(value[i], psi_at(times[k], whole_.centre()[c], id));
      EXPECT_EQ(zone[i], whole_.zone()[c]);
      EXPECT_EQ(vertex[i], id);
    }
  }
}

TEST_F(Results, AreListedWithTheirTimes) {
  write(3);
  if (!root_) return;
  std::ifstream series(view_ + "/results.hdf.series");
  auto const list = nlohmann::json::parse(series);
  ASSERT_EQ(list.at("files").size(), 3u);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(list["files"][k].at("time").get<double>(), times[k]);
    EXPECT_TRUE(
        std::filesystem::exists(view_ + "/" + list["files"][k].at("name").get<std::string>()));
  }
}

}  // namespace
}  // namespace sanggan
