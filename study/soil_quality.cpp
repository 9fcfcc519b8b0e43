#include "study/soil_quality.hpp"

#include <algorithm>

namespace sanggan {
namespace {

double content_of(std::vector<Content> const& contents, std::string_view substance) {
  auto const found = std::find_if(contents.begin(), contents.end(), [&](Content const& content) {
    return content.substance == substance;
  });
  return found == contents.end() ? 0 : found->value;
}

}  // namespace

Judgement judge_soil(SoilSample const& soil, std::span<Limit const> limits,
                     std::string_view standard) {
  Judgement result;
  for (Content const& content : soil.contents) {
    auto const& substance = content.substance;
    double const value = content.value;
    auto const limit = [&](std::string_view kind) {
      return find_limit(limits, {standard, substance, soil.use, kind, soil.pH});
    };
    auto const *screening = limit("screening"), *intervention = limit("intervention");
    if (!screening) {
      result.unjudged.push_back(substance);
      continue;
    }
    bool const natural = screening->background && value <= content_of(soil.background, substance);
    int const grade = natural || !fails(value, *screening)          ? 0
                      : intervention && fails(value, *intervention) ? 2
                                                                    : 1;
    result.add(substance, grade,
               intervention ? weaker(screening->status, intervention->status) : screening->status);
  }
  return result;
}

}  // namespace sanggan
