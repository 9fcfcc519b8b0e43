#pragma once
#include <array>
#include <cmath>
#include <numbers>

namespace sanggan::chemistry {

inline constexpr double atmosphere = 101325;                   ///< unit of gases in databases (Pa)
inline constexpr double gas_constant = 8.31446261815324;       ///< R (J/(mol K))
inline constexpr double faraday_constant = 96485.33212;        ///< F (C/mol)
inline constexpr double reference_temperature = 298.15;        ///< of log_k in a database (K)
inline constexpr double ln_10 = std::numbers::ln10_v<double>;  ///< turns log10 into ln

/// The powers of temperature that log K is linear in.
struct TemperatureTerms {
  std::array<double, 6> value;  ///< 1, T, 1/T, log10 T, 1/T^2, T^2 with T in K
  explicit TemperatureTerms(double T) : value{1, T, 1 / T, std::log10(T), 1 / (T * T), T * T} {}
};

/// Equilibrium constant of a reaction as a function of temperature,
/// log10 K = A1 + A2 T + A3/T + A4 log10 T + A5/T^2 + A6 T^2.  [ParkhurstAppelo2013]
/// Adding reactions adds these coefficients.
struct LogK {
  std::array<double, 6> A{};

  /// From log10 K at 298.15 K and a constant enthalpy of reaction delta_h (J/mol), by van 't Hoff.
  static LogK from_enthalpy(double log_k, double delta_h) {
    double const slope = delta_h / (ln_10 * gas_constant);
    return {{log_k + slope / reference_temperature, 0, -slope, 0, 0, 0}};
  }
  double at(TemperatureTerms const& T) const {
    double sum = 0;
    for (std::size_t k = 0; k < A.size(); ++k) sum += A[k] * T.value[k];
    return sum;
  }
  void add(LogK const& other, double factor) {
    for (std::size_t k = 0; k < A.size(); ++k) A[k] += factor * other.A[k];
  }
};

}  // namespace sanggan::chemistry
