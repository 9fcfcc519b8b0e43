#pragma once
#include <array>

#include "physics/chemistry/site_chemistry.hpp"
#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Minerals and reactants that are worked into the ground: lime, limestone, iron, gypsum. Once
/// there, they are ground as any: what becomes of them follows from the chemistry of the site.
struct MineralAmendment {
  std::vector<std::string> substances;  ///< reactants of slow reactions, else minerals
  std::vector<double> content;          ///< by substance, of the dry material (mol/kg)

  static constexpr TargetKind target = TargetKind::region;
  static constexpr bool for_good = true;
  std::string prepare() const {
    return content.size() == substances.size() ? "" : "write as many contents as substances";
  }
  Edits edits(MeasureView const& view) const {
    if (!view.first) return {};
    chemistry::SiteChemistry const& site = *view.site.chemistry;
    Addition added{
        std::vector<double>(static_cast<std::size_t>(site.system.n_reactive_phases), 0.0),
        std::vector<double>(site.reactions.size(), 0.0)};
    for (std::size_t i = 0; i < substances.size(); ++i)
      if (int const k = site.reaction(substances[i]); k >= 0)
        added.reactant[static_cast<std::size_t>(k)] += content[i];
      else
        added.phase[static_cast<std::size_t>(site.system.phase(substances[i]))] += content[i];
    return {AddSolids{{view.target.region, view.account, {}, {}, added}}};
  }
  static constexpr std::string_view name = "mineral_amendment";
  static constexpr std::string_view about =
      "lime, limestone, iron or gypsum worked into the ground: minerals and reactants of the "
      "chemistry, added at its start";
  static constexpr std::array<Key<MineralAmendment>, 2> keys() {
    return {{{"substances", "", &MineralAmendment::substances, 0, 0, required,
              "reactants of slow reactions, or else minerals that form"},
             {"content", "mol/kg", &MineralAmendment::content, 0, 1e3, required,
              "as many amounts, by the mass of dry material"}}};
  }
};

}  // namespace sanggan
