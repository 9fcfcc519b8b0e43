#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/run_record.hpp"
#include "study/cost.hpp"
#include "study/crop.hpp"
#include "study/exceedance.hpp"
#include "study/farmland.hpp"
#include "study/health_risk.hpp"
#include "study/judgement.hpp"
#include "study/trend.hpp"

namespace sanggan {

// What a run shows of a scenario, part by part. Each is made by the function assess_... of its
// part.

/// One substance at a water receptor, against the limit of its use.
struct WaterFinding {
  std::string receptor, substance;
  Limit const* limit = nullptr;  ///< in the limits of the study
  double bound = 0;              ///< that limit (mg/L)
  std::vector<double> t, C;      ///< all records (s), (mg/L)
  Exceedance kept;
};

/// Class of the water of a receptor at the end.
struct ClassFinding {
  std::string receptor, standard, water_class;
  std::vector<std::string> worst;
};

/// Groundwater above the limit of a class of water, at the times of output.
struct PlumeFinding {
  std::string substance, water_class;
  double limit = 0;             ///< (mg/L)
  std::vector<double> t;        ///< (s)
  std::vector<double> area;     ///< in plan (m2)
  std::vector<double> volume;   ///< of saturated ground (m3)
  std::optional<Trend> growth;  ///< of the area (m2/s); none of fewer than two records
  Answer spreading = Answer::not_known;
};

/// What went through a fence of the case with the water (kg/s by time, kg over the run).
struct FenceFinding {
  std::string fence, substance;
  std::vector<double> t, rate;
  double total = 0;
};

/// A crop on a piece of farmland.
struct CropFinding {
  std::string crop, substance;
  CropJudgement judged;
};

/// What a soil may still take up of a substance.
struct CapacityFinding {
  std::string substance;
  double at_once = 0;            ///< static (kg/m2)
  std::optional<double> yearly;  ///< dynamic (kg/m2 a year)
};

/// The soil of a piece of farmland or of a building plot.
struct SoilFinding {
  std::string receptor;
  bool is_plot = false;
  double area = 0;                   ///< of its columns (m2)
  std::vector<Content> start, end;   ///< total contents (kg/kg), at the first and the last output
  int grade_at_start = 0;            ///< as `judged`
  Judgement judged;                  ///< at the end
  std::vector<Limit const*> limits;  ///< of screening, that judged it
  std::vector<CropFinding> crops;
  std::vector<CapacityFinding> capacity;
};

/// Risk of one substance for the people of a plot.
struct HealthFinding {
  std::string receptor, substance;
  PollutedSite met;
  ByPathway cancer, hazard;
  std::optional<double> soil_goal, water_goal;  ///< (kg/kg), (kg/m3)
};

/// Where a substance came from and went, over the run (kg).
struct MassFinding {
  std::string substance;
  BookedAccount booked;
  /// What went into the water and was not taken out of it again, or out of the soil that it met.
  double into_water() const {
    return booked.released + booked.reacted - (booked.removed - booked.withdrawn_waste);
  }
};

/// Money of a scenario.
struct CostFinding {
  std::vector<CostItem> items;
  std::vector<CashFlow> flow;
  Estimate present_value, capital, largest_yearly;  ///< largest running cost of a year
  std::map<std::string, Estimate> by_payer;
  double kg_kept_out = 0, people_protected = 0;  ///< against no action
  std::optional<Estimate> per_kg, per_person;
};

/// The official counts of farmland.
struct FarmlandFinding {
  FarmlandAreas areas;              ///< at the end
  std::optional<double> safe_rate;  ///< safe-utilisation rate; none where nothing was polluted
};

/// All of a scenario.
struct Findings {
  std::vector<WaterFinding> water;
  std::vector<ClassFinding> classes;
  std::vector<PlumeFinding> plumes;
  std::vector<FenceFinding> fences;
  std::vector<SoilFinding> soils;
  FarmlandFinding farmland;
  std::vector<HealthFinding> health;
  std::vector<MassFinding> mass;
  CostFinding cost;
};

}  // namespace sanggan
