#include <Eigen/Cholesky>
#include <algorithm>
#include <numeric>

#include "physics/normal_distribution.hpp"
#include "study/uncertainty/sampling.hpp"

namespace sanggan {
namespace {

/// Rank of each value, from 0.
template <class Values>
std::vector<std::size_t> ranks_of(Values const& values) {
  std::vector<std::size_t> order(static_cast<std::size_t>(values.size())), rank(order.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return values[static_cast<Eigen::Index>(a)] < values[static_cast<Eigen::Index>(b)];
  });
  for (std::size_t r = 0; r < order.size(); ++r) rank[order[r]] = r;
  return rank;
}

Eigen::MatrixXd matrix_of(std::vector<std::vector<double>> const& rows) {
  auto const n = static_cast<Eigen::Index>(rows.size());
  return Eigen::MatrixXd::NullaryExpr(n, n, [&](Eigen::Index i, Eigen::Index j) {
    return rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  });
}

}  // namespace

bool is_correlation(std::vector<std::vector<double>> const& correlation) {
  return Eigen::LLT<Eigen::MatrixXd>(matrix_of(correlation)).info() == Eigen::Success;
}

double rank_correlation(std::vector<double> const& x, std::vector<double> const& y) {
  auto const view = [](std::vector<double> const& v) {
    return Eigen::Map<Eigen::VectorXd const>(v.data(), static_cast<Eigen::Index>(v.size()));
  };
  auto const a = ranks_of(view(x)), b = ranks_of(view(y));
  double const n = static_cast<double>(x.size());
  double squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    double const d = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    squares += d * d;
  }
  return 1 - 6 * squares / (n * (n * n - 1));
}

// Normal scores in random order are turned by the roots of their own correlations and of the wanted
// ones; the values of the sample then take the order of these scores.
void correlate_ranks(UnitSample& sample, std::vector<std::vector<double>> const& correlation,
                     std::uint64_t seed) {
  auto const n = static_cast<Eigen::Index>(sample.size());
  auto const dimensions = static_cast<Eigen::Index>(correlation.size());
  Eigen::MatrixXd scores(n, dimensions);
  auto const strata = latin_hypercube(sample.size(), correlation.size(), seed);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index d = 0; d < dimensions; ++d)
      scores(i, d) =
          normal_quantile(strata[static_cast<std::size_t>(i)][static_cast<std::size_t>(d)]);
  scores.rowwise() -= scores.colwise().mean().eval();
  Eigen::LLT<Eigen::MatrixXd> const own(scores.transpose() * scores / static_cast<double>(n));
  Eigen::LLT<Eigen::MatrixXd> const wanted(matrix_of(correlation));
  Eigen::MatrixXd const turned =
      own.matrixL().solve(scores.transpose()).transpose() * wanted.matrixU();
  for (Eigen::Index d = 0; d < dimensions; ++d) {
    auto const column = static_cast<std::size_t>(d);
    auto const rank = ranks_of(turned.col(d));
    std::vector<double> values;
    for (auto const& point : sample) values.push_back(point[column]);
    std::sort(values.begin(), values.end());
    for (std::size_t i = 0; i < sample.size(); ++i) sample[i][column] = values[rank[i]];
  }
}

}  // namespace sanggan
