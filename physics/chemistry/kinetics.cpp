#include "physics/chemistry/kinetics.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "physics/chemistry/text_lines.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {
namespace {

using Kind = RateQuantity::Kind;

/// The phases among the words that the keys of a law hold.
template <class Law>
void add_phases(Law const& law, Database const& database, std::vector<std::string>& phases) {
  auto const take = [&](std::string const& name) {
    if (auto const* const phase = database.phase(name)) phases.push_back(phase->name);
  };
  auto const look_at = [&](std::string const& text) {
    for (std::string const& word : split_words(text)) take(word.substr(0, word.find('^')));
    for (auto const& [function, name] : plain_formula(text).quantities) take(name);
  };
  for (auto const& key : Law::keys()) {
    if (auto const* text = std::get_if<std::string Law::*>(&key.member)) look_at(law.**text);
    if (auto const* list = std::get_if<std::vector<std::string> Law::*>(&key.member))
      for (std::string const& text : law.**list) look_at(text);
  }
}

[[noreturn]] void reject(KineticReaction const& reaction, std::string const& problem) {
  throw std::invalid_argument("the reaction " + reaction.name + " " + problem);
}

}  // namespace

std::vector<std::string> phases_of_kinetics(Database const& database,
                                            std::vector<KineticReaction> const& reactions) {
  std::vector<std::string> phases;
  for (KineticReaction const& reaction : reactions) {
    if (!reaction.phase.empty()) phases.push_back(reaction.phase);
    std::visit([&](auto const& law) { add_phases(law, database, phases); }, reaction.rate);
  }
  std::sort(phases.begin(), phases.end());
  phases.erase(std::unique(phases.begin(), phases.end()), phases.end());
  return phases;
}

Kinetics::Kinetics(System const& system, std::vector<KineticReaction> reactions)
    : reactions_(std::move(reactions)) {
  if (size() > max_reactions) throw std::invalid_argument("there are too many kinetic reactions");
  for (KineticReaction const& reaction : reactions_) {
    if (std::find(names_.begin(), names_.end(), reaction.name) != names_.end())
      reject(reaction, "is there twice");
    names_.push_back(reaction.name);
    initial_.push_back(reaction.moles);
  }
  for (int r = 0; r < size(); ++r) {
    std::map<int, double> stock{{r, -reactions_[r].consumed}};
    for (auto const& [name, moles] : reactions_[r].yields) {
      auto const found = std::find(names_.begin(), names_.end(), name);
      if (found == names_.end()) reject(reactions_[r], "yields the unknown reactant " + name);
      stock[static_cast<int>(found - names_.begin())] += moles;
    }
    stock_.append(stock);
    std::map<int, double> content;
    add_content(system, reactions_[r], content);
    std::erase_if(content,
                  [&](auto const& c) { return system.closure[c.first] != Closure::total; });
    content_.append(content);
  }
  for (int s = 0; s < size(); ++s) {
    bool made = false;
    for (int r = 0; r < size(); ++r) made = made || (r != s && stock_.at(r, s) != 0);
    is_made_.push_back(made);
  }
  resolve(system);
  list_totals(system);
}

void Kinetics::add_content(System const& system, KineticReaction const& reaction,
                           std::map<int, double>& content) const {
  int const phase = reaction.phase.empty() ? -1 : system.phase(reaction.phase);
  if (!reaction.phase.empty() && phase < 0)
    reject(reaction, "is one of the phase " + reaction.phase + ", which is not in play");
  if (reaction.releases.empty() && phase >= 0) {
    SparseRows const& rows = system.phase_content;
    for (int k = rows.start[phase]; k < rows.start[phase + 1]; ++k)
      content[rows.column[k]] += rows.value[k];
  }
  double charge = 0;
  for (Term const& term : reaction.releases) {
    Formula const formula = parse_formula(term.species);
    for (auto const& [j, moles] : components_of(system, formula.composition, formula.charge))
      content[j] += term.coefficient * moles;
    charge += term.coefficient * formula.charge;
  }
  if (system.electron >= 0 || reaction.releases.empty()) return;
  for (auto const& [j, moles] : content) charge -= moles * system.component_charge[j];
  if (std::abs(charge) > 1e-9)
    reject(reaction, "gives or takes electrons, which the system without redox has none of");
}

void Kinetics::resolve(System const& system) {
  std::size_t most = 0;
  for (KineticReaction& reaction : reactions_) {
    RateNames asked(system, reaction.name, reaction.phase, names_);
    std::visit([&](auto& law) { law.resolve(asked); }, reaction.rate);
    quantities_.push_back(asked.quantities());
    most = std::max(most, asked.quantities().size());
  }
  values_.resize(most);
}

void Kinetics::list_totals(System const& system) {
  for (int j = 0; j < system.n_components; ++j) {
    std::map<int, double> row;
    for (int i = 0; i < system.n_dissolved; ++i) row[i] = system.content.at(i, j) * system.atoms[j];
    totals_.append(row);
  }
}

