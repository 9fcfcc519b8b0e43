#include "io/failed_cell.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "io/atomic_file.hpp"
#include "io/database_file.hpp"
#include "io/files.hpp"
#include "io/tree.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

Node text_node(std::string text) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = std::move(text);
  node.quoted = true;
  return node;
}

/// In full: the shortest text that reads as the same number.
Node number_node(double value, std::string_view unit = "1") {
  Node node = text_node(unit == "1" ? fmt::format("{}", value) : fmt::format("{} {}", value, unit));
  node.quoted = false;
  return node;
}

Node flag_node(bool value) {
  Node node = text_node(value ? "true" : "false");
  node.quoted = false;
  return node;
}

Node map_node() {
  Node node;
  node.kind = Node::Kind::map;
  return node;
}

void put(Node& map, std::string_view key, Node value) {
  map.entries.push_back({std::string(key), {}, std::move(value)});
}

template <class Item, class Write>
Node list_node(std::vector<Item> const& items, Write const& write) {
  Node node;
  node.kind = Node::Kind::list;
  for (Item const& item : items) node.items.push_back(write(item));
  return node;
}

Node list_node(std::vector<std::string> const& words) {
  return list_node(words, [](std::string const& word) { return text_node(word); });
}

/// Numbers by name, those without a name left out.
Node numbers_node(std::vector<std::string> const& names, std::vector<double> const& values) {
  Node node = map_node();
  for (std::size_t k = 0; k < names.size(); ++k) put(node, names[k], number_node(values[k]));
  return node;
}

Node amounts_node(std::map<std::string, double> const& amounts) {
  Node node = map_node();
  for (auto const& [name, amount] : amounts) put(node, name, number_node(amount));
  return node;
}

template <class Law>
Node law_node(Law const& law) {
  Node node = map_node();
  put(node, "law", text_node(std::string(Law::name)));
  for (auto const& key : Law::keys()) {
    if (auto const* number = std::get_if<double Law::*>(&key.member))
      put(node, key.name, number_node(law.**number, key.unit));
    if (auto const* flag = std::get_if<bool Law::*>(&key.member))
      put(node, key.name, flag_node(law.**flag));
    if (auto const* text = std::get_if<std::string Law::*>(&key.member))
      put(node, key.name, text_node(law.**text));
    if (auto const* words = std::get_if<std::vector<std::string> Law::*>(&key.member))
      put(node, key.name, list_node(law.**words));
    if (auto const* numbers = std::get_if<std::vector<double> Law::*>(&key.member))
      put(node, key.name,
          list_node(law.**numbers, [&](double value) { return number_node(value, key.unit); }));
  }
  return node;
}

Node reaction_node(KineticReaction const& reaction) {
  Node node = map_node(), releases = map_node();
  put(node, "rate", std::visit([](auto const& law) { return law_node(law); }, reaction.rate));
  if (!reaction.phase.empty()) put(node, "phase", text_node(reaction.phase));
  for (Term const& term : reaction.releases)
    put(releases, term.species, number_node(term.coefficient));
  if (!reaction.releases.empty()) put(node, "releases", std::move(releases));
  put(node, "consumed", number_node(reaction.consumed));
  if (!reaction.yields.empty()) put(node, "yields", amounts_node(reaction.yields));
  return node;
}

Node phase_node(PhaseRequest const& request) {
  Node node = map_node();
  put(node, "phase", text_node(request.phase));
  put(node, "saturation", number_node(request.target));
  if (!request.reactant.empty()) put(node, "reactant", text_node(request.reactant));
  return node;
}

Node mineral_surface_node(MineralSurface const& on) {
  Node node = map_node();
  put(node, "surface", text_node(on.surface));
  put(node, "mineral", text_node(on.mineral));
  put(node, "per_mole", amounts_node(on.per_mole));
  return node;
}

Node system_node(SystemRequest const& request) {
  Node node = map_node();
  std::vector<std::string> elements;
  for (ElementRequest const& element : request.elements) elements.push_back(element.element);
  put(node, "elements", list_node(elements));
  put(node, "redox", flag_node(request.redox));
  put(node, "minerals", list_node(request.phases, phase_node));
  put(node, "gases", list_node(request.gases));
  put(node, "exchangers", list_node(request.exchangers));
  put(node, "surfaces", list_node(request.surfaces));
  put(node, "mineral_surfaces", list_node(request.mineral_surfaces, mineral_surface_node));
  put(node, "electrostatics", flag_node(request.electrostatics));
  put(node, "capacitances", amounts_node(request.capacitances));
  put(node, "saturations", list_node(request.indicators));
  return node;
}

Node cell_node(System const& system, std::vector<std::string> const& reactions,
               CellProblem const& problem) {
  std::vector<std::string> const phases(system.phase_names.begin(),
                                        system.phase_names.begin() + system.n_reactive_phases);
  Node node = map_node();
  put(node, "temperature", number_node(problem.input.temperature, "K"));
  put(node, "step", number_node(problem.dt, "s"));
  put(node, "gas_volume", number_node(problem.input.gas_volume, "m3"));
  put(node, "components", numbers_node(system.component_names, problem.input.component));
  put(node, "minerals", numbers_node(phases, problem.input.phase));
  put(node, "reactants", numbers_node(reactions, problem.reactants));
  put(node, "reactants_at_first", numbers_node(reactions, problem.initial));
  if (problem.state.empty()) return node;
  Node start = map_node();
  put(start, "ln_activities", numbers_node(system.component_names, problem.state.ln_activity));
  put(start, "ln_water_activity", number_node(problem.state.ln_water_activity));
  put(start, "ionic_strength", number_node(problem.state.ionic_strength));
  put(node, "start", std::move(start));
  return node;
}

}  // namespace

std::string database_hash(std::string const& path) {
  return fmt::format("{:016x}", fnv1a(path.empty() ? own_database_text : read_text(path)));
}

void write_failed_cell(std::string const& path, SiteChemistry const& site, FailedCell const& cell) {
  Node root = map_node(), kinetics = map_node();
  std::vector<std::string> reactions;
  for (KineticReaction const& reaction : site.reactions) {
    reactions.push_back(reaction.name);
    put(kinetics, reaction.name, reaction_node(reaction));
  }
  put(root, "place",
      text_node(fmt::format("({:.6g}, {:.6g}, {:.6g}) m of {}", cell.centre.x, cell.centre.y,
                            cell.centre.z, cell.zone)));
  if (!site.database.empty())
    put(root, "database", text_node(std::filesystem::absolute(site.database).string()));
  put(root, "database_hash", text_node(database_hash(site.database)));
  put(root, "system", system_node(site.request));
  if (!reactions.empty()) put(root, "kinetics", std::move(kinetics));
  put(root, "cell", cell_node(site.system, reactions, cell.problem));
  write_atomically(path, to_yaml(root));
}

}  // namespace sanggan
