#include <algorithm>

#include "study/assess.hpp"
#include "study/soil_capacity.hpp"

namespace sanggan {
namespace {

/// Part of a cell that lies in a soil: its volume there (m3) and the bulk density (kg/m3).
struct SoilPart {
  std::size_t cell;
  double volume, rho_b;
};

/// The soil of a receptor on this rank.
struct SoilCells {
  std::vector<SoilPart> parts;
  double area = 0;  ///< of its columns, over all ranks (m2)
  double mass = 0;  ///< over all ranks (kg)
};

double column_area(PlanGrid const& grid, std::size_t column) {
  std::size_t const i = column % grid.nx(), j = column / grid.nx();
  return (grid.x[i + 1] - grid.x[i]) * (grid.y[j + 1] - grid.y[j]);
}

Vec2 column_centre(PlanGrid const& grid, std::size_t column) {
  std::size_t const i = column % grid.nx(), j = column / grid.nx();
  return {(grid.x[i] + grid.x[i + 1]) / 2, (grid.y[j] + grid.y[j + 1]) / 2};
}

double sum_of_all(double value, MPI_Comm comm) {
  MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_DOUBLE, MPI_SUM, comm);
  return value;
}

/// Cells as slices of their columns, with the surface of each column.
class Slices {
 public:
  Slices(Case const& c, ResultsReader const& results, PlanGrid const& grid)
      : grid_(grid), comm_(results.comm()), surface_(grid.nx() * grid.ny(), -1e300) {
    auto const centres = results.centres();
    volume_ = results.volumes();
    auto const zones = results.zones();
    auto const names = results.zone_names();
    for (std::size_t k = 0; k < volume_.size(); ++k) {
      double const half = volume_[k] / column_area(grid, grid.column[k]) / 2;
      top_.push_back(centres[3 * k + 2] + half);
      bottom_.push_back(centres[3 * k + 2] - half);
      auto& surface = surface_[grid.column[k]];
      surface = std::max(surface, top_[k]);
      rho_b_.push_back(density(c, names[static_cast<std::size_t>(zones[k])]));
    }
    MPI_Allreduce(MPI_IN_PLACE, surface_.data(), static_cast<int>(surface_.size()), MPI_DOUBLE,
                  MPI_MAX, comm_);
  }

  /// What lies in the polygon down to a depth (m).
  SoilCells down_to(double depth, Polygon const& polygon) const {
    SoilCells soil;
    for (std::size_t k = 0; k < volume_.size(); ++k) {
      auto const column = grid_.column[k];
      if (!polygon.contains(column_centre(grid_, column))) continue;
      double const overlap =
          std::min(top_[k], surface_[column]) - std::max(bottom_[k], surface_[column] - depth);
      if (!(overlap > 0)) continue;
      double const area = column_area(grid_, column);
      soil.parts.push_back({k, area * overlap, rho_b_[k]});
      soil.mass += area * overlap * rho_b_[k];
      soil.area += area * overlap / depth;
    }
    soil.mass = sum_of_all(soil.mass, comm_);
    soil.area = sum_of_all(soil.area, comm_);
    return soil;
  }

 private:
  static double density(Case const& c, std::string const& zone) {
    for (auto const& [name, material] : c.site.material_of_zone)
      if (name == zone) return c.site.materials[static_cast<std::size_t>(material)].rho_b;
    return 0;
  }

