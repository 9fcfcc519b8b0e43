#pragma once
#include <span>
#include <string_view>

namespace sanggan {

/// A library that draws charts in the report, as it was fetched when the program was built.
struct ChartLibrary {
  std::string_view name, version;
  std::string_view licence;       ///< by its SPDX name
  std::string_view licence_text;  ///< to be passed on with the code
  std::string_view script, style;
};

/// Libraries of this build; none where npm was not there.
std::span<ChartLibrary const> chart_libraries();

/// The files of study/report: the skeleton with @...@ where parts go, and the parts of the project.
struct ReportPieces {
  std::string_view page, style, script;
};
ReportPieces const& report_pieces();

}  // namespace sanggan
