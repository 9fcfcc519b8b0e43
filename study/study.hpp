#pragma once
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "io/tree.hpp"
#include "mesh/builders.hpp"
#include "study/cost.hpp"
#include "study/crop.hpp"
#include "study/decision.hpp"
#include "study/farmland.hpp"
#include "study/health_risk.hpp"
#include "study/limits.hpp"
#include "study/soil_quality.hpp"
#include "study/trend.hpp"

namespace sanggan {

/// Standards by what they judge, by name; empty: not judged.
struct StudyStandards {
  std::string groundwater, surface_water, farmland, plots, food;
};

/// A well or a river reach: a monitor point or a well of the case whose water is used.
struct WaterReceptor {
  bool is_river = false;
  std::string point;     ///< of the output of the case, or a well of it
  std::string standard;  ///< that it is to keep
  std::string use;       ///< class or use in it, such as "III" or "tap"
  double supply = 0;     ///< (m3/s)
  double people = 0;     ///< served
};

/// A piece of farmland.
struct FarmlandReceptor {
  Polygon polygon;
  double depth = 0;           ///< of the plough layer (m)
  double residual_share = 1;  ///< of what is in the soil, that stays from year to year (-)
  double capacity_years = 0;  ///< over which its dynamic capacity is told; 0: it is not
  std::string county;
  SoilSample soil;  ///< its use, pH and background
  std::vector<CropUptake> crops;
};

/// A building plot.
struct PlotReceptor {
  Polygon polygon;
  double depth = 0;  ///< of the soil that people meet (m)
  SoilSample soil;   ///< its use ("class 1 land") and background
  double people = 0;
  std::string water;  ///< receptor whose water they drink; empty: none
};

struct Receptor {
  std::string name;
  std::variant<WaterReceptor, FarmlandReceptor, PlotReceptor> kind;
};

/// What is done in a scenario. No action is the one without measures and changes.
struct Scenario {
  std::string name, title;
  std::vector<std::string> inherits;
  /// Its measures as YAML, those inherited first. One of the same name takes the place of the
  /// inherited.
  std::vector<Node> measures;
  std::vector<CostItem> costs;  ///< those inherited first
  /// What is done with polluted farmland, by receptor, as the official count asks.
  std::map<std::string, FarmlandMeasure> farmland;
  Node changes;                     ///< keys that it writes anew of receptors, by name, as YAML
  std::vector<Receptor> receptors;  ///< those of the study, in their order, with its changes
  std::map<Metric, double> judged;  ///< what people judge and no run tells: operability
};

/// A study: scenarios of one case, and by what they are judged.
struct Study {
  std::string path, title, case_path;
  std::vector<std::string> overrides;             ///< key.path=value of the base case
  std::map<std::string, std::string> substances;  ///< by species, where standards say it otherwise
  /// Species whose kg count as kept out of the water; empty: all.
  std::vector<std::string> counted;
  SpreadTest spreading;
  std::string currency;
  Money money;
  StudyStandards standards;
  std::vector<Limit> limits;
  std::string toxicity_set, exposure_set;    ///< chosen; empty: risk is not told
  std::vector<Toxicity> toxicity;            ///< of the set chosen
  std::map<std::string, Exposure> exposure;  ///< by land use, of the set chosen
  AcceptedRisk accepted;
  std::vector<Receptor> receptors;
  std::vector<Scenario> scenarios;
  Preferences preferences;  ///< without weights scenarios are not ranked
};

}  // namespace sanggan