  PlanGrid const& grid_;
  MPI_Comm comm_;
  std::vector<double> volume_, top_, bottom_, rho_b_;  // [cells of this rank]
  std::vector<double> surface_;                        // [columns] elevation (m)
};

/// Mean total content of a soil (kg/kg) of what the case computes.
double mean_content(SoilCells const& soil, ResultsReader const& results, Substance const& substance,
                    std::size_t time) {
  auto const total = results.field({substance.species + "_total", "g/m3", 1}, time).values;
  double mass = 0;
  for (SoilPart const& part : soil.parts) mass += 1e-3 * total[part.cell] * part.volume;
  return soil.mass > 0 ? sum_of_all(mass, results.comm()) / soil.mass : 0;
}

/// A receptor of soil, whatever is on it.
struct Ground {
  Polygon const* polygon;
  double depth;
  SoilSample const* soil;
  std::string const* standard;
};

std::optional<Ground> ground_of(Receptor const& receptor, StudyStandards const& standards) {
  if (auto const* land = std::get_if<FarmlandReceptor>(&receptor.kind))
    return Ground{&land->polygon, land->depth, &land->soil, &standards.farmland};
  if (auto const* plot = std::get_if<PlotReceptor>(&receptor.kind))
    return Ground{&plot->polygon, plot->depth, &plot->soil, &standards.plots};
  return {};
}

std::vector<Limit const*> screening_limits(Study const& study, Case const& c,
                                           Ground const& ground) {
  std::vector<Limit const*> limits;
  for (Substance const& substance : substances_of(study, c))
    if (auto const* limit = find_limit(
            study.limits,
            {*ground.standard, substance.name, ground.soil->use, "screening", ground.soil->pH}))
      limits.push_back(limit);
  return limits;
}

double background_of(SoilSample const& soil, std::string const& substance, double otherwise) {
  for (Content const& one : soil.background)
    if (one.substance == substance) return one.value;
  return otherwise;
}

void assess_farmland(Study const& study, FarmlandReceptor const& land, SoilCells const& soil,
                     SoilFinding& finding) {
  for (CropUptake const& uptake : land.crops)
    for (Content const& content : finding.end)
      if (content.substance == uptake.substance)
        finding.crops.push_back(
            {uptake.crop, uptake.substance,
             judge_crop(uptake, content.value, land.soil.pH, study.limits, study.standards.food)});
  if (!(soil.area > 0)) return;
  for (Content const& content : finding.end) {
    auto const* const screening = find_limit(
        study.limits,
        {study.standards.farmland, content.substance, land.soil.use, "screening", land.soil.pH});
    if (!screening) continue;
    SoilCapacity const capacity{soil.mass / soil.area, screening->value};
    CapacityFinding& one = finding.capacity.emplace_back();
    one.substance = content.substance;
    one.at_once = static_capacity(capacity, content.value);
    if (land.capacity_years > 0)
      one.yearly =
          dynamic_capacity(capacity, content.value, land.residual_share, land.capacity_years);
  }
}

}  // namespace

std::vector<SoilFinding> assess_soils(Study const& study, Scenario const& scenario, Case const& c,
                                      ResultsReader const& results, PlanGrid const& grid) {
  std::vector<SoilFinding> findings;
  Slices const slices(c, results, grid);
  std::size_t const last = results.index().times.size() - 1;
  for (std::size_t r = 0; r < scenario.receptors.size(); ++r) {
    Receptor const& receptor = scenario.receptors[r];
    auto const ground = ground_of(receptor, study.standards);
    if (!ground) continue;
    auto const soil = slices.down_to(ground->depth, *ground->polygon);
    SoilFinding& finding = findings.emplace_back();
    finding.limits = screening_limits(study, c, *ground);
    finding.receptor = receptor.name;
    finding.is_plot = std::holds_alternative<PlotReceptor>(receptor.kind);
    finding.area = soil.area;
    for (Substance const& substance : substances_of(study, c)) {
      double const first = mean_content(soil, results, substance, 0);
      double const now = mean_content(soil, results, substance, last);
      double const before = background_of(*ground->soil, substance.name, first);
      finding.start.push_back({substance.name, before});
      finding.end.push_back({substance.name, std::max(0.0, before + now - first)});
    }
    if (!ground->standard->empty()) {
      SoilSample unchanged = *ground_of(study.receptors[r], study.standards)->soil;
      unchanged.contents = finding.start;
      finding.grade_at_start = judge_soil(unchanged, study.limits, *ground->standard).grade;
      SoilSample sample = *ground->soil;
      sample.contents = finding.end;
      finding.judged = judge_soil(sample, study.limits, *ground->standard);
    }
    if (auto const* land = std::get_if<FarmlandReceptor>(&receptor.kind))
      assess_farmland(study, *land, soil, finding);
  }
  return findings;
}

}  // namespace sanggan
