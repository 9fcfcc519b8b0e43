#pragma once
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <sstream>

#include "tests/property/random_case.hpp"

namespace sanggan::test {

/// Checks that a law, property(RandomCase), holds on so many random cases, the same ones each time
/// unless RC_PARAMS says otherwise. On several ranks each draws the same cases, and the law must
/// come to the same verdict on all of them.
template <class Property>
void expect_on_random_cases(int cases, Property const& property) {
  rc::detail::TestMetadata metadata;
  metadata.id = testing::UnitTest::GetInstance()->current_test_info()->name();
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  if (!std::getenv("RC_PARAMS")) {
    params.seed = 20260924;
    params.maxSuccess = cases;
  }
  auto const result = rc::detail::checkTestable(
      [&] { property(*random_case().as("a random case")); }, metadata, params);
  if (result.template is<rc::detail::SuccessResult>()) return;
  std::ostringstream message;
  rc::detail::printResultMessage(result, message);
  FAIL() << message.str();
}

}  // namespace sanggan::test
