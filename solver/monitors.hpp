#pragma once
#include <string>
#include <vector>

#include "solver/simulation.hpp"

namespace sanggan {

/// Time series at points, wells, boundaries and in zones: what goes to monitors.csv.
class Monitors {
 public:
  /// Finds the cell of each point: where there are columns, of those over it the nearest in
  /// elevation, else the one that holds it. Collective.
  /// @throws MeshError if a point lies outside the mesh or a fence crosses none of its faces,
  /// std::runtime_error if a zone is unknown
  Monitors(Simulation const& simulation, std::vector<MonitorPoint> const& points,
           std::vector<MonitorFence> const& fences, std::vector<std::string> const& zones);

  /// Goes on with another simulation of the same run, whose site has the same names.
  void watch(Simulation const& simulation) { simulation_ = &simulation; }

  /// Name and unit of every value, in the order of `sample`.
  std::vector<Column> const& columns() const { return columns_; }
  /// Values of the present state, the same on all ranks. Collective.
  std::vector<double> sample() const;

  /// Largest dissolved concentration of each species at each point or well so far, and when it
  /// first exceeded the limit of the species.
  struct Peak {
    std::string place;
    std::size_t species;
    double C_first = -1;            ///< at the start (mol/m3); negative: not yet sampled
    double C_peak = 0, t_peak = 0;  ///< (mol/m3), (s)
    double t_exceeded = -1;         ///< (s); negative: never
  };
  /// Takes note of one sample at time t (s), or of a row that monitors.csv kept of it.
  void follow(double t, std::vector<double> const& sample);
  std::vector<Peak> const& peaks() const { return peaks_; }

 private:
  /// What leaves over the surface (m3/s), of this rank.
  std::vector<double> runoff_by_boundary() const;
  /// A face of a fence: +1 where its owner is left of the line.
  struct FenceFace {
    Index face;
    double sign;
  };
  std::vector<FenceFace> faces_of(MonitorFence const& fence) const;
  /// Water (m3/s), then each species that goes with it (mol/s), out of cells of this rank.
  std::vector<double> flow_through(std::vector<FenceFace> const& fence) const;

  Simulation const* simulation_;
  std::vector<Index> point_cell_;  // by point, -1 on ranks that do not hold it
  std::vector<std::vector<FenceFace>> fences_;
  std::vector<std::string> zones_;
  std::vector<char> has_runoff_;  // by boundary
  std::vector<Column> columns_;
  std::vector<Peak> peaks_;
  std::vector<std::size_t> peak_column_;
};

}  // namespace sanggan
