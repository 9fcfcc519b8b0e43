#pragma once

namespace sanggan {

/// Chance of a standard normal variable to lie at or below z.
double normal_probability(double z);

/// The z at or below which a standard normal variable lies with the chance p, to the last digits.
/// @pre 0 < p < 1
double normal_quantile(double p);

}  // namespace sanggan
