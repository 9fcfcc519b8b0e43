#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace sanggan {

/// How the values of a Gaussian field of mean 0 at two places go together: the Matérn family, of
/// which smoothness 1/2 is the exponential covariance.  [Matern1960]
/// C(r) = variance 2^(1-nu)/Gamma(nu) s^nu K_nu(s), s = sqrt(2 nu) r, with r the distance in
/// correlation lengths.
struct MaternCovariance {
  double variance = 1;
  double smoothness = 0.5;                ///< nu, a positive multiple of 1/2
  std::array<double, 3> length{1, 1, 1};  ///< along `direction`, across it in plan, vertical (m)
  double direction = 0;                   ///< of the first length, clockwise from +y (rad)

  /// The difference of two places (m) in correlation lengths.
  std::array<double, 3> scaled(std::array<double, 3> const& lag) const;
  /// Covariance of the values at two places that are `lag` (m) apart.
  double operator()(std::array<double, 3> const& lag) const;
};

/// A value of the field that is known at a place (m).
struct KnownValue {
  std::array<double, 3> at;
  double value;
};

/// One draw of a Gaussian field as a function of the place, by the randomization method
/// [Kraichnan1970]: a sum of plane waves whose wave vectors are drawn from the spectrum of the
/// covariance and whose amplitudes are normal. Over the seeds, each value is normal and the
/// covariance is exact; the waves make no grid, so that the field depends on place and seed alone.
/// Known values are honoured by simple kriging of what the draw lacks there
/// [JournelHuijbregts1978].
class RandomField {
 public:
  /// @param waves number of plane waves: the covariance within one draw scatters as 1/sqrt(waves)
  /// @pre no two known values are at one place
  RandomField(MaternCovariance const& covariance, std::uint64_t seed, int waves,
              std::vector<KnownValue> const& known = {});

  /// Value at a place (m).
  double at(std::array<double, 3> const& place) const;

 private:
  struct Wave {
    std::array<double, 3> k;  // (1/m)
    double phase, amplitude;
  };
  double draw(std::array<double, 3> const& place) const;

  MaternCovariance covariance_;
  std::vector<Wave> waves_;
  std::vector<KnownValue> weights_;  // of the covariance with each place that is known
};

}  // namespace sanggan
