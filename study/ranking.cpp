#include "study/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sanggan {
namespace {

// Closeness that differs by round-off alone is equal.
constexpr double same = 1e-12;

double signed_score(double score, Criterion const& criterion) {
  return criterion.better == Criterion::Better::more ? score : -score;
}

bool dominates(std::vector<double> const& one, std::vector<double> const& other,
               std::span<Criterion const> criteria) {
  bool better = false;
  for (std::size_t k = 0; k < criteria.size(); ++k) {
    double const a = signed_score(one[k], criteria[k]), b = signed_score(other[k], criteria[k]);
    if (a < b) return false;
    better = better || a > b;
  }
  return better;
}

/// Scores from 0 for the worst to 1 for the best option.
struct Scaled {
  Scores rows;
  std::vector<bool> tells;  ///< by criterion: options differ
};

Scaled scale(Scores const& scores, std::span<Criterion const> criteria) {
  Scaled result{scores, {}};
  for (std::size_t k = 0; k < criteria.size(); ++k) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (auto const& row : scores) {
      low = std::min(low, signed_score(row[k], criteria[k]));
      high = std::max(high, signed_score(row[k], criteria[k]));
    }
    result.tells.push_back(high > low);
    for (auto& row : result.rows)
      row[k] = high > low ? (signed_score(row[k], criteria[k]) - low) / (high - low) : 0;
  }
  return result;
}

std::vector<double> closeness_of(Scaled const& scaled, std::span<double const> weights) {
  double const sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> closeness;
  for (auto const& row : scaled.rows) {
    double to_best = 0, to_worst = 0;
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (!scaled.tells[k]) continue;
      double const w = weights[k] / sum;
      to_best += std::pow(w * (1 - row[k]), 2);
      to_worst += std::pow(w * row[k], 2);
    }
    double const both = std::sqrt(to_best) + std::sqrt(to_worst);
    closeness.push_back(both > 0 ? std::sqrt(to_worst) / both : 1);
  }
  return closeness;
}

void add_weights(std::size_t n, int left, int steps, std::vector<double>& head,
                 std::vector<std::vector<double>>& all) {
  if (head.size() + 1 == n) {
    all.push_back(head);
    all.back().push_back(static_cast<double>(left) / steps);
    return;
  }
  for (int part = 0; part <= left; ++part) {
    head.push_back(static_cast<double>(part) / steps);
    add_weights(n, left - part, steps, head, all);
    head.pop_back();
  }
}

}  // namespace

std::vector<bool> trade_off_front(Scores const& scores, std::span<Criterion const> criteria) {
  std::vector<bool> front;
  for (auto const& one : scores)
    front.push_back(std::none_of(scores.begin(), scores.end(), [&](auto const& other) {
      return dominates(other, one, criteria);
    }));
  return front;
}

std::vector<double> topsis_closeness(Scores const& scores, std::span<Criterion const> criteria,
                                     std::span<double const> weights) {
  return closeness_of(scale(scores, criteria), weights);
}

std::vector<int> ranks(std::span<double const> closeness) {
  std::vector<int> result;
  for (double const mine : closeness)
    result.push_back(
        1 + static_cast<int>(std::count_if(closeness.begin(), closeness.end(),
                                           [&](double other) { return other > mine + same; })));
  return result;
}

double number_of_weights(std::size_t n, int steps) {
  double number = 1;
  for (std::size_t k = 1; k < n; ++k)
    number *= static_cast<double>(k + static_cast<std::size_t>(steps)) / static_cast<double>(k);
  return std::round(number);
}

std::vector<std::vector<double>> weights_on_simplex(std::size_t n, int steps) {
  std::vector<std::vector<double>> all;
  std::vector<double> head;
  add_weights(n, steps, steps, head, all);
  return all;
}

std::vector<double> share_first(Scores const& scores, std::span<Criterion const> criteria,
                                int steps) {
  auto const scaled = scale(scores, criteria);
  auto const all_weights = weights_on_simplex(criteria.size(), steps);
  std::vector<double> share(scores.size(), 0);
  for (auto const& weights : all_weights) {
    auto const rank = ranks(closeness_of(scaled, weights));
    for (std::size_t i = 0; i < rank.size(); ++i)
      if (rank[i] == 1) share[i] += 1 / static_cast<double>(all_weights.size());
  }
  return share;
}

}  // namespace sanggan
