#pragma once
#include <string>
#include <vector>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Whether each list is absent or has a value for each species; else what is wrong.
inline std::string problem_of_lists(std::vector<std::string> const& species,
                                    std::vector<std::vector<double> const*> const& lists) {
  for (auto const* list : lists)
    if (!list->empty() && list->size() != species.size()) return "write as many values as species";
  return {};
}

/// First-order reaction in the water of the region of a measure (1/s), booked under its name.
inline AddConsumption first_order_in_region(MeasureView const& view, std::string const& species,
                                            double rate) {
  AddConsumption edit;
  edit.species = view.species(species);
  edit.term.zones = view.target.region.zones;
  edit.term.holds = view.target.region.holds;
  edit.term.account = view.account;
  edit.term.first_order = rate;
  return edit;
}

}  // namespace sanggan
