#pragma once
#include <span>
#include <string>
#include <vector>

namespace sanggan {

/// What options are compared by, such as cost, risk and time.
struct Criterion {
  std::string name, unit;
  enum class Better { less, more } better = Better::less;
};

/// Values of the options, one row for each, in the order of the criteria.
using Scores = std::vector<std::vector<double>>;

/// The trade-off front: true for an option that no other dominates, which would be as good by all
/// criteria and better by one. Equal options do not dominate one another.
std::vector<bool> trade_off_front(Scores const& scores, std::span<Criterion const> criteria);

/// Closeness of each option to the ideal (0 to 1, more is better) by TOPSIS: scores between the
/// worst (0) and the best (1) of the options, times weights of sum 1; d+ and d- the Euclidean
/// distances to the best and to the worst of all; closeness d- / (d+ + d-).  [HwangYoon1981]
///
/// Scores are scaled by their range, not by the length of their column as in the book, since the
/// latter changes with every option: so an option that is added twice, or within the range of the
/// others, changes no closeness. Equal options are equally close. A criterion by which all are
/// equal has no say; where that leaves none, all are ideal, 1. @pre weights not negative, not all 0
std::vector<double> topsis_closeness(Scores const& scores, std::span<Criterion const> criteria,
                                     std::span<double const> weights);

/// Rank of each option by its closeness, 1 for the best; equal ones (to 1e-12) share the better
/// rank.
std::vector<int> ranks(std::span<double const> closeness);

/// How many weights of n criteria in steps of 1/steps have the sum 1: (steps + n - 1 over n - 1).
double number_of_weights(std::size_t n, int steps);

/// All of them.
std::vector<std::vector<double>> weights_on_simplex(std::size_t n, int steps);

/// Share of the weights on that grid by which each option is first, alone or with others (so that
/// shares can sum to more than 1 and an option added twice changes no other share).
std::vector<double> share_first(Scores const& scores, std::span<Criterion const> criteria,
                                int steps);

}  // namespace sanggan
