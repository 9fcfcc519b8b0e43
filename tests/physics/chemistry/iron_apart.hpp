#pragma once

namespace sanggan::chemistry {

/// The valences of iron as elements of their own, with their hydroxides and chlorides.
inline constexpr char const* iron_apart = R"(
SOLUTION_MASTER_SPECIES
Fe_di  Fe_di+2  0 Fe 55.847
Fe_tri Fe_tri+3 0 Fe 55.847
SOLUTION_SPECIES
Fe_di+2 = Fe_di+2
Fe_tri+3 = Fe_tri+3
Fe_di+2 + H2O = Fe_diOH+ + H+;               log_k -9.5;   delta_h 13.2 kcal
Fe_di+2 + Cl- = Fe_diCl+;                    log_k 0.14
Fe_tri+3 + H2O = Fe_triOH+2 + H+;            log_k -2.19;  delta_h 10.4 kcal
Fe_tri+3 + 2 H2O = Fe_tri(OH)2+ + 2 H+;      log_k -5.67;  delta_h 17.1 kcal
Fe_tri+3 + 3 H2O = Fe_tri(OH)3 + 3 H+;       log_k -12.56; delta_h 24.8 kcal
Fe_tri+3 + 4 H2O = Fe_tri(OH)4- + 4 H+;      log_k -21.6;  delta_h 31.9 kcal
2 Fe_tri+3 + 2 H2O = Fe_tri2(OH)2+4 + 2 H+;  log_k -2.95;  delta_h 13.5 kcal
3 Fe_tri+3 + 4 H2O = Fe_tri3(OH)4+5 + 4 H+;  log_k -6.3;   delta_h 14.3 kcal
Fe_tri+3 + Cl- = Fe_triCl+2;                 log_k 1.48;   delta_h 5.6 kcal
Fe_tri+3 + 2 Cl- = Fe_triCl2+;               log_k 2.13
Fe_tri+3 + 3 Cl- = Fe_triCl3;                log_k 1.13
)";

}  // namespace sanggan::chemistry
