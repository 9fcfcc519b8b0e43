#pragma once

namespace sanggan::chemistry {

/// Chromium whose valences are elements of their own, for wateq4f.dat, which has none.
inline constexpr char const* chromium_apart = R"(
SOLUTION_MASTER_SPECIES
Cr_six Cr_sixO4-2 0 Cr 52
Cr_tri Cr_tri+3 0 Cr 52
SOLUTION_SPECIES
Cr_sixO4-2 = Cr_sixO4-2
Cr_tri+3 = Cr_tri+3
Cr_sixO4-2 + H+ = HCr_sixO4-;          log_k 6.51
Cr_tri+3 + H2O = Cr_triOH+2 + H+;      log_k -4.0
Cr_tri+3 + 2 H2O = Cr_tri(OH)2+ + 2 H+; log_k -9.62
Cr_tri+3 + 3 H2O = Cr_tri(OH)3 + 3 H+; log_k -16.75
Cr_tri+3 + 4 H2O = Cr_tri(OH)4- + 4 H+; log_k -27.77
PHASES
Cr(OH)3(a)
Cr_tri(OH)3 + 3 H+ = Cr_tri+3 + 3 H2O; log_k 9.35
Fe(OH)2(a)
Fe(OH)2 + 2 H+ = Fe+2 + 2 H2O;         log_k 13.564
)";

}  // namespace sanggan::chemistry
