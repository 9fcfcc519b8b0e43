#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/tree.hpp"
#include "study/decision.hpp"
#include "study/findings.hpp"
#include "study/pictures.hpp"
#include "study/study.hpp"

namespace sanggan {

/// What a run says of itself.
struct RunFacts {
  std::string case_hash;
  GlobalIndex cells = 0;
  long steps = 0;
  double seconds = 0;
  double balance_error = 0;  ///< largest, relative
};

/// A measure as it is told.
struct MeasureFacts {
  std::string name, kind, responsible;
  double start = 0, end = 0;  ///< (s); infinite: for good
};

/// A scenario with what came out of it.
struct ScenarioResult {
  std::string name, title, folder;
  std::vector<std::string> inherits;
  std::vector<MeasureFacts> measures;
  Node changes;                 ///< as in Scenario
  std::string status;           ///< done, failed, not run
  std::string message;          ///< why it failed
  std::optional<RunFacts> run;  ///< none unless done
  Findings findings;
  std::map<Metric, double> values;
  std::optional<Verdict> verdict;
  Pictures pictures;
};

/// A study with all that came out of it.
struct StudyResult {
  Study study;
  std::string case_name, case_title, start_date, crs;
  double end = 0;                        ///< (s)
  std::optional<std::size_t> no_action;  ///< the scenario without measures
  std::vector<ScenarioResult> scenarios;
};

}  // namespace sanggan
