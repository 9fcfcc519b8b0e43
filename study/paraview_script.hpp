#pragma once
#include <string>

#include "study/study_result.hpp"

namespace sanggan {

/// A Python script for ParaView, to lie beside the folders of the scenarios: it opens all that are
/// done side by side, on one scale and with one camera.
std::string paraview_script(StudyResult const& result);

}  // namespace sanggan
