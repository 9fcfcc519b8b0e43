#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sanggan {

/// Points of the open unit cube, [point][dimension].
using UnitSample = std::vector<std::vector<double>>;

/// A Latin hypercube: in each dimension every one of n equal strata holds one point, at random.
/// [McKay1979]
UnitSample latin_hypercube(std::size_t n, std::size_t dimensions, std::uint64_t seed);

inline constexpr std::size_t most_sobol_dimensions = 50;
/// The first n points of Sobol's sequence, each dimension with a digital shift drawn by the seed:
/// every block of 2^k points is spread as evenly as before.  [JoeKuo2008]
/// @pre dimensions <= most_sobol_dimensions
UnitSample sobol_sequence(std::size_t n, std::size_t dimensions, std::uint64_t seed);

/// Reorders each dimension so that the dimensions have about the wanted rank correlations; the
/// values of each stay as they are.  [ImanConover1982]
/// @param correlation [dimension][dimension], symmetric, 1 on the diagonal, positive definite
void correlate_ranks(UnitSample& sample, std::vector<std::vector<double>> const& correlation,
                     std::uint64_t seed);

/// Whether a matrix of correlations is one that numbers can have: positive definite.
bool is_correlation(std::vector<std::vector<double>> const& correlation);

/// Spearman's correlation of the ranks of two series.
double rank_correlation(std::vector<double> const& x, std::vector<double> const& y);

}  // namespace sanggan
