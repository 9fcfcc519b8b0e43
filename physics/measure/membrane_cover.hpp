#pragma once
#include <array>
#include <cmath>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Geomembrane over soil of low conductivity. What passes through n holes per area of the size a
/// under the head h, into a layer of the thickness t and conductivity k (SI):
///   leak = n C (1 + 0.1 (h/t)^0.95) a^0.1 h^0.9 k^0.74,  n = defects + growth times age
/// with the contact C of membrane and soil, 0.21 where it is good and 1.15 where it is poor.
/// [Giroud1997]
struct MembraneCover {
  double defects;       ///< holes per area as built (1/m2)
  double growth;        ///< (1/(m2 s))
  double defect_area;   ///< a (m2)
  double head;          ///< h, of the water on the membrane (m)
  double contact;       ///< C
  double thickness;     ///< t, of the layer below (m)
  double conductivity;  ///< k, of the layer below (m/s)

  static constexpr TargetKind target = TargetKind::patch;
  bool changes_with_age() const { return growth > 0; }
  /// Leak per plan area (m/s) at an age (s).
  double leak(double age) const {
    return (defects + growth * age) * contact * (1 + 0.1 * std::pow(head / thickness, 0.95)) *
           std::pow(defect_area, 0.1) * std::pow(head, 0.9) * std::pow(conductivity, 0.74);
  }
  Edits edits(MeasureView const& view) const {
    return {SealSurface{view.target.boundary, leak(view.age)}};
  }
  static constexpr std::string_view name = "membrane_cover";
  static constexpr std::string_view about =
      "geomembrane on a patch: what leaks through its holes enters, nothing evaporates, no gas "
      "passes";
  static constexpr std::array<Key<MembraneCover>, 7> keys() {
    return {
        {{"defects", "1/m2", &MembraneCover::defects, 0, 1, required, "holes per area as built"},
         {"defect_growth", "1/m2/s", &MembraneCover::growth, 0, 1e-6, 0.0,
          "holes that join them per time; needs ageing.every"},
         {"defect_area", "m2", &MembraneCover::defect_area, 1e-9, 1, required, "size of a hole"},
         {"head", "m", &MembraneCover::head, 1e-6, 10, required,
          "depth of the water that stands on the membrane when it rains"},
         {"contact", "1", &MembraneCover::contact, 0.01, 10, required,
          "contact of membrane and soil: 0.21 good, 1.15 poor"},
         {"thickness", "m", &MembraneCover::thickness, 1e-3, 100, required, "of the layer below"},
         {"conductivity", "m/s", &MembraneCover::conductivity, 1e-15, 1e-2, required,
          "of the layer below"}}};
  }
};

}  // namespace sanggan
