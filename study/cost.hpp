#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sanggan {

/// A sum of money with its range. Sums add low to low and high to high: the range of a sum is that
/// of costs which are all low or all high together.
struct Estimate {
  double low = 0, typical = 0, high = 0;

  Estimate& operator+=(Estimate const& other) {
    low += other.low, typical += other.typical, high += other.high;
    return *this;
  }
  friend Estimate operator*(double factor, Estimate const& e) {
    return {factor * e.low, factor * e.typical, factor * e.high};
  }
  friend bool operator==(Estimate const&, Estimate const&) = default;
};

enum class CostKind { capital, running };

/// A cost that is paid once or again and again.
struct CostItem {
  std::string name, payer;
  CostKind kind = CostKind::capital;
  Estimate amount;                    ///< of each payment, in prices of the price year
  int price_year = 0;                 ///< (calendar year)
  int first_year = 0, last_year = 0;  ///< of payments (calendar years), both included
  int every = 1;                      ///< years from payment to payment, such as a replacement
};

/// Level of prices by calendar year; the base does not matter.
using PriceIndex = std::map<int, double>;

/// How money of different years is compared.
struct Money {
  int price_year = 0;        ///< whose prices results are in
  int base_year = 0;         ///< to which payments are discounted
  double discount_rate = 0;  ///< real, so beyond the rise of prices (1/yr)
  PriceIndex prices;         ///< needed where a cost has another price year
};

/// What is paid in one year, in prices of the price year.
struct CashFlow {
  int year = 0;
  Estimate capital, running;
  Estimate discounted;  ///< both, times (1 + r)^(base year - year)
  Estimate cumulative;  ///< discounted, up to this year
};

/// Price years for which the index lacks a value that a cost needs; each once.
std::vector<int> missing_prices(std::span<CostItem const> costs, Money const& money);

/// Cash flow year by year, from the first payment or the base year to the last payment; a payment
/// falls on the start of its year. @pre missing_prices is empty
std::vector<CashFlow> cash_flow(std::span<CostItem const> costs, Money const& money);

/// Present value of all payments.
Estimate present_value(std::span<CashFlow const> flow);

/// Present value by who pays.
std::map<std::string, Estimate> present_value_by_payer(std::span<CostItem const> costs,
                                                       Money const& money);

/// Cost for each unit of what is gained (kg kept out of the water, people protected); none where
/// nothing is gained.
std::optional<Estimate> cost_per_unit(Estimate const& cost, double gained);

}  // namespace sanggan
