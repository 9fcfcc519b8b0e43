#include "study/water_quality.hpp"

#include <array>

namespace sanggan {
namespace {

constexpr std::array<std::string_view, 7> class_names{"not known", "I", "II",          "III",
                                                      "IV",        "V", "worse than V"};
constexpr int last_class = 5;

/// The limits of a use, from above and for pH from below.
struct Bounds {
  Limit const *most = nullptr, *least = nullptr;
  bool any() const { return most || least; }
  bool too_low(double value) const { return least && fails(value, *least); }
  bool met(double value) const { return !too_low(value) && !(most && fails(value, *most)); }
  Status status() const {
    return weaker(most ? most->status : Status::read, least ? least->status : Status::read);
  }
};

Bounds bounds(std::span<Limit const> limits, std::string_view standard, std::string_view substance,
              std::string_view use) {
  return {find_limit(limits, {standard, substance, use, "limit"}),
          find_limit(limits, {standard, substance, use, "least"})};
}

}  // namespace

std::vector<Comparison> compare_with_limits(std::span<Content const> contents,
                                            std::span<Limit const> limits,
                                            std::string_view standard, std::string_view use) {
  std::vector<Comparison> result;
  for (auto const& [substance, value] : contents) {
    auto const its = bounds(limits, standard, substance, use);
    bool const from_below = its.too_low(value) || !its.most;
    result.push_back({substance, value, from_below ? its.least : its.most, its.met(value)});
  }
  return result;
}

Judgement classify_water(std::span<Content const> contents, std::span<Limit const> limits,
                         std::string_view standard) {
  Judgement result;
  for (auto const& [substance, value] : contents) {
    int grade = 0;
    Status status = Status::read;
    for (int k = 1; k <= last_class; ++k) {
      auto const its = bounds(limits, standard, substance, water_class_name(k));
      if (!its.any()) break;
      grade = its.met(value) ? k : k + 1;
      status = weaker(status, its.status());
      if (its.met(value)) break;
    }
    if (grade == 0)
      result.unjudged.push_back(substance);
    else
      result.add(substance, grade, status);
  }
  return result;
}

std::string_view water_class_name(int grade) {
  return class_names[static_cast<std::size_t>(grade)];
}

}  // namespace sanggan
