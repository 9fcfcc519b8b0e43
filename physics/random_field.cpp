#include "physics/random_field.hpp"

#include <Eigen/Cholesky>
#include <cmath>
#include <numbers>

#include "physics/normal_distribution.hpp"
#include "physics/random_numbers.hpp"

namespace sanggan {
namespace {

using Vector = std::array<double, 3>;

Vector minus(Vector const& a, Vector const& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }
double dot(Vector const& a, Vector const& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

/// The wave vector whose phase at a lag is k . scaled(lag).
Vector unscaled(MaternCovariance const& covariance, Vector const& k) {
  auto const column = [&](Vector const& axis) { return dot(k, covariance.scaled(axis)); };
  return {column({1, 0, 0}), column({0, 1, 0}), column({0, 0, 1})};
}

}  // namespace

Vector MaternCovariance::scaled(Vector const& lag) const {
  double const s = std::sin(direction), c = std::cos(direction);
  return {(s * lag[0] + c * lag[1]) / length[0], (c * lag[0] - s * lag[1]) / length[1],
          lag[2] / length[2]};
}

double MaternCovariance::operator()(Vector const& lag) const {
  double const s = std::sqrt(2 * smoothness * dot(scaled(lag), scaled(lag)));
  constexpr double none = 1e-10, far = 700;  // where K_nu leaves the range of doubles
  if (s < none) return variance;
  if (s > far) return 0;
  return variance * std::pow(2, 1 - smoothness) / std::tgamma(smoothness) *
         std::pow(s, smoothness) * std::cyl_bessel_k(smoothness, s);
}

// The spectrum of the Matérn covariance is Student's t distribution with 2 nu degrees of freedom: a
// normal vector over the root of a mean of 2 nu squares.
RandomField::RandomField(MaternCovariance const& covariance, std::uint64_t seed, int waves,
                         std::vector<KnownValue> const& known)
    : covariance_(covariance) {
  RandomNumbers random(seed);
  auto const normal = [&random] { return normal_quantile(random.uniform()); };
  int const freedom = static_cast<int>(std::lround(2 * covariance.smoothness));
  waves_.reserve(static_cast<std::size_t>(waves));
  for (int w = 0; w < waves; ++w) {
    Vector k{};
    for (double& k_i : k) k_i = normal();
    double squares = 0;
    for (int i = 0; i < freedom; ++i) squares += std::pow(normal(), 2);
    for (double& k_i : k) k_i *= std::sqrt(freedom / squares);
    double const phase = 2 * std::numbers::pi * random.uniform();
    // A cosine and a sine of normal amplitudes are one cosine of Rayleigh's.
    double const amplitude =
        std::sqrt(-2 * covariance.variance / waves * std::log(random.uniform()));
    waves_.push_back({unscaled(covariance, k), phase, amplitude});
  }
  auto const n = static_cast<Eigen::Index>(known.size());
  if (n == 0) return;
  Eigen::MatrixXd C(n, n);
  Eigen::VectorXd lacking(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    auto const& one = known[static_cast<std::size_t>(i)];
    lacking[i] = one.value - draw(one.at);
    for (Eigen::Index j = 0; j < n; ++j)
      C(i, j) = covariance(minus(one.at, known[static_cast<std::size_t>(j)].at));
  }
  Eigen::VectorXd const weight = C.ldlt().solve(lacking);
  for (Eigen::Index i = 0; i < n; ++i)
    weights_.push_back({known[static_cast<std::size_t>(i)].at, weight[i]});
}

double RandomField::draw(Vector const& place) const {
  double sum = 0;
  for (Wave const& wave : waves_) sum += wave.amplitude * std::cos(dot(wave.k, place) + wave.phase);
  return sum;
}

double RandomField::at(Vector const& place) const {
  double value = draw(place);
  for (KnownValue const& known : weights_)
    value += known.value * covariance_(minus(place, known.at));
  return value;
}

}  // namespace sanggan
