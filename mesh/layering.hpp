#pragma once
#include <span>
#include <vector>

namespace sanggan {

/// Fractions of the thickness of a layer at its levels, n+1 of them from 0 to 1, for n cells whose
/// thickness grows upwards by a constant factor; `grading` is that of the top cell over the bottom
/// one.
std::vector<double> graded_fractions(int n, double grading);

/// Closes cells that are thinner than `least` (m) at a node by giving them no thickness: levels
/// (m, not decreasing) move onto the one below, so that the cell above grows; where none is left
/// above, the cell below grows instead. The first and last levels stay, unless they are themselves
/// less than `least` apart: then all levels become the first one.
void close_thin_cells(std::span<double> levels, double least);

}  // namespace sanggan
