// The report as text: what a study holds cannot leave its element, and the page loads nothing.
#include "app/report.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "io/atomic_file.hpp"
#include "io/section.hpp"
#include "study/report.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

std::string const sample = "tests/report/study.json";

std::string between(std::string const& text, std::string_view from, std::string_view to) {
  auto const start = text.find(from) + from.size();
  return text.substr(start, text.find(to, start) - start);
}

std::string study_in(std::string const& page) {
  return between(page, R"(<script type="application/json" id="study">)", "</script>");
}

// What the browser parses is up to the first end of an element: it must be the whole study.
TEST(ReportPage, HoldsTheStudyUnchanged) {
  auto const study = nlohmann::json::parse(read_text(sample));
  EXPECT_EQ(nlohmann::json::parse(study_in(report_page(study.dump(), "zh"))), study);
}

TEST(ReportPage, NoTextOfAStudyIsMarkup) {
  nlohmann::json const study{
      {"title",
       "</script><img src=x onerror=alert(1)> & <!-- <script> \u2028\u2029 @script@ @study@"}};
  auto const inside = study_in(report_page(study.dump(), "en"));
  EXPECT_EQ(inside.find_first_of("<>&"), inside.npos);
  EXPECT_EQ(inside.find("\u2028"), inside.npos);
  EXPECT_EQ(nlohmann::json::parse(inside), study);
}

TEST(ReportPage, SaysItsLanguage) {
  EXPECT_NE(report_page("{}", "zh").find(R"(<html lang="zh-CN">)"), std::string::npos);
  EXPECT_NE(report_page("{}", "en").find(R"(<html lang="en">)"), std::string::npos);
}

TEST(ReportPage, LoadsNothing) {
  auto const page = report_page("{}", "en", {});
  EXPECT_NE(page.find("default-src 'none'"), page.npos);
  for (std::string_view const way : {"<link rel=\"stylesheet", "<script src", "<img", "@import",
                                     "url(", "src=\"http", "href=\"http", "fetch(", "import("})
    EXPECT_EQ(page.find(way), page.npos) << way;
}

TEST(ReportPage, BringsTheLicencesOfItsLibraries) {
  for (ChartLibrary const& library : chart_libraries()) {
    auto const page = report_page("{}", "en");
    EXPECT_NE(page.find(library.licence_text), page.npos) << library.name;
    EXPECT_NE(page.find(library.script), page.npos) << library.name;
    EXPECT_EQ(library.script.find("</script"), library.script.npos) << library.name;
  }
}

class ReportCommand : public testing::Test {
 protected:
  fs::path const folder_ =
      fs::temp_directory_path() / ("sanggan-report-" + std::to_string(getpid()));
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  std::string fault(std::string const& study) const {
    if (!study.empty()) std::ofstream(folder_ / "study.json") << study;
    try {
      write_report(folder_, "zh", MPI_COMM_WORLD);
    } catch (CaseError const& error) {
      return std::string(error.what()).substr(folder_.string().size() + 1);
    }
    return {};
  }
};

TEST_F(ReportCommand, WritesThePageOfItsStudy) {
  fs::copy_file(sample, folder_ / "study.json");
  EXPECT_EQ(write_report(folder_, "en", MPI_COMM_WORLD), (folder_ / "report.html").string());
  EXPECT_EQ(read_text(folder_ / "report.html"), report_page(read_text(sample), "en"));
}

TEST_F(ReportCommand, SaysWhatIsWrongWithAStudy) {
  EXPECT_EQ(fault(""), "study.json: there is no such file; sanggan compare writes it");
  EXPECT_EQ(fault("[1]"), "study.json: is not the result of a study; sanggan compare writes it");
  EXPECT_EQ(fault("{\"format\": 2}"),
            "study.json: has format 2, this program reads 1; run sanggan compare again");
  EXPECT_EQ(fault("{\n\"format\": 1,\n"),
            "study.json:3: is not whole JSON; run sanggan compare again");
}

}  // namespace
}  // namespace sanggan
