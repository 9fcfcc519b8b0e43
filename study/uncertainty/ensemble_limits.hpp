#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "io/case.hpp"
#include "study/uncertainty/ensemble.hpp"

namespace sanggan {

/// Checks that the limits of an ensemble are of species of the case, or of heads, levels or pH, in
/// units of theirs. @throws CaseError with all that are not
void check_limits(Ensemble const& ensemble, Case const& base);

/// The limit of a column of monitors.csv or a field of results.h5 in its unit, if it is one of the
/// dissolved concentration of a species, of a head, a level or a pH, and there is one: the
/// ensemble's own, or else that of the species in the case.
std::optional<double> limit_of(Ensemble const& ensemble, Case const& base, std::string_view column,
                               std::string_view unit);

}  // namespace sanggan
