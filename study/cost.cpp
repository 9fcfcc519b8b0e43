#include "study/cost.hpp"

#include <algorithm>
#include <cmath>

namespace sanggan {
namespace {

/// The amount of a payment in prices of the price year of the study.
Estimate in_prices_of_study(CostItem const& cost, Money const& money) {
  if (cost.price_year == money.price_year) return cost.amount;
  return money.prices.at(money.price_year) / money.prices.at(cost.price_year) * cost.amount;
}

bool is_paid_in(CostItem const& cost, int year) {
  return year >= cost.first_year && year <= cost.last_year &&
         (year - cost.first_year) % cost.every == 0;
}

}  // namespace

std::vector<int> missing_prices(std::span<CostItem const> costs, Money const& money) {
  std::vector<int> missing;
  auto const need = [&](int year) {
    if (!money.prices.contains(year) &&
        std::find(missing.begin(), missing.end(), year) == missing.end())
      missing.push_back(year);
  };
  for (auto const& cost : costs) {
    if (cost.price_year == money.price_year) continue;
    need(cost.price_year);
    need(money.price_year);
  }
  return missing;
}

std::vector<CashFlow> cash_flow(std::span<CostItem const> costs, Money const& money) {
  std::vector<CashFlow> flow;
  int first = money.base_year, last = money.base_year;
  for (auto const& cost : costs) {
    first = std::min(first, cost.first_year);
    last = std::max(last, cost.last_year);
  }
  Estimate cumulative;
  for (int year = first; year <= last; ++year) {
    CashFlow row;
    row.year = year;
    for (auto const& cost : costs)
      if (is_paid_in(cost, year))
        (cost.kind == CostKind::capital ? row.capital : row.running) +=
            in_prices_of_study(cost, money);
    Estimate paid = row.capital;
    paid += row.running;
    row.discounted = std::pow(1 + money.discount_rate, money.base_year - year) * paid;
    cumulative += row.discounted;
    row.cumulative = cumulative;
    flow.push_back(row);
  }
  return flow;
}

Estimate present_value(std::span<CashFlow const> flow) {
  return flow.empty() ? Estimate{} : flow.back().cumulative;
}

std::map<std::string, Estimate> present_value_by_payer(std::span<CostItem const> costs,
                                                       Money const& money) {
  std::map<std::string, Estimate> shares;
  for (auto const& cost : costs) shares[cost.payer] += present_value(cash_flow({&cost, 1}, money));
  return shares;
}

std::optional<Estimate> cost_per_unit(Estimate const& cost, double gained) {
  return gained > 0 ? std::optional(1 / gained * cost) : std::nullopt;
}

}  // namespace sanggan
