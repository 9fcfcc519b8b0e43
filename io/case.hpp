#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "mesh/builders.hpp"
#include "mesh/gmsh.hpp"
#include "physics/measure.hpp"
#include "physics/site.hpp"
#include "solver/controls.hpp"

namespace sanggan {

/// The mesh of a case, one of the kinds that a case file may ask for.
using MeshSpec = std::variant<BoxSpec, TerrainSpec, GmshSpec>;

/// A value per cell that multiplies a property, from an HDF5 dataset in cell-id order or a function
/// of place (raster, expression).
struct CellFieldSource {
  std::string property;                 ///< "hydraulic_conductivity"
  std::string hdf5_file, hdf5_dataset;  ///< [n_cells_global]; empty if `at` is given
  std::function<double(Vec3)> at;       ///< value at a cell centre
};

/// The `output` section.
struct OutputControl {
  std::vector<MonitorPoint> points;
  std::vector<MonitorFence> fences;
  std::vector<std::string> zones;    ///< zones whose stock goes to monitors.csv
  bool vtu = false;                  ///< PVTU and PVD beside results.h5
  bool triad = false;                ///< memory bandwidth of the machine, in run.json
  double checkpoint_interval = 600;  ///< wall-clock time between checkpoints (s)
};

/// One case, in SI, as read from its file. Nothing downstream looks at YAML.
struct Case {
  std::string path;  ///< the file it came from
  std::string name, title;
  std::string crs;          ///< EPSG code or WKT; empty: none
  std::string start_date;   ///< ISO 8601 date of t = 0; empty: none
  std::string source_text;  ///< the resolved text, hashed and kept in the results
  std::uint64_t hash = 0;   ///< of source_text and of the files it names

  MeshSpec mesh;
  Site site;  ///< without measures
  std::vector<Measure> measures;
  std::vector<CellFieldSource> cell_fields;
  std::function<double(Vec3)> initial_psi;  ///< pressure head at t = 0 (m)
  TimeControl time;
  NewtonControl newton;
  TransportControl transport;
  OutputControl output;
};

}  // namespace sanggan
