#include <algorithm>

#include "study/assess.hpp"
#include "study/display_units.hpp"

namespace sanggan {
namespace {

/// Area of the columns of a map that are above a limit (m2).
double area_above(PlanMap const& map, PlanGrid const& grid, double limit) {
  double area = 0;
  for (std::size_t j = 0; j < grid.ny(); ++j)
    for (std::size_t i = 0; i < grid.nx(); ++i)
      if (map.values[j * grid.nx() + i] > limit)
        area += (grid.x[i + 1] - grid.x[i]) * (grid.y[j + 1] - grid.y[j]);
  return area;
}

/// A plume to be followed, and the field that shows it.
struct Followed {
  PlumeFinding finding;
  std::string field;
};

std::vector<Followed> to_follow(Study const& study, Case const& c) {
  std::vector<Followed> list;
  auto const& standard = study.standards.groundwater;
  for (Substance const& substance : substances_of(study, c))
    for (char const* const name : {"I", "II", "III", "IV"})
      if (auto const* const limit = limit_of(study, standard, substance.name, name)) {
        PlumeFinding finding;
        finding.substance = substance.name;
        finding.water_class = name;
        finding.limit = limit->value / mg_per_L;
        list.push_back({std::move(finding), substance.species + "_dissolved"});
      }
  return list;
}

/// Volume of the saturated cells above a limit (m3). Collective.
double volume_above(std::vector<double> const& C, std::vector<double> const& psi,
                    std::vector<double> const& volume, double limit, MPI_Comm comm) {
  double sum = 0;
  for (std::size_t k = 0; k < C.size(); ++k)
    if (psi[k] >= 0 && C[k] > limit) sum += volume[k];
  MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_DOUBLE, MPI_SUM, comm);
  return sum;
}

void follow_growth(PlumeFinding& plume, SpreadTest const& test) {
  if (plume.t.size() < 2) return;
  plume.growth = trend(plume.t, plume.area, test.confidence);
  plume.spreading = is_spreading(*plume.growth, test);
}

}  // namespace

std::vector<PlumeFinding> assess_plumes(Study const& study, Case const& c,
                                        ResultsReader const& results, PlanGrid const& grid) {
  auto followed = to_follow(study, c);
  auto const volume = results.volumes();
  for (std::size_t k = 0; k < results.index().times.size(); ++k) {
    auto const maps = plan_maps(results, grid, Layer::maximum, k);
    auto const psi = results.field({"pressure_head", "m", 1}, k).values;
    std::string read;
    std::vector<double> C;
    for (auto& [finding, field] : followed) {
      auto const map = std::find_if(maps.begin(), maps.end(),
                                    [&](PlanMap const& one) { return one.name == field; });
      if (map == maps.end()) continue;
      if (read != field) C = results.field({field, "mg/L", 1}, k).values;
      read = field;
      finding.t.push_back(results.index().times[k]);
      finding.area.push_back(area_above(*map, grid, finding.limit));
      finding.volume.push_back(volume_above(C, psi, volume, finding.limit, results.comm()));
    }
  }
  std::vector<PlumeFinding> seen;
  for (auto& [finding, field] : followed) {
    if (std::all_of(finding.area.begin(), finding.area.end(), [](double a) { return a == 0; }))
      continue;
    follow_growth(finding, study.spreading);
    seen.push_back(std::move(finding));
  }
  return seen;
}

}  // namespace sanggan
