#include "io/csv_writer.hpp"

#include <fstream>

#include "io/atomic_file.hpp"
#include "io/io_error.hpp"
#include "tests/io/io_checks.hpp"

namespace sanggan {
namespace {

class Csv : public testing::Test {
 protected:
  test::ScratchFolder scratch_;
  std::string const path_ = scratch_ / "monitors.csv";

  void write_three_rows() const {
    CsvWriter table(path_, {{"head at tap", "m"}, {"Cd, dissolved", "mol/m3"}});
    table.append(0, {1.5, 0});
    table.append(3600, {1.25, 1e-7});
    table.append(7200.5, {1, 2.5e-7});
  }
};

constexpr char const* header = "time (s),head at tap (m),\"Cd, dissolved (mol/m3)\"\n";

TEST_F(Csv, HasUnitsInItsHeaderAndARowForEachTime) {
  write_three_rows();
  EXPECT_EQ(read_text(path_), std::string(header) + "0,1.5,0\n3600,1.25,1e-07\n7200.5,1,2.5e-07\n");
}

TEST_F(Csv, GoesOnAfterARestartWithoutTheRowsThatCameLater) {
  write_three_rows();
  CsvWriter(path_, 3600).append(5000, {1.1, 2e-7});
  EXPECT_EQ(read_text(path_), std::string(header) + "0,1.5,0\n3600,1.25,1e-07\n5000,1.1,2e-07\n");
}

TEST_F(Csv, DropsARowThatAKillCutOff) {
  write_three_rows();
  // "7200.5" cut to "72" would pass for a time before the restart.
  std::string const text = read_text(path_);
  std::ofstream(path_, std::ios::trunc) << text.substr(0, text.find("7200.5") + 2);
  CsvWriter(path_, 3600).append(5000, {1.1, 2e-7});
  EXPECT_EQ(read_text(path_), std::string(header) + "0,1.5,0\n3600,1.25,1e-07\n5000,1.1,2e-07\n");
}

TEST_F(Csv, ShowsTheRowsThatStayAfterARestart) {
  write_three_rows();
  std::vector<std::pair<double, std::vector<double>>> seen;
  CsvWriter(path_, 3600, [&](double t, std::vector<double> const& row) {
    seen.push_back({t, row});
  });
  EXPECT_EQ(seen, (decltype(seen){{0, {1.5, 0}}, {3600, {1.25, 1e-7}}}));
}

TEST_F(Csv, SaysWhereItCannotBeWritten) {
  EXPECT_THROW(CsvWriter(scratch_ / "no/such/folder.csv", std::vector<Column>{}), IoError);
  EXPECT_THROW(CsvWriter(scratch_ / "none.csv", 0.0), IoError);
}

}  // namespace
}  // namespace sanggan