double Kinetics::value(RateQuantity const& quantity, Equilibrium const& solved,
                       std::span<double const> reactants) const {
  constexpr double most_ln = 600;  // far above any saturation, far below overflow
  Equations const& equations = solved.equations();
  System const& system = equations.system();
  int const k = quantity.place;
  double const W = solved.water_mass();
  switch (quantity.kind) {
    case Kind::activity:
      return equations.activity(k, W);
    case Kind::molality:
      return equations.moles()[k] / W;
    case Kind::total:
      return totals_.dot(k,
                         {equations.moles().data(), static_cast<std::size_t>(system.n_species())}) /
             W;
    case Kind::saturation:
      return std::exp(std::min(ln_10 * (solved.saturation(k) + system.phase_target[k]), most_ln));
    case Kind::water_activity:
      return std::exp(solved.unknowns()[equations.water_activity()]);
    case Kind::reactant:
      break;
  }
  return reactants[static_cast<std::size_t>(k)];
}

double Kinetics::change(RateQuantity const& quantity, double value, Equilibrium const& solved,
                        Response::ConstColXpr const& response, int reaction) const {
  Equations const& equations = solved.equations();
  int const k = quantity.place;
  std::span<double const> const du(response.data(), static_cast<std::size_t>(response.size()));
  switch (quantity.kind) {
    case Kind::activity:
      return value * (equations.ln_moles_change(k, du) + equations.ln_gamma_change(k, du) -
                      (k < equations.system().n_dissolved ? du[System::water] : 0));
    case Kind::molality:
      return value * (equations.ln_moles_change(k, du) - du[System::water]);
    case Kind::total: {
      double sum = 0;
      for (int l = totals_.start[k]; l < totals_.start[k + 1]; ++l)
        sum += totals_.value[l] * equations.moles()[totals_.column[l]] *
               equations.ln_moles_change(totals_.column[l], du);
      return sum / solved.water_mass() - value * du[System::water];
    }
    case Kind::saturation:
      return value * equations.saturation_change(k, du);
    case Kind::water_activity:
      return value * du[static_cast<std::size_t>(equations.water_activity())];
    case Kind::reactant:
      break;
  }
  return stock_.at(reaction, k);
}

RateView Kinetics::look(int r, Equilibrium const& solved, std::span<double const> reactants) {
  auto const& quantities = quantities_[r];
  for (std::size_t k = 0; k < quantities.size(); ++k)
    values_[k] = value(quantities[k], solved, reactants);
  return {solved.equations().input().temperature, solved.water_mass(),
          reactants[static_cast<std::size_t>(r)], initial_[r],
          std::span<double const>(values_.data(), quantities.size())};
}

/// The rate, but 0 where it would use up a reactant of which nothing is left.
double Kinetics::guarded_rate(int r, RateView const& cell,
                              std::span<double const> reactants) const {
  double const R = std::visit([&](auto const& law) { return law.rate(cell); }, reactions_[r].rate);
  for (int k = stock_.start[r]; k < stock_.start[r + 1]; ++k) {
    int const s = stock_.column[k];
    double const moles = s == r ? cell.moles : reactants[static_cast<std::size_t>(s)];
    if (moles <= 0 && stock_.value[k] * R < 0) return 0;
  }
  return R;
}

void Kinetics::rates(Equilibrium const& solved, std::span<double const> reactants, Progress& R) {
  R.resize(size());
  for (int r = 0; r < size(); ++r) R[r] = guarded_rate(r, look(r, solved, reactants), reactants);
}

void Kinetics::slopes(Equilibrium const& solved, std::span<double const> reactants,
                      Response const& response, Progress const& R, ProgressMatrix& J) {
  constexpr double relative = 1e-7, least = 1e-30;  // of a difference
  J.setZero(size(), size());
  for (int r = 0; r < size(); ++r) {
    RateView cell = look(r, solved, reactants);
    if (R[r] == 0 && cell.moles <= 0 && !is_made_[r]) continue;  // nothing that could grow
    for (std::size_t k = 0; k < quantities_[r].size(); ++k) {
      double const at = values_[k], difference = std::max(relative * std::abs(at), least);
      values_[k] += difference;
      double const slope = (guarded_rate(r, cell, reactants) - R[r]) / difference;
      values_[k] = at;
      if (slope == 0) continue;
      for (int s = 0; s < size(); ++s)
        J(r, s) += slope * change(quantities_[r][k], at, solved, response.col(s), s);
    }
    double const difference = std::max(relative * std::max(cell.moles, 1e-6 * initial_[r]), least);
    cell.moles += difference;
    double const slope = (guarded_rate(r, cell, reactants) - R[r]) / difference;
    for (int s = 0; s < size(); ++s) J(r, s) += slope * stock_.at(s, r);
  }
}

}  // namespace sanggan::chemistry
