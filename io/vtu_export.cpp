#include "io/vtu_export.hpp"

#include <fmt/format.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkFieldData.h>
#include <vtkIdTypeArray.h>
#include <vtkInformation.h>
#include <vtkIntArray.h>
#include <vtkMPI.h>
#include <vtkMPICommunicator.h>
#include <vtkMPIController.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkUnsignedCharArray.h>
#include <vtkUnstructuredGrid.h>
#include <vtkXMLPUnstructuredGridWriter.h>

#include <filesystem>
#include <system_error>

#include "io/atomic_file.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

std::string parallel_name(std::size_t k) { return fmt::format("results_{:05d}.pvtu", k); }

vtkSmartPointer<vtkPoints> points_of(CellBlock const& block) {
  vtkNew<vtkDoubleArray> xyz;
  xyz->SetNumberOfComponents(3);
  xyz->SetNumberOfTuples(static_cast<vtkIdType>(block.points.size() / 3));
  std::copy(block.points.begin(), block.points.end(), xyz->GetPointer(0));
  auto points = vtkSmartPointer<vtkPoints>::New();
  points->SetData(xyz);
  return points;
}

vtkSmartPointer<vtkIdTypeArray> ids(std::vector<GlobalIndex> const& values) {
  auto array = vtkSmartPointer<vtkIdTypeArray>::New();
  array->SetNumberOfValues(static_cast<vtkIdType>(values.size()));
  std::copy(values.begin(), values.end(), array->GetPointer(0));
  return array;
}

vtkSmartPointer<vtkUnstructuredGrid> grid_of(CellBlock const& block) {
  auto grid = vtkSmartPointer<vtkUnstructuredGrid>::New();
  grid->SetPoints(points_of(block));
  vtkNew<vtkCellArray> cells;
  cells->SetData(ids(block.offsets), ids(block.connectivity));
  vtkNew<vtkUnsignedCharArray> types;
  types->SetNumberOfValues(static_cast<vtkIdType>(block.types.size()));
  std::copy(block.types.begin(), block.types.end(), types->GetPointer(0));
  grid->SetCells(types, cells);
  return grid;
}

void add_field(vtkUnstructuredGrid& grid, OutputField const& field) {
  vtkNew<vtkDoubleArray> array;
  array->SetName(field.name.c_str());
  array->SetNumberOfComponents(field.components);
  array->SetNumberOfTuples(grid.GetNumberOfCells());
  std::copy(field.values.begin(), field.values.end(), array->GetPointer(0));
  array->GetInformation()->Set(vtkDataArray::UNITS_LABEL(), field.unit.c_str());
  grid.GetCellData()->AddArray(array);
}

void add_numbers(vtkUnstructuredGrid& grid, char const* name,
                 std::vector<GlobalIndex> const& values) {
  vtkNew<vtkIntArray> array;
  array->SetName(name);
  array->SetNumberOfValues(grid.GetNumberOfCells());
  std::copy(values.begin(), values.end(), array->GetPointer(0));
  grid.GetCellData()->AddArray(array);
}

void add_time(vtkUnstructuredGrid& grid, double t) {
  vtkNew<vtkDoubleArray> time;
  time->SetName("TimeValue");
  time->InsertNextValue(t);
  grid.GetFieldData()->AddArray(time);
}

}  // namespace

VtuWriter::VtuWriter(std::string folder, MPI_Comm comm) : folder_(std::move(folder)), comm_(comm) {
  MPI_Comm_rank(comm, &rank_);
  MPI_Comm_size(comm, &size_);
  std::error_code error;
  if (rank_ == 0) std::filesystem::create_directories(folder_, error);
  fail_together(folder_, error ? error.message() : "", comm_);
}

void VtuWriter::write(CellBlock const& block, Snapshot const& shot, std::size_t k) const {
  auto const grid = grid_of(block);
  for (OutputField const& field : shot.fields) add_field(*grid, field);
  add_numbers(*grid, "zone", block.zone);
  add_numbers(*grid, "rank", block.rank);
  add_time(*grid, shot.t);

  MPI_Comm own = comm_;
  vtkMPICommunicatorOpaqueComm const opaque(&own);
  vtkNew<vtkMPICommunicator> communicator;
  communicator->InitializeExternal(const_cast<vtkMPICommunicatorOpaqueComm*>(&opaque));
  vtkNew<vtkMPIController> controller;
  controller->SetCommunicator(communicator);

  std::string const path = folder_ + "/" + parallel_name(k);
  vtkNew<vtkXMLPUnstructuredGridWriter> writer;
  writer->SetController(controller);
  writer->SetFileName(path.c_str());
  writer->SetNumberOfPieces(size_);
  writer->SetStartPiece(rank_);
  writer->SetEndPiece(rank_);
  writer->SetUseSubdirectory(true);
  writer->SetDataModeToBinary();
  writer->SetInputData(grid);
  bool const written = writer->Write() != 0 && writer->GetErrorCode() == 0;
  fail_together(path, written ? "" : "cannot be written", comm_);
}

void VtuWriter::write_list(std::vector<double> const& times) const {
  std::vector<Step> steps;
  steps.reserve(times.size());
  for (double const t : times) steps.push_back({t, steps.size()});
  write_list(steps);
}

void VtuWriter::write_list(std::vector<Step> const& steps) const {
  std::string const path = folder_ + "/results.pvd";
  std::string text =
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\">\n<Collection>\n";
  for (auto const [t, k] : steps)
    text += fmt::format("<DataSet timestep=\"{:.17g}\" part=\"0\" file=\"{}\"/>\n", t,
                        parallel_name(k));
  std::string problem;
  try {
    if (rank_ == 0) write_atomically(path, text + "</Collection>\n</VTKFile>\n");
  } catch (IoError const& error) {
    problem = error.what();
  }
  fail_together(path, problem, comm_);
}

}  // namespace sanggan
