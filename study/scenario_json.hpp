#pragma once
#include <nlohmann/json_fwd.hpp>

#include "study/study_result.hpp"

namespace sanggan {

/// One scenario of study.json. @param no_action null if there is none that is done
nlohmann::ordered_json scenario_json(ScenarioResult const& scenario,
                                     ScenarioResult const* no_action);

}  // namespace sanggan
