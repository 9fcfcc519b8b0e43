#pragma once
#include <string>
#include <variant>
#include <vector>

#include "physics/site.hpp"
#include "physics/state_edit.hpp"

namespace sanggan {

// Changes of a site. Each applies itself to a site whose names it uses are those of the site, and
// says what it sets, in the words of a message; where a region goes with that, it is its own.

/// Another material in a region, with all that it brings and takes; it stays for good.
struct PlaceSoil {
  StateEdit exchange;  ///< with a refill
  std::string material;
  void apply(Site& site) const;
  std::vector<std::string> sets(Site const&) const { return {"the material"}; }
  Region const* region() const { return &exchange.region; }
};

/// The soil of a region becomes another in place; what it holds stays.
struct AlterSoil {
  Region where;
  double conductivity = 1;       ///< factor (-)
  std::vector<double> sorption;  ///< factors of the sorbed content, by species (-)
  void apply(Site& site) const;
  std::vector<std::string> sets(Site const& site) const;
  Region const* region() const { return &where; }
};

/// A share of what a region holds is taken away, once.
struct TakeAway {
  StateEdit removal;  ///< with shares
  void apply(Site&) const {}
  std::vector<std::string> sets(Site const&) const { return {"what is taken out"}; }
  Region const* region() const { return &removal.region; }
};

/// Solids are worked into a region, once.
struct AddSolids {
  StateEdit addition;  ///< with what is added
  void apply(Site&) const {}
  std::vector<std::string> sets(Site const&) const { return {}; }
  Region const* region() const { return &addition.region; }
};

/// Waste gives off a share of what it would.
struct ScaleRelease {
  ReleaseChange change;
  void apply(Site& site) const { site.release_changes.push_back(change); }
  std::vector<std::string> sets(Site const&) const { return {"the release of the waste"}; }
  Region const* region() const { return &change.region; }
};

/// A species is used up, beside all else that uses it up.
struct AddConsumption {
  int species = 0;
  Consumption term;
  void apply(Site& site) const;
  std::vector<std::string> sets(Site const&) const { return {}; }
  Region const* region() const { return nullptr; }
};

struct AddBarrier {
  Barrier barrier;
  void apply(Site& site) const { site.barriers.push_back(barrier); }
  std::vector<std::string> sets(Site const&) const { return {}; }
  Region const* region() const { return nullptr; }
};

/// Whether a law says itself what enters, so that it can be scaled and capped.
bool has_inflow(FlowBoundary const& law);

/// Another law of the flow through a boundary.
struct SetFlow {
  std::string boundary;
  FlowBoundary law;
  void apply(Site& site) const;
  std::vector<std::string> sets(Site const&) const;
  Region const* region() const { return nullptr; }
};

/// No more than so much enters by a boundary per plan area; under it nothing evaporates and no gas
/// is exchanged.
struct SealSurface {
  std::string boundary;
  double leak = 0;  ///< (m/s)
  void apply(Site& site) const;
  std::vector<std::string> sets(Site const&) const;
  Region const* region() const { return nullptr; }
};

/// Factors of what rain or inflow brings to a boundary and of what can evaporate from it.
struct ScaleWeather {
  std::string boundary;
  double inflow = 1, evaporation = 1;  ///< (-)
  void apply(Site& site) const;
  std::vector<std::string> sets(Site const&) const;
  Region const* region() const { return nullptr; }
};

/// A well does what the site says of it; without such an edit in force it stands still.
struct RunWell {
  std::string well;
  void apply(Site&) const {}
  std::vector<std::string> sets(Site const&) const { return {"the well " + well}; }
  Region const* region() const { return nullptr; }
};

/// A well injects what others pump, as a treatment leaves it.
struct ReturnWater {
  std::string well;
  ReturnedWater water;
  void apply(Site& site) const;
  std::vector<std::string> sets(Site const&) const { return {"what is injected by " + well}; }
  Region const* region() const { return nullptr; }
};

/// A factor of a load or a source.
struct ScaleLoad {
  std::string load;
  double factor = 1;
  void apply(Site& site) const;
  std::vector<std::string> sets(Site const&) const { return {"the load " + load}; }
  Region const* region() const { return nullptr; }
};

using Edit =
    std::variant<PlaceSoil, AlterSoil, TakeAway, AddSolids, ScaleRelease, AddConsumption,
                 AddBarrier, SetFlow, SealSurface, ScaleWeather, RunWell, ReturnWater, ScaleLoad>;

}  // namespace sanggan
