#include "physics/chemistry/activity.hpp"

#include <numbers>

#include "physics/chemistry/log_k.hpp"

namespace sanggan::chemistry {
namespace {

constexpr double elementary_charge = 1.602176634e-19;     // (C)
constexpr double boltzmann_constant = 1.380649e-23;       // (J/K)
constexpr double avogadro_constant = 6.02214076e23;       // (1/mol)
constexpr double vacuum_permittivity = 8.8541878128e-12;  // (F/m)
constexpr double pi = std::numbers::pi;

}  // namespace

double water_density(double T) {
  double const t = T - 273.15;
  double const numerator =
      999.83952 +
      t * (16.945176 +
           t * (-7.9870401e-3 + t * (-46.170461e-6 + t * (105.56302e-9 - 280.54253e-12 * t))));
  return numerator / (1 + 16.879850e-3 * t);
}

double water_permittivity(double T) {
  constexpr double pressure = 1.01325;  // (bar)
  double const at_1000_bar = 3.4279e2 * std::exp(-5.0866e-3 * T + 9.4690e-7 * T * T);
  double const C = -2.0525 + 3.1159e3 / (T - 1.8289e2);
  double const B = -8.0325e3 + 4.2142e6 / T + 2.1417 * T;
  return at_1000_bar + C * std::log((B + pressure) / (B + 1000));
}

DebyeHueckel debye_hueckel(double T) {
  double const bjerrum_length =
      elementary_charge * elementary_charge /
      (4 * pi * vacuum_permittivity * water_permittivity(T) * boltzmann_constant * T);
  double const number_density = avogadro_constant * water_density(T);  // of 1 mol/kg (1/m3)
  double const A = std::pow(bjerrum_length, 1.5) * std::sqrt(2 * pi * number_density) / ln_10;
  double const B = std::sqrt(8 * pi * bjerrum_length * number_density) * 1e-10;
  return {A, B};
}

double diffuse_layer_coefficient(double T) {
  return std::sqrt(8000 * water_permittivity(T) * vacuum_permittivity * gas_constant * T);
}

}  // namespace sanggan::chemistry
