#include <vtkCell.h>
#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkFieldData.h>
#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkTetra.h>
#include <vtkUnstructuredGrid.h>
#include <vtkXMLPUnstructuredGridReader.h>

#include <algorithm>
#include <array>
#include <map>

#include "app/export.hpp"
#include "io/results_reader.hpp"
#include "io/section.hpp"
#include "tests/app/finished_run.hpp"

namespace sanggan {
namespace {

/// Where a cell lies: the bounds of its corners (m).
using Bounds = std::array<double, 6>;

Bounds bounds_of(CellBlock const& block, std::size_t cell) {
  Bounds b{1e300, -1e300, 1e300, -1e300, 1e300, -1e300};
  for (auto k = block.offsets[cell]; k < block.offsets[cell + 1]; ++k)
    for (std::size_t d = 0; d < 3; ++d) {
      auto const corner = static_cast<std::size_t>(block.connectivity[static_cast<std::size_t>(k)]);
      b[2 * d] = std::min(b[2 * d], block.points[3 * corner + d]);
      b[2 * d + 1] = std::max(b[2 * d + 1], block.points[3 * corner + d]);
    }
  return b;
}

/// The whole of results.h5, and its cells by their bounds.
struct Whole {
  ResultsReader results;
  CellBlock block;
  std::map<Bounds, std::size_t> cell_at;

