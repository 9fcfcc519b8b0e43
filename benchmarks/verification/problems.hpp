#pragma once
#include "benchmarks/verification/problem.hpp"

namespace sanggan::verification {

// One function per folder.
Problem rest_and_patch();
Problem two_conductivities();
Problem anisotropy();
Problem lognormal();
Problem wells();
Problem two_layers();
Problem celia();
Problem haverkamp();
Problem srivastava_yeh();
Problem tracy();
Problem travelling_front();
Problem ponding();
Problem evaporation();
Problem free_surface();
Problem dry_layers();
Problem advection_dispersion();
Problem kinetic_sorption();
Problem nonlinear_sorption();
Problem plume();
Problem patch_source();
Problem radial_injection();
Problem decay_chain();
Problem fracture();
Problem rotation();
Problem material_jump();
Problem oxygen();
Problem shrinking_core();
Problem consistency();
Problem courant_numbers();
Problem sloping_layers();

/// All problems, in the order of the page.
inline std::vector<Problem> all_problems() {
  return {rest_and_patch(),
          two_conductivities(),
          anisotropy(),
          lognormal(),
          wells(),
          two_layers(),
          celia(),
          haverkamp(),
          srivastava_yeh(),
          tracy(),
          travelling_front(),
          ponding(),
          evaporation(),
          free_surface(),
          dry_layers(),
          advection_dispersion(),
          kinetic_sorption(),
          nonlinear_sorption(),
          plume(),
          patch_source(),
          radial_injection(),
          decay_chain(),
          fracture(),
          rotation(),
          material_jump(),
          oxygen(),
          shrinking_core(),
          consistency(),
          courant_numbers(),
          sloping_layers()};
}

}  // namespace sanggan::verification
