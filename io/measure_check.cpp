#include "io/measure_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/section.hpp"
#include "solver/simulation.hpp"

namespace sanggan {
namespace {

/// Something that may be seen on any rank, and is wrong if it is, or if it is not.
struct Finding {
  std::string message;
  bool wrong;
  bool seen;
};

/// The same thing said of another interval of the same measures is no other thing.
bool is_told(std::vector<Finding> const& all, std::string const& message) {
  return std::any_of(all.begin(), all.end(),
                     [&](auto const& one) { return one.message == message; });
}

/// Whether a cell of this rank lies in all regions; those that are null hold everything.
bool share_a_cell(std::initializer_list<Region const*> regions, Mesh const& mesh) {
  auto const holds = [&](Region const* region, Index c) {
    Vec3 const x = mesh.centre()[c];
    auto const& zone = mesh.zone_names()[static_cast<std::size_t>(mesh.zone()[c])];
    return !region || region->contains(zone, x.x, x.y, x.z);
  };
  for (Index c = 0; c < mesh.n_owned_cells(); ++c)
    if (std::all_of(regions.begin(), regions.end(), [&](auto* region) { return holds(region, c); }))
      return true;
  return false;
}

Region const* region_of(Edit const& edit) {
  return std::visit([](auto const& one) { return one.region(); }, edit);
}

/// What is exchanged at one moment stays, so that only the same moment counts.
bool act_together(TimedEdit const& a, TimedEdit const& b) {
  bool const at_once = std::holds_alternative<PlaceSoil>(a.edit) ||
                       std::holds_alternative<TakeAway>(a.edit) ||
                       std::holds_alternative<AddSolids>(a.edit);
  return at_once ? a.from == b.from && a.from < never : a.from < b.to && b.from < a.to;
}

std::vector<Finding> empty_places(Case const& c, std::vector<TimedEdit> const& edits,
                                  Mesh const& mesh) {
  std::vector<Finding> all;
  for (Measure const& measure : c.measures)
    all.push_back({measure.place + " holds the centre of no cell; make its region larger", false,
                   share_a_cell({&measure.target.region}, mesh)});
  for (TimedEdit const& edit : edits)
    if (auto const* wall = std::get_if<AddBarrier>(&edit.edit)) {
      auto const message = c.measures[edit.measure].place +
                           " stands between no cells of the mesh; change where it is";
      if (!is_told(all, message))
        all.push_back({message, false, !wall_faces(mesh, {wall->barrier}).empty()});
    }
  return all;
}

std::vector<Finding> contradictions(Case const& c, std::vector<TimedEdit> const& edits,
                                    Mesh const& mesh) {
  std::vector<Finding> all;
  auto const set_by = [&](TimedEdit const& edit) {
    return std::visit([&](auto const& one) { return one.sets(c.site); }, edit.edit);
  };
  for (TimedEdit const& a : edits)
    for (TimedEdit const& b : edits) {
      if (a.measure >= b.measure || !act_together(a, b)) continue;
      auto const theirs = set_by(b);
      for (std::string const& thing : set_by(a)) {
        auto const message = fmt::format(
            "{} sets {} where and while \"{}\" does; change the place or the time of one of them",
            c.measures[b.measure].place, thing, c.measures[a.measure].name);
        if (std::find(theirs.begin(), theirs.end(), thing) != theirs.end() &&
            !is_told(all, message))
          all.push_back(
              {message, true, share_a_cell({region_of(a.edit), region_of(b.edit)}, mesh)});
      }
    }
  return all;
}

}  // namespace

void check_measures(Case const& c, Mesh const& mesh, MPI_Comm comm) {
  auto const edits = timed_edits(c.site, c.measures, c.time.end);
  auto findings = empty_places(c, edits, mesh);
  for (Finding& one : contradictions(c, edits, mesh)) findings.push_back(std::move(one));
  std::vector<int> seen;
  for (Finding const& one : findings) seen.push_back(one.seen);
  MPI_Allreduce(MPI_IN_PLACE, seen.data(), static_cast<int>(seen.size()), MPI_INT, MPI_MAX, comm);
  std::vector<std::string> wrong;
  for (std::size_t k = 0; k < findings.size(); ++k)
    if ((seen[k] != 0) == findings[k].wrong) wrong.push_back(findings[k].message);
  if (!wrong.empty()) throw CaseError(wrong);
}

}  // namespace sanggan
