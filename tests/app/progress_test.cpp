// What the live line says of the time that is left.
#include "app/progress.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <regex>
#include <thread>

namespace sanggan {
namespace {

TEST(Progress, TheRestTakesAsLongAsWhatThisProcessDid) {
  EXPECT_DOUBLE_EQ(*seconds_left(10, 0, 25, 100), 30);
  EXPECT_DOUBLE_EQ(*seconds_left(10, 40, 46, 100), 90);
  EXPECT_DOUBLE_EQ(*seconds_left(10, 40, 100, 100), 0);
  EXPECT_FALSE(seconds_left(10, 40, 40, 100));
}

TEST(Progress, ARunThatGoesOnDoesNotCountWhatWasDoneBefore) {
  Progress progress({false, true, false}, 100);
  progress.begin(46);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  StepReport report;
  report.t = 47;
  testing::internal::CaptureStdout();
  progress.step(report);
  std::string const line = testing::internal::GetCapturedStdout();
  std::smatch left;
  ASSERT_TRUE(std::regex_search(line, left, std::regex("([0-9.]+) s left"))) << line;
  EXPECT_GE(std::stod(left[1]), 53 * 0.02);
  progress.finish();
}

}  // namespace
}  // namespace sanggan
