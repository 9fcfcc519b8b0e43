#pragma once
#include <string>
#include <vector>

namespace sanggan {

/// Where the resolved text of a case differs from what it was: a line for each key, such as
/// `time.end: "10 yr" then, "20 yr" now`. Empty texts are of cases that are not known.
std::vector<std::string> case_differences(std::string const& then, std::string const& now);

}  // namespace sanggan
