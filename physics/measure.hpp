#pragma once
#include <concepts>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "physics/measure/amendment.hpp"
#include "physics/measure/bioremediation.hpp"
#include "physics/measure/bottom_liner.hpp"
#include "physics/measure/cutoff_wall.hpp"
#include "physics/measure/drain.hpp"
#include "physics/measure/excavation.hpp"
#include "physics/measure/gcl_cover.hpp"
#include "physics/measure/heap_reuse.hpp"
#include "physics/measure/land_use.hpp"
#include "physics/measure/membrane_cover.hpp"
#include "physics/measure/mineral_amendment.hpp"
#include "physics/measure/natural_attenuation.hpp"
#include "physics/measure/phytoremediation.hpp"
#include "physics/measure/pump_and_treat.hpp"
#include "physics/measure/reactive_barrier.hpp"
#include "physics/measure/soil_cover.hpp"
#include "physics/measure/soil_washing.hpp"
#include "physics/measure/source_control.hpp"
#include "physics/measure/stabilisation.hpp"
#include "physics/measure/storm_diversion.hpp"
#include "physics/timeline.hpp"

namespace sanggan {

/// What a kind of measure offers: where it acts, and what it changes over an interval of its time.
template <class M>
concept Remediation = std::copyable<M> && requires(M const kind, MeasureView const& view) {
  { M::target } -> std::convertible_to<TargetKind>;
  { kind.edits(view) } -> std::same_as<Edits>;
  { M::name } -> std::convertible_to<std::string_view>;
  M::keys();
};
template <Remediation... Kind>
using MeasureOneOf = std::variant<Kind...>;
using MeasureKind =  // a new measure is added here
    MeasureOneOf<CutoffWall, PumpAndTreat, SoilCover, MembraneCover, GclCover, BottomLiner,
                 StormDiversion, DrainMeasure, ReactiveBarrier, Stabilisation, Amendment,
                 MineralAmendment, Excavation, SoilWashing, Phytoremediation, Bioremediation,
                 SourceControl, LandUse, HeapReuse, NaturalAttenuation>;

/// What time leaves of the effect of a measure: exp(-rate age), taken as constant, at its mean,
/// over intervals of the length `every`.
struct Ageing {
  double rate = 0;       ///< (1/s)
  double every = never;  ///< (s)
};

/// Months of each year in which a measure acts, as times since the start of the year (s); the
/// second may be the smaller. Equal: the whole year.
struct Season {
  double from = 0, to = 0;
  double start_of_year = 0;  ///< time at which some year begins (s)
};

/// What a measure costs, in money of one year.
struct Cost {
  double capital = 0, yearly = 0;
  std::string currency;
  int price_year = 0;
  std::string source;
};

/// A measure of remediation: a pure description. Which edits of the site it means follows from it
/// alone; the solver knows nothing of it.
struct Measure {
  std::string name;
  MeasureKind kind;
  MeasureTarget target;
  double start = 0, end = never;  ///< (s)
  Ageing ageing;
  Season season;
  Cost cost;
  std::string responsible;
  std::string place;  ///< where it is written, for messages
};

/// All edits of measures before the end of a run, measure by measure. Accounts of the site are
/// those of the measures, in their order.
std::vector<TimedEdit> timed_edits(Site const& site, std::vector<Measure> const& measures,
                                   double t_end);

}  // namespace sanggan
