#pragma once
#include <span>
#include <string>
#include <string_view>

#include "study/report_pieces.hpp"

namespace sanggan {

/// The report of a study as one self-contained HTML page, which draws itself from the study and
/// fetches nothing.
/// @param study the text of study.json; no text in it can end the element that holds it
/// @param language "zh" or "en", which the page shows first; it holds both
/// @param libraries that draw its charts; without them they are plain SVG
std::string report_page(std::string_view study, std::string_view language,
                        std::span<ChartLibrary const> libraries = chart_libraries());

}  // namespace sanggan
