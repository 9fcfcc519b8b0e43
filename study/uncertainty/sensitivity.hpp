#pragma once
#include <cstdint>
#include <vector>

#include "study/uncertainty/sampling.hpp"

namespace sanggan {

/// Points at which a function is to be known for its indices of Sobol': two samples A and B, and A
/// with one dimension of B at a time. Order: all of A, all of B, then dimension by dimension.
/// @param base 2 k dimensions: those of A, then those of B  [Saltelli2010]
UnitSample saltelli_design(UnitSample const& base);

/// A figure with its interval of 95%.
struct Interval {
  double value = 0, low = 0, high = 0;
};

/// What share of the variance one dimension makes alone, and together with all others.
struct SobolIndices {
  Interval first_order, total;
};

/// Indices of each dimension from the values at a saltelli_design: first order by [Saltelli2010],
/// total by [Jansen1999]; the intervals by drawing the rows anew.
/// @param values [(k + 2) n] in the order of the design; a row with a value that is NaN is left out
/// @returns empty if fewer than two rows are whole or nothing varies
std::vector<SobolIndices> sobol_indices(std::vector<double> const& values, std::size_t dimensions,
                                        std::uint64_t seed);

}  // namespace sanggan
