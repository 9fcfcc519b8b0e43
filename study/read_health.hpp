#pragma once
#include <map>
#include <string>
#include <vector>

#include "io/section.hpp"
#include "study/health_risk.hpp"

namespace sanggan {

/// Toxicity of substances by set ("HJ 25.3-2019", "IRIS 2025"): one is used as a whole.
using ToxicitySets = std::map<std::string, std::vector<Toxicity>>;

/// Exposure of people by land use ("class 1 land"), by set ("HJ 25.3-2019").
using ExposureSets = std::map<std::string, std::map<std::string, Exposure>>;

/// Figures in CSV files of the form of data/health (docs/study.md). Errors are recorded.
/// Collective.
ToxicitySets read_toxicity(Section const& file);
ExposureSets read_exposure(Section const& file);

/// The project's own figures.
ToxicitySets own_toxicity();
ExposureSets own_exposure();

}  // namespace sanggan
