#include "app/report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "io/atomic_file.hpp"
#include "io/files.hpp"
#include "io/io_error.hpp"
#include "io/section.hpp"
#include "study/report.hpp"

namespace sanggan {
namespace {

constexpr int known_format = 1;

/// What is wrong with the text of study.json; empty: nothing.
std::string fault_of(std::string const& text, std::string const& path) {
  try {
    auto const study = nlohmann::json::parse(text);
    if (!study.is_object() || !study.contains("format"))
      return fmt::format("{}: is not the result of a study; sanggan compare writes it", path);
    if (study["format"] != known_format)
      return fmt::format("{}: has format {}, this program reads {}; run sanggan compare again",
                         path, study["format"].dump(), known_format);
  } catch (nlohmann::json::parse_error const& error) {
    auto const line =
        1 +
        std::count(text.begin(),
                   text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size())),
                   '\n');
    return fmt::format("{}:{}: is not whole JSON; run sanggan compare again", path, line);
  }
  return {};
}

}  // namespace

std::string write_report(std::string const& folder, std::string const& language, MPI_Comm comm) {
  auto const path = folder + "/study.json";
  FileText const study = read_text_everywhere(path, comm);
  if (!study.problem.empty())
    throw CaseError({fmt::format("{}: {}; sanggan compare writes it", path, study.problem)});
  if (auto const fault = fault_of(study.text, path); !fault.empty()) throw CaseError({fault});
  std::string page = folder + "/report.html";
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank == 0) write_atomically(page, report_page(study.text, language));
  return page;
}

}  // namespace sanggan
