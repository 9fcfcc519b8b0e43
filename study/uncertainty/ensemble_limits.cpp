#include "study/uncertainty/ensemble_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/readers.hpp"
#include "io/section.hpp"
#include "io/units.hpp"

namespace sanggan {
namespace {

/// What monitors and cells tell beside concentrations.
struct Told {
  std::string_view name, unit;
};
constexpr std::array quantities{Told{"head", "m"}, Told{"level", "m"}, Told{"pressure_head", "m"},
                                Told{"pH", "1"}};

struct Measured {
  std::string_view unit;
  double molar_mass = 0;  ///< of a species (kg/mol)
};

/// How what a limit is of is measured; empty for an unknown name.
std::optional<Measured> measured(std::string_view name, Case const& base) {
  for (auto const& [quantity, unit] : quantities)
    if (quantity == name) return Measured{unit};
  for (Species const& species : base.site.species)
    if (species.name == name) return Measured{"mol/m3", species.molar_mass};
  return {};
}

std::string what_is_wrong(OwnLimit const& limit, Case const& base) {
  auto const of = measured(limit.name, base);
  if (!of) {
    auto known = names_of(base.site.species);
    for (auto const& [quantity, unit] : quantities) known.emplace_back(quantity);
    return "is of no species of the case and no quantity" + nearest_or_all(limit.name, known);
  }
  if (convert(limit.value, limit.unit, of->unit, of->molar_mass)) return "";
  auto const [name, example] = dimension(of->unit);
  return fmt::format("is {}; write {} such as {}", dimension(limit.unit).name, name, example);
}

/// Whether a column or a field tells that of which a limit of this name is.
bool tells(std::string_view column, std::string const& name) {
  return column == name || column.ends_with(" " + name) || column == name + "_dissolved";
}

}  // namespace

void check_limits(Ensemble const& ensemble, Case const& base) {
  std::vector<std::string> faults;
  for (OwnLimit const& limit : ensemble.limits)
    if (auto const fault = what_is_wrong(limit, base); !fault.empty())
      faults.push_back(limit.place + " " + fault);
  if (!faults.empty()) throw CaseError(faults);
}

std::optional<double> limit_of(Ensemble const& ensemble, Case const& base, std::string_view column,
                               std::string_view unit) {
  if (!is_unit(unit)) return {};
  for (OwnLimit const& limit : ensemble.limits)
    if (tells(column, limit.name)) {
      auto const of = measured(limit.name, base);
      return convert(limit.value, limit.unit, unit, of ? of->molar_mass : 0);
    }
  for (Species const& species : base.site.species)
    if (species.C_limit > 0 && tells(column, species.name))
      return convert(species.C_limit, "mol/m3", unit, species.molar_mass);
  return {};
}

}  // namespace sanggan
