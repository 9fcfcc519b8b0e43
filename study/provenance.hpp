#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace sanggan {

/// How far a figure of a data file can be trusted, the best first: read in its source, or
/// recomputed from another published figure; read in an older edition; from memory and to be
/// checked against the text before planners rely on it.
enum class Status { read, recomputed, older_edition, memory };
inline constexpr std::array<std::string_view, 4> status_words{"read", "recomputed", "older edition",
                                                              "memory"};

/// The status of a result of two figures: that of the weaker.
constexpr Status weaker(Status one, Status other) { return std::max(one, other); }

}  // namespace sanggan
