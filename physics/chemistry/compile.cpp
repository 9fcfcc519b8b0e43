#include "physics/chemistry/compile.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "physics/chemistry/reducer.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {
namespace {

std::string const electron_name = "e-";

bool is_one_of(std::string const& name, std::vector<std::string> const& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// How many of its ions the reaction of an exchanged species takes: 0.5 of 0.5Ca+2 + X- = Ca0.5X.
double ions_in(SpeciesEntry const& entry, std::string const& site) {
  for (auto const& [coefficient, species] : entry.formation)
    if (species != site && species != "H2O") return coefficient;
  return 1;
}

/// Makes one System.
class Compiler {
 public:
  Compiler(Database const& database, SystemRequest const& request)
      : db_(database), request_(request) {}

  System compile();
  std::vector<std::string> phases_in_play(std::vector<std::string> const& phases);

 private:
  void add_components();
  BasisRow couple_reaction(std::string const& couple);
  std::optional<Reduced> phase_reaction(std::string const& phase);
  void add_component(std::string const& name, std::string const& species, Closure closure);
  void append_site_properties(double capacitance);
  void add_elements();
  void add_sites();
  void add_surfaces();
  void add_species();
  void add_dissolved(SpeciesEntry const& entry);
  void add_on_site(SpeciesEntry const& entry, bool exchanged);
  int site_of(Reduced const& reduced) const;
  void append_species(SpeciesEntry const& entry, Reduced const& reduced, ActivityClass activity,
                      double alkalinity);
  void append_balance(std::map<int, double> const& content, double charge, double alkalinity,
                      bool dissolved, int surface);
  void add_gases();
  void add_phases();
  void add_phase(PhaseRequest const& phase);
  std::vector<std::pair<std::string, int>> closing_phases() const;

  double alkalinity_of(BasisRow const& row) const;
  ActivityClass activity_of(SpeciesEntry const& entry, double charge, bool dissolved) const;
  int activity_index(ActivityClass const& wanted);

  Database const& db_;
  SystemRequest const& request_;
  System system_;
  std::optional<Reducer> reducer_;           ///< once all components are there
  std::map<std::string, int> component_of_;  ///< by master species
};

System Compiler::compile() {
  if (MasterEntry const* const oxygen = db_.master("O"); oxygen != nullptr)
    system_.water_molar_mass = 1e-3 * db_.molar_mass({{"H", 2}, {"O", 1}});
  add_components();
  add_species();
  add_gases();
  add_phases();
  place_on_minerals(request_.mineral_surfaces, system_);
  for (std::size_t k = 0; k < db_.llnl.temperature.size(); ++k) {
    system_.llnl_temperature.push_back(db_.llnl.temperature[k]);
    system_.llnl.push_back({db_.llnl.A.at(k), db_.llnl.B.at(k), db_.llnl.b_dot.at(k)});
  }
  return std::move(system_);
}

void Compiler::add_components() {
  add_component("", "H2O", request_.water);
  add_component("", "H+", request_.hydrogen);
  if (request_.redox) {
    system_.electron = system_.n_components;
    add_component("", electron_name, request_.electron);
  }
  add_elements();
  add_sites();
  add_surfaces();
  reducer_.emplace(db_, request_, component_of_, system_.notes);
}

std::vector<std::string> Compiler::phases_in_play(std::vector<std::string> const& phases) {
  add_components();
  std::vector<std::string> in_play;
  for (std::string const& phase : phases)
    if (phase_reaction(phase)) in_play.push_back(phase);
  return in_play;
}

void Compiler::add_component(std::string const& name, std::string const& species, Closure closure) {
  if (component_of_.contains(species))
    throw std::invalid_argument(name + ": another request covers the species " + species);
  Formula const formula = parse_formula(species);
  component_of_[species] = system_.n_components++;
  system_.component_names.push_back(species);
  system_.element_names.push_back(name);
  system_.closure.push_back(closure);
  system_.closing_phase.push_back(-1);
  system_.component_charge.push_back(formula.charge);
  system_.component_formula.push_back(formula.composition);
  auto const own = formula.composition.find(without_valence(name));
  system_.atoms.push_back(own == formula.composition.end() ? 1 : own->second);
  append_site_properties(0);
}

/// Those that sites and surfaces may have, with a capacitance (F/m2) of the latter.
void Compiler::append_site_properties(double capacitance) {
  system_.site_surface.push_back(-1);
  system_.carrier.push_back(-1);
  system_.per_carrier.push_back(0);
  system_.capacitance.push_back(capacitance);
}

void Compiler::add_elements() {
  for (ElementRequest const& request : request_.elements) {
    std::string const element = normal_valence(request.element);
    MasterEntry const* const master = db_.master(element);
    if (master == nullptr)
      throw std::invalid_argument(db_.file + " has no master species for " + element);
    add_component(element, master->species, request.closure);
  }
}

void Compiler::add_sites() {
  for (MasterEntry const& master : db_.exchange_masters)
    if (is_one_of(master.element, request_.exchangers))
      add_component(master.element, master.species, Closure::total);
  for (MasterEntry const& master : db_.surface_masters)
    if (is_one_of(surface_of(master.element), request_.surfaces))
      add_component(master.element, master.species, Closure::total);
  auto const is_known = [&](std::string const& wanted) {
    return std::any_of(system_.element_names.begin(), system_.element_names.end(),
                       [&](std::string const& site) { return surface_of(site) == wanted; });
  };
  for (auto const* names : {&request_.exchangers, &request_.surfaces})
    for (std::string const& name : *names)
      if (!is_known(name))
        throw std::invalid_argument(db_.file + " has no master species for " + name);
}

void Compiler::add_surfaces() {
  if (!request_.electrostatics) return;
  for (std::string const& surface : request_.surfaces) {
    int const potential = system_.n_components++;
    system_.component_names.push_back(surface);
    system_.element_names.push_back(surface);
    system_.closure.push_back(Closure::potential);
    system_.closing_phase.push_back(-1);
    system_.component_charge.push_back(0);
    system_.component_formula.emplace_back();
    system_.atoms.push_back(1);
    auto const condenser = request_.capacitances.find(surface);
    append_site_properties(condenser == request_.capacitances.end() ? 0 : condenser->second);
    for (int j = 0; j < potential; ++j)
      if (system_.element_names[j].starts_with(surface + "_")) system_.site_surface[j] = potential;
  }
}

double Compiler::alkalinity_of(BasisRow const& row) const {
  double sum = 0;
  for (auto const& term : row.coefficient) {
    auto const master = std::find_if(
        db_.masters.begin(), db_.masters.end(),
        [&](MasterEntry const& m) { return m.species == term.first && m.element != "Alkalinity"; });
    if (master != db_.masters.end()) sum += term.second * master->alkalinity;
  }
  return sum;
}

ActivityClass Compiler::activity_of(SpeciesEntry const& entry, double charge,
                                    bool dissolved) const {
  switch (entry.activity.kind) {
    case ActivityKind::wateq:
      // Of an exchanged species PHREEQC takes the pair 0 0 for Davies's formula.
      if (!dissolved && entry.activity.a == 0 && entry.activity.b == 0)
        return {ActivityModel::davies, charge, 0, 0};
      return {ActivityModel::wateq, charge, entry.activity.a, entry.activity.b};
    case ActivityKind::davies:
      return {ActivityModel::davies, charge, 0, 0};
    case ActivityKind::llnl:
      return {charge == 0 ? ActivityModel::ideal : ActivityModel::llnl, charge, entry.activity.a,
              0};
    case ActivityKind::llnl_carbon:
      return {ActivityModel::ideal, 0, 0, 0};
    case ActivityKind::by_charge:
      break;
  }
  if (!dissolved) return {ActivityModel::ideal, 0, 0, 0};
  constexpr double neutral_salting_out = 0.1;  // (kg/mol), what PHREEQC takes
  if (charge == 0) return {ActivityModel::neutral, 0, 0, neutral_salting_out};
  return {ActivityModel::davies, charge, 0, 0};
}

int Compiler::activity_index(ActivityClass const& wanted) {
  auto& classes = system_.activity_classes;
  auto const found = std::find(classes.begin(), classes.end(), wanted);
  auto const index = static_cast<int>(found - classes.begin());
  if (found == classes.end()) classes.push_back(wanted);
  return index;
}

void Compiler::append_species(SpeciesEntry const& entry, Reduced const& reduced,
                              ActivityClass activity, double alkalinity) {
  std::map<int, double> content = reduced.content;
  if (!entry.mole_balance.empty())
    content = components_of(system_, entry.mole_balance, entry.formula.charge);
  int const site = site_of(reduced);
  int const surface = site < 0 ? -1 : system_.site_surface[site];
  std::map<int, double> action = reduced.action;
  if (surface >= 0) action[surface] = entry.formula.charge;
  system_.action.append(action);
  system_.content.append(content);
  append_balance(content, entry.formula.charge, alkalinity, site < 0, surface);
  system_.log_K.push_back(reduced.log_K);
  system_.charge.push_back(entry.formula.charge);
  system_.alkalinity.push_back(alkalinity);
  system_.activity_class.push_back(activity_index(activity));
  system_.site.push_back(site);
  system_.sites_taken.push_back(site < 0 ? 1 : reduced.action.at(site));
  system_.species_formula.push_back(entry.mole_balance.empty() ? entry.formula.composition
                                                               : entry.mole_balance);
  system_.species_names.push_back(entry.name);
}

/// What each component's equation counts of one mole: the component, or charge or alkalinity where
/// these close it. Species on sites carry no alkalinity, and their charge is that of their surface.
void Compiler::append_balance(std::map<int, double> const& content, double charge,
                              double alkalinity, bool dissolved, int surface) {
  std::map<int, double> row;
  for (int j = 0; j < system_.n_components; ++j) {
    auto const found = content.find(j);
    switch (system_.closure[j]) {
      case Closure::total:
        row[j] = found == content.end() ? 0 : found->second;
        break;
      case Closure::charge:
        row[j] = dissolved ? charge : 0;
        break;
      case Closure::alkalinity:
        row[j] = alkalinity;
        break;
      case Closure::potential:
        row[j] = j == surface ? charge : 0;
        break;
      default:
        break;
    }
  }
  system_.balance.append(row);
}

int Compiler::site_of(Reduced const& reduced) const {
  for (auto const& [j, coefficient] : reduced.action) {
    std::string const& species = system_.component_names[j];
    for (auto const* masters : {&db_.exchange_masters, &db_.surface_masters})
      for (MasterEntry const& master : *masters)
        if (master.species == species) return j;
  }
  return -1;
}

void Compiler::add_species() {
  for (SpeciesEntry const& entry : db_.species) add_dissolved(entry);
  system_.n_dissolved = system_.n_species();
  for (SpeciesEntry const& entry : db_.exchange_species) add_on_site(entry, true);
  for (SpeciesEntry const& entry : db_.surface_species) add_on_site(entry, false);
}

void Compiler::add_dissolved(SpeciesEntry const& entry) {
  if (entry.name == "H2O" || entry.name == electron_name) return;
  auto const row = reducer_->basis().formation(entry.name);
  if (!row) return;
  auto const reduced = reducer_->reduce(*row);
  if (reduced)
    append_species(entry, *reduced, activity_of(entry, entry.formula.charge, true),
                   alkalinity_of(*row));
}

/// Free sites of an exchanger (X-) exist in the equations alone and count in no balance.
void Compiler::add_on_site(SpeciesEntry const& entry, bool exchanged) {
  if (exchanged && entry.formation.empty()) return;
  auto const row = reducer_->basis().formation(entry.name);
  if (!row) return;
  auto const reduced = reducer_->reduce(*row);
  if (!reduced || site_of(*reduced) < 0) return;
  int const site = site_of(*reduced);
  double const ions = exchanged ? ions_in(entry, system_.component_names[site]) : 1;
  double const ion_charge = exchanged ? reduced->action.at(site) / ions : 0;
  ActivityClass activity = activity_of(entry, ion_charge, false);
  activity.ions = ions;
  append_species(entry, *reduced, activity, 0);
}

/// A gas of a given volume is a species whose moles follow its pressure.
void Compiler::add_gases() {
  for (std::string const& name : request_.gases) {
    PhaseEntry const* const phase = db_.phase(name);
    auto const row = phase != nullptr ? reducer_->basis().reaction(phase->dissolution)
                                      : std::optional<BasisRow>();
    auto reduced = row ? reducer_->reduce(*row) : std::nullopt;
    if (!reduced) throw std::invalid_argument(db_.file + " has no usable gas " + name);
    reduced->log_K.add(phase->log_K, -1);
    SpeciesEntry gas;
    gas.name = phase->name;
    gas.formula = phase->formula;
    append_species(gas, *reduced, {ActivityModel::ideal, 0, 0, 0}, 0);
    ++system_.n_gases;
  }
}

void Compiler::add_phases() {
  for (PhaseRequest const& phase : request_.phases) add_phase(phase);
  system_.n_reactive_phases = system_.n_phases();
  for (std::string const& name : request_.indicators)
    if (system_.phase(name) < 0) add_phase({name});
  for (auto const& [name, component] : closing_phases()) {
    if (system_.phase(name) < 0) add_phase({name});
    system_.closing_phase[component] = system_.phase(name);
  }
}

/// What a couple lacks of an equilibrium with the electron, as the saturation of a phase.
BasisRow Compiler::couple_reaction(std::string const& couple) {
  BasisRow row = reducer_->couple(couple);
  row.coefficient[electron_name] -= 1;
  return row;
}

/// Nothing if the phase holds what is not in play, or is none.
std::optional<Reduced> Compiler::phase_reaction(std::string const& phase) {
  PhaseEntry const* const entry = db_.phase(phase);
  auto const row = entry != nullptr         ? reducer_->basis().reaction(entry->dissolution)
                   : is_redox_couple(phase) ? couple_reaction(phase)
                                            : reducer_->basis().formation(phase);
  auto reduced = row ? reducer_->reduce(*row) : std::nullopt;
  if (!reduced || reduced->action.empty()) return std::nullopt;
  LogK log_K;
  log_K.add(reduced->log_K, -1);  // of the reaction with the species that the file writes
  if (entry != nullptr) log_K.add(entry->log_K, 1);
  reduced->log_K = log_K;
  return reduced;
}

void Compiler::add_phase(PhaseRequest const& request) {
  auto const reduced = phase_reaction(request.phase);
  if (!reduced)
    throw std::invalid_argument("the phase " + request.phase +
                                " is none of the database, or holds an element or valence that is "
                                "not in play");
  system_.phase_action.append(reduced->action);
  system_.phase_content.append(
      request.reactant.empty()
          ? reduced->content
          : components_of(system_, parse_formula(request.reactant).composition, 0));
  system_.phase_log_K.push_back(reduced->log_K);
  system_.phase_target.push_back(request.target);
  system_.phase_two_sided.push_back(!request.reactant.empty());
  system_.phase_names.push_back(request.phase);
}

/// The phases that close a component, and the component that each closes.
std::vector<std::pair<std::string, int>> Compiler::closing_phases() const {
  std::vector<std::pair<std::string, int>> phases;
  if (request_.hydrogen == Closure::phase)
    phases.emplace_back(request_.hydrogen_phase, System::hydrogen);
  if (request_.redox && request_.electron == Closure::phase)
    phases.emplace_back(request_.electron_phase, system_.electron);
  for (ElementRequest const& request : request_.elements)
    if (request.closure == Closure::phase)
      phases.emplace_back(request.phase, system_.element(normal_valence(request.element)));
  return phases;
}

}  // namespace

bool is_redox_couple(std::string const& name) { return name.find(")/") != std::string::npos; }

System compile(Database const& database, SystemRequest const& request) {
  return Compiler(database, request).compile();
}

std::vector<std::string> phases_in_play(Database const& database,
                                        std::vector<std::string> const& phases,
                                        SystemRequest const& request) {
  return Compiler(database, request).phases_in_play(phases);
}

}  // namespace sanggan::chemistry