  explicit Whole(std::string const& folder)
      : results(folder + "/results.h5", MPI_COMM_SELF), block(results.cell_block()) {
    for (std::size_t c = 0; c < block.n_cells(); ++c) cell_at[bounds_of(block, c)] = c;
  }
};

/// Every cell and value of a PVTU file is one of results.h5, to the last bit.
void expect_same(std::string const& pvtu, Whole const& whole, std::size_t time) {
  vtkNew<vtkXMLPUnstructuredGridReader> reader;
  reader->SetFileName(pvtu.c_str());
  reader->Update();
  auto& grid = *reader->GetOutput();
  ASSERT_EQ(grid.GetNumberOfCells(), whole.results.index().n_cells) << pvtu;
  EXPECT_EQ(grid.GetFieldData()->GetArray("TimeValue")->GetTuple1(0),
            whole.results.index().times[time]);
  auto const shot = whole.results.snapshot(time);
  ASSERT_GE(shot.fields.size(), 8u);
  auto* const zone = grid.GetCellData()->GetArray("zone");
  auto* const rank = grid.GetCellData()->GetArray("rank");
  ASSERT_TRUE(zone && rank);
  std::vector<std::size_t> seen;
  for (vtkIdType i = 0; i < grid.GetNumberOfCells(); ++i) {
    Bounds b;
    grid.GetCell(i)->GetBounds(b.data());
    auto const found = whole.cell_at.find(b);
    ASSERT_NE(found, whole.cell_at.end()) << "cell " << i << " of " << pvtu;
    std::size_t const c = found->second;
    seen.push_back(c);
    EXPECT_EQ(grid.GetCellType(i), whole.block.types[c]);
    EXPECT_EQ(zone->GetTuple1(i), static_cast<double>(whole.block.zone[c]));
    EXPECT_EQ(rank->GetTuple1(i), static_cast<double>(whole.block.rank[c]));
    for (auto const& field : shot.fields) {
      auto* const array = grid.GetCellData()->GetArray(field.name.c_str());
      ASSERT_TRUE(array) << field.name;
      ASSERT_EQ(array->GetNumberOfComponents(), field.components);
      for (int k = 0; k < field.components; ++k)
        ASSERT_EQ(array->GetComponent(i, k),
                  field.values[c * static_cast<std::size_t>(field.components) +
                               static_cast<std::size_t>(k)])
            << field.name;
    }
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end()) << "a cell stands twice";
}

class Vtu : public test::FinishedRun {};

TEST_F(Vtu, OfARunHoldsTheCellsAndValuesOfTheResults) {
  Whole const whole(folder());
  ASSERT_EQ(whole.results.index().times.size(), 3u);
  expect_same(folder() + "/vtu/results_00000.pvtu", whole, 0);
  expect_same(folder() + "/vtu/results_00002.pvtu", whole, 2);
}

TEST_F(Vtu, OfAnExportHoldsTheCellsAndValuesOfTheResults) {
  MPI_Barrier(MPI_COMM_WORLD);
  if (rank() == 0) std::filesystem::remove_all(folder() + "/vtu");
  MPI_Barrier(MPI_COMM_WORLD);
  ASSERT_EQ(export_results({folder(), "vtu", "10 day", ""}, MPI_COMM_WORLD), ExitCode::done);
  expect_same(folder() + "/vtu/results_00001.pvtu", Whole(folder()), 1);
  EXPECT_FALSE(std::filesystem::exists(folder() + "/vtu/results_00000.pvtu"));
  EXPECT_TRUE(std::filesystem::exists(folder() + "/vtu/results.pvd"));
}

/// Volume of a cell as VTK cuts it into tetrahedra.
double volume_of(vtkCell& cell) {
  vtkNew<vtkIdList> ids;
  vtkNew<vtkPoints> points;
  cell.Triangulate(0, ids, points);
  double volume = 0;
  for (vtkIdType t = 0; t + 3 < points->GetNumberOfPoints(); t += 4) {
    std::array<std::array<double, 3>, 4> p;
    for (vtkIdType k = 0; k < 4; ++k)
      points->GetPoint(t + k, p[static_cast<std::size_t>(k)].data());
    volume += std::abs(vtkTetra::ComputeVolume(p[0].data(), p[1].data(), p[2].data(), p[3].data()));
  }
  return volume;
}

TEST_F(Vtu, OfAMeshOfGmshHoldsItsCells) {
  std::string const own = folder() + "-gmsh";
  Verbosity verbosity;
  verbosity.quiet = true;
  ASSERT_EQ(run_case("tests/app/gmsh/case.yaml", own, {}, verbosity, {}, MPI_COMM_WORLD),
            ExitCode::done);
  vtkNew<vtkXMLPUnstructuredGridReader> reader;
  reader->SetFileName((own + "/vtu/results_00001.pvtu").c_str());
  reader->Update();
  auto& grid = *reader->GetOutput();
  ASSERT_EQ(grid.GetNumberOfCells(), 13);
  std::map<int, int> n_of_type;
  std::map<int, double> volume_of_type;
  for (vtkIdType i = 0; i < grid.GetNumberOfCells(); ++i) {
    ++n_of_type[grid.GetCellType(i)];
    volume_of_type[grid.GetCellType(i)] += volume_of(*grid.GetCell(i));
  }
  EXPECT_EQ(n_of_type, (std::map<int, int>{{10, 8}, {12, 1}, {13, 2}, {14, 2}}));
  for (auto const& [type, expected] :
       std::map<int, double>{{10, 2.0 / 3}, {12, 1.0}, {13, 1.0}, {14, 1.0 / 3}})
    EXPECT_NEAR(volume_of_type[type], expected, 1e-12) << type;
  MPI_Barrier(MPI_COMM_WORLD);
}

TEST_F(Vtu, OfATimeWithoutOutputIsRefused) {
  try {
    export_results({folder(), "vtu", "15 day", ""}, MPI_COMM_WORLD);
    FAIL() << "should throw";
  } catch (CaseError const& error) {
    EXPECT_STREQ(error.what(),
                 "--time \"15 day\": there is no output at that time; there is at 0 s, 10 d, 20 d");
  }
  EXPECT_THROW(export_results({folder(), "vtu", "15", ""}, MPI_COMM_WORLD), CaseError);
  EXPECT_THROW(export_results({folder() + "/none", "vtu", "", ""}, MPI_COMM_WORLD), CaseError);
}

}  // namespace
}  // namespace sanggan
