#include "physics/timeline.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace sanggan {
namespace {

StateEdit const* exchanged(Edit const& edit) {
  if (auto const* placed = std::get_if<PlaceSoil>(&edit)) return &placed->exchange;
  if (auto const* taken = std::get_if<TakeAway>(&edit)) return &taken->removal;
  if (auto const* added = std::get_if<AddSolids>(&edit)) return &added->addition;
  return nullptr;
}

}  // namespace

std::vector<double> stage_starts(std::vector<TimedEdit> const& edits, double t_end) {
  std::set<double> times{0};
  for (TimedEdit const& edit : edits) times.insert({edit.from, edit.to});
  times.erase(times.lower_bound(t_end), times.end());
  return {times.begin(), times.end()};
}

Site site_at(Site const& base, std::vector<TimedEdit> const& edits, double t) {
  Site site = base;
  std::vector<TimedEdit const*> in_force;
  std::set<std::string> still, running;
  for (TimedEdit const& edit : edits) {
    auto const* run = std::get_if<RunWell>(&edit.edit);
    bool const holds = edit.from <= t && t < edit.to;
    if (run) (holds ? running : still).insert(run->well);
    if (holds) in_force.push_back(&edit);
  }
  for (Well& well : site.wells)
    if ((well.standby || still.contains(well.name)) && !running.contains(well.name)) {
      well.rate = Series::constant(0);
      well.head.reset();
    }
  std::stable_sort(in_force.begin(), in_force.end(),
                   [](auto const* a, auto const* b) { return a->begin < b->begin; });
  for (TimedEdit const* edit : in_force)
    std::visit([&](auto const& one) { one.apply(site); }, edit->edit);
  return site;
}

std::vector<StateEdit> state_edits(std::vector<TimedEdit> const& edits, double t) {
  std::vector<StateEdit> now;
  for (TimedEdit const& edit : edits)
    if (StateEdit const* exchange = exchanged(edit.edit); exchange && edit.from == t)
      now.push_back(*exchange);
  return now;
}

}  // namespace sanggan
