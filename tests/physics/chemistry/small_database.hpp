#pragma once
#include <string>

namespace sanggan::chemistry {

/// A database for tests of the solver, in which nothing but the mathematics is checked: constants
/// are rounded.
inline std::string const small_database = R"(
SOLUTION_MASTER_SPECIES
H      H+     -1 H    1.008
H(0)   H2      0 H
E      e-      1 0    0
O      H2O     0 O    16
O(0)   O2      0 O
Ca     Ca+2    0 Ca   40.08
Na     Na+     0 Na   22.99
Cl     Cl-     0 Cl   35.45
C      CO3-2   2 HCO3 12.011
Alkalinity CO3-2 1 Ca0.5(CO3)0.5 50.05
S      SO4-2   0 SO4  32.06
S(6)   SO4-2   0 SO4
S(-2)  HS-     1 S
Fe     Fe+2    0 Fe   55.85
Fe(2)  Fe+2    0 Fe
Fe(3)  Fe+3   -2 Fe
Zn     Zn+2    0 Zn   65.4
SOLUTION_SPECIES
H+ = H+;       -gamma 9 0
e- = e-
H2O = H2O
Ca+2 = Ca+2;   -gamma 5 0.165
Na+ = Na+;     -gamma 4 0.075
Cl- = Cl-;     -gamma 3.5 0.015
CO3-2 = CO3-2; -gamma 5.4 0
SO4-2 = SO4-2; -gamma 5 -0.04
Fe+2 = Fe+2;   -gamma 6 0
Zn+2 = Zn+2;   -gamma 5 0
H2O = OH- + H+;                   log_k -14;    delta_h 56.4
2 H2O = O2 + 4 H+ + 4 e-;         log_k -86.08; delta_h 567
2 H+ + 2 e- = H2;                 log_k -3.15
CO3-2 + H+ = HCO3-;               log_k 10.33;  delta_h -14.9
CO3-2 + 2 H+ = CO2 + H2O;         log_k 16.68;  delta_h -24
SO4-2 + H+ = HSO4-;               log_k 1.99
SO4-2 + 9 H+ + 8 e- = HS- + 4 H2O; log_k 33.65
HS- + H+ = H2S;                   log_k 6.99
Fe+2 = Fe+3 + e-;                 log_k -13.02; delta_h 40.5
Fe+3 + H2O = FeOH+2 + H+;         log_k -2.19
Fe+3 + 2 H2O = Fe(OH)2+ + 2 H+;   log_k -5.67
Fe+3 + SO4-2 = FeSO4+;            log_k 4.04
Fe+2 + SO4-2 = FeSO4;             log_k 2.25
Ca+2 + SO4-2 = CaSO4;             log_k 2.3
Ca+2 + HCO3- = CaHCO3+;           log_k 1.1
Zn+2 + SO4-2 = ZnSO4;             log_k 2.37
PHASES
Calcite
CaCO3 = Ca+2 + CO3-2;             log_k -8.48
Gypsum
CaSO4:2H2O = Ca+2 + SO4-2 + 2 H2O; log_k -4.58
Ferrihydrite
Fe(OH)3 + 3 H+ = Fe+3 + 3 H2O;    log_k 4.89
Goethite
FeOOH + 3 H+ = Fe+3 + 2 H2O;      log_k -1
Siderite
FeCO3 = Fe+2 + CO3-2;             log_k -10.89
CO2(g)
CO2 = CO2;                        log_k -1.47
O2(g)
O2 = O2;                          log_k -2.9
EXCHANGE_MASTER_SPECIES
X X-
EXCHANGE_SPECIES
X- = X-
Na+ + X- = NaX;                   log_k 0
Ca+2 + 2 X- = CaX2;               log_k 0.8
Zn+2 + 2 X- = ZnX2;               log_k 0.8
SURFACE_MASTER_SPECIES
Hfo_w Hfo_wOH
SURFACE_SPECIES
Hfo_wOH = Hfo_wOH
Hfo_wOH + H+ = Hfo_wOH2+;         log_k 7.29
Hfo_wOH = Hfo_wO- + H+;           log_k -8.93
Hfo_wOH + Zn+2 = Hfo_wOZn+ + H+;  log_k -1.99
Hfo_wOH + SO4-2 + H+ = Hfo_wSO4- + H2O; log_k 7.78
)";

}  // namespace sanggan::chemistry
