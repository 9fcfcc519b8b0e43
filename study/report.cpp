#include "study/report.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace sanggan {
namespace {

/// Line separators U+2028 and U+2029 in UTF-8: JSON may hold them, scripts could not for long.
constexpr std::array<std::string_view, 2> separators{"\u2028", "\u2029"};

/// JSON that holds no markup. What is replaced can stand in strings alone, where \uXXXX means the
/// same.
std::string without_markup(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (std::size_t k = 0; k < json.size(); ++k) {
    auto const rest = json.substr(k);
    if (rest[0] == '<' || rest[0] == '>' || rest[0] == '&') {
      text += fmt::format("\\u{:04x}", static_cast<unsigned>(rest[0]));
    } else if (rest.starts_with(separators[0]) || rest.starts_with(separators[1])) {
      text += rest.starts_with(separators[0]) ? "\\u2028" : "\\u2029";
      k += separators[0].size() - 1;
    } else {
      text += rest[0];
    }
  }
  return text;
}

std::string script_of(ChartLibrary const& library) {
  return fmt::format(
      "<script type=\"text/plain\" data-library=\"{}\" data-version=\"{}\" data-licence=\"{}\">"
      "{}</script>\n<script>{}</script>\n",
      library.name, library.version, library.licence, library.licence_text, library.script);
}

/// The page with @NAME@ replaced, in one pass: what is put in is not looked at again.
std::string filled(std::string_view page, std::map<std::string_view, std::string> const& parts) {
  std::string out;
  while (!page.empty()) {
    auto const from = page.find('@');
    auto const to = from == page.npos ? from : page.find('@', from + 1);
    auto const part =
        to == page.npos ? parts.end() : parts.find(page.substr(from + 1, to - from - 1));
    bool const known = part != parts.end();
    out += page.substr(0, known ? from : to);
    if (known) out += part->second;
    page.remove_prefix(to == page.npos ? page.size() : known ? to + 1 : to);
  }
  return out;
}

}  // namespace

std::string report_page(std::string_view study, std::string_view language,
                        std::span<ChartLibrary const> libraries) {
  std::string scripts, style;
  for (ChartLibrary const& library : libraries) {
    scripts += script_of(library);
    style += library.style;
  }
  ReportPieces const& pieces = report_pieces();
  return filled(pieces.page, {{"language", language == "zh" ? "zh-CN" : std::string(language)},
                              {"style", style + std::string(pieces.style)},
                              {"study", without_markup(study)},
                              {"libraries", scripts},
                              {"script", std::string(pieces.script)}});
}

}  // namespace sanggan
