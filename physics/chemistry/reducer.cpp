#include "physics/chemistry/reducer.hpp"

#include <algorithm>
#include <stdexcept>

namespace sanggan::chemistry {
namespace {

std::string const electron_entry = "e-";

}  // namespace

Reducer::Reducer(Database const& database, SystemRequest const& request,
                 std::map<std::string, int> const& component_of, std::vector<std::string>& notes)
    : db_(database),
      request_(request),
      component_of_(component_of),
      notes_(notes),
      basis_(database) {
  for (ElementRequest const& element : request.elements)
    in_play_[normal_valence(element.element)] = &element;
  for (ElementRequest const& request : request_.elements)
    if (!request.couple.empty() && !couples_.contains(request.couple))
      couples_[request.couple] = couple(request.couple);
}

/// log a(e-) of a couple A/B: each side is its primary master with some electrons.
BasisRow Reducer::couple(std::string const& name) {
  auto const slash = name.find('/');
  auto const side = [&](std::string const& element) {
    MasterEntry const* const master = db_.master(normal_valence(element));
    if (master == nullptr) throw std::invalid_argument(db_.file + " has no " + element);
    auto row = basis_.from_primary(master->species);
    MasterEntry const* const primary = db_.master(without_valence(element));
    if (!row || primary == nullptr)
      throw std::invalid_argument(db_.file + " does not link " + element + " to other valences");
    BasisRow primary_row;  // the primary master from this side and electrons
    double const moles = row->of(primary->species);
    row->coefficient.erase(primary->species);
    primary_row.coefficient[master->species] = 1 / moles;
    primary_row.add(*row, -1 / moles);
    return primary_row;
  };
  if (slash == std::string::npos)
    throw std::invalid_argument("the couple " + name + " should be written as O(0)/O(-2)");
  BasisRow difference = side(name.substr(0, slash));
  difference.add(side(name.substr(slash + 1)), -1);
  double const electrons = difference.of(electron_entry);
  if (electrons == 0) throw std::invalid_argument("the couple " + name + " exchanges no electron");
  difference.coefficient.erase(electron_entry);
  BasisRow row;
  row.add(difference, -1 / electrons);
  return row;
}

ElementRequest const* Reducer::request_of(std::string const& master) const {
  for (MasterEntry const& entry : db_.masters) {
    if (entry.species != master || entry.element == "Alkalinity") continue;
    auto found = in_play_.find(entry.element);
    if (found == in_play_.end()) found = in_play_.find(without_valence(entry.element));
    if (found != in_play_.end()) return found->second;
  }
  return nullptr;
}

/// Rewrites a row so that components alone take part; nothing if it needs what is not in play.
std::optional<BasisRow> Reducer::in_components(BasisRow const& row, bool with_couples) {
  BasisRow result = row;
  for (auto const& [master, coefficient] : row.coefficient) {
    if (component_of_.contains(master)) continue;
    ElementRequest const* const request = request_of(master);
    bool const is_of_water = master == "H2" || master == "O2";
    if (request == nullptr && !(is_of_water && request_.redox)) return std::nullopt;
    auto redox = basis_.from_primary(master);
    if (!redox) {
      note_once(master +
                " is in play, but the database does not link it to the other valences of "
                "its element: its species are left out");
      return std::nullopt;
    }
    if (with_couples && request != nullptr && !request->couple.empty())
      redox->substitute(electron_entry, couples_.at(request->couple));
    result.substitute(master, *redox);
  }
  for (auto const& [master, coefficient] : result.coefficient)
    if (!component_of_.contains(master) && (with_couples || master != electron_entry))
      return std::nullopt;
  return result;
}

void Reducer::note_once(std::string const& note) {
  if (std::find(notes_.begin(), notes_.end(), note) == notes_.end()) notes_.push_back(note);
}

std::map<int, double> Reducer::indexed(BasisRow const& row) const {
  std::map<int, double> result;
  for (auto const& [master, coefficient] : row.coefficient)
    if (auto const found = component_of_.find(master); found != component_of_.end())
      result[found->second] = coefficient;
  return result;
}

std::optional<Reduced> Reducer::reduce(BasisRow const& row) {
  auto const action = in_components(row, true);
  auto const content = in_components(row, false);
  if (!action || !content) return std::nullopt;
  return Reduced{indexed(*action), indexed(*content), action->log_K};
}

}  // namespace sanggan::chemistry
