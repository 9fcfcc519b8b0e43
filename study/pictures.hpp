#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace sanggan {

/// A concentration as one byte for pictures: 0 for none (NaN), else 128 + 42.33 log10(C/limit),
/// from 1 (a thousandth of the limit and below) to 255 (a thousand times it and above).
std::uint8_t picture_byte(double C, double limit);

/// Concentrations of one substance as bytes: by time, then by column of the plan from the
/// south-west corner eastwards, or by cell of a section.
struct PictureLayer {
  std::string substance;
  double limit = 0;  ///< (mg/L)
  std::vector<std::uint8_t> values;
};

/// A cell of a section along x: its sides and their elevations (m).
struct SectionCell {
  double x_left, bottom_left, top_left, x_right, bottom_right, top_right;
  std::int32_t zone;
};

/// Pictures of a run. The section is there on rank 0 alone.
struct Pictures {
  std::vector<double> x, y;  ///< edges of the plan (m)
  std::vector<double> t;     ///< (s)
  std::vector<PictureLayer> plan;
  double section_y = 0;  ///< (m)
  std::vector<std::string> zones;
  std::vector<SectionCell> section;
  std::vector<PictureLayer> along;  ///< the section
  /// [time][column of x] elevation of the water table in the section (m); NaN: none
  std::vector<std::vector<double>> water_table;
};

}  // namespace sanggan
