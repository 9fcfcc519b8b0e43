#include "study/limits.hpp"

#include <cmath>

namespace sanggan {
namespace {

bool holds_at(Limit const& limit, double pH) {
  bool const any = std::isinf(limit.above_pH) && std::isinf(limit.up_to_pH);
  return any || (pH > limit.above_pH && pH <= limit.up_to_pH);
}

constexpr double limit_round_off = 1e-12;

}  // namespace

bool fails(double value, Limit const& limit) {
  return limit.kind == "least" ? value < limit.value * (1 - limit_round_off)
                               : value > limit.value * (1 + limit_round_off);
}

Limit const* find_limit(std::span<Limit const> limits, LimitQuery const& query) {
  for (std::string_view const use : {query.use, std::string_view("other"), std::string_view("all")})
    for (Limit const& limit : limits)
      if (limit.standard == query.standard && limit.substance == query.substance &&
          limit.kind == query.kind && limit.use == use && holds_at(limit, query.pH))
        return &limit;
  return nullptr;
}

}  // namespace sanggan
