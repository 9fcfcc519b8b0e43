#include "physics/chemistry/block_run.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include "physics/chemistry/reactor.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {
namespace {

template <class T>
using Store = std::map<int, T>;

template <class T>
void put(Store<T>& store, NumberRange numbers, T const& content) {
  for (int n = numbers.first; n <= numbers.last; ++n) store.insert_or_assign(n, content);
}

/// Null where no number is given.
auto* find(auto& store, std::optional<int> number) { return number ? &store.at(*number) : nullptr; }

/// Lets a fault of a block know its line.
template <class Work>
auto at_line(int line, Work const& work) {
  try {
    return work();
  } catch (std::invalid_argument const& error) {
    throw BlockError(line, error.what());
  }
}

std::vector<std::string> all_phases(Database const& database) {
  std::vector<std::string> names;
  for (PhaseEntry const& phase : database.phases) names.push_back(phase.name);
  return names;
}

/// What was defined or saved so far, by number, and the batch reactions that use it.
class BlockRun {
 public:
  explicit BlockRun(std::function<void(BlockState const&)> const& tell) : tell_(tell) {}
  std::string run(InputSimulation const& simulation);

 private:
  void solve_solutions(InputSimulation const& simulation);
  void equilibrate(std::vector<Numbered<SiteBlock>> const& blocks, Database const& database,
                   Store<SiteContent>& store);
  std::map<std::string, double> amounts_of(Numbered<SiteBlock> const& block) const;
  void fill_gases(InputSimulation const& simulation);
  std::string react(InputSimulation const& simulation);
  BatchDescription describe(InputSimulation const& simulation) const;
  std::vector<ReactionStep> steps_of(InputSimulation const& simulation) const;
  void save(InputSimulation const& simulation, BatchDescription const& batch,
            std::shared_ptr<System const> const& system,
            std::shared_ptr<Reactor const> const& reactor, CellState const& state,
            double temperature);

  std::function<void(BlockState const&)> const& tell_;
  int simulation_ = 0;
  Store<WaterShare> waters_;
  Store<std::vector<PhaseStock>> phases_;
  Store<SiteContent> exchangers_, surfaces_;
  Store<GasContent> gases_;
  Store<KineticsBlock> kinetics_;
  Store<ReactionBlock> reactions_;
  Store<TemperatureBlock> temperatures_;
  Store<MixBlock> mixes_;
};

std::string BlockRun::run(InputSimulation const& simulation) {
  ++simulation_;
  solve_solutions(simulation);
  for (auto const& block : simulation.phases) put(phases_, block.numbers, block.content);
  equilibrate(simulation.exchangers, *simulation.database, exchangers_);
  equilibrate(simulation.surfaces, *simulation.database, surfaces_);
  fill_gases(simulation);
  for (auto const& block : simulation.kinetics) put(kinetics_, block.numbers, block.content);
  for (auto const& block : simulation.reactions) put(reactions_, block.numbers, block.content);
  for (auto const& block : simulation.temperatures)
    put(temperatures_, block.numbers, block.content);
  for (auto const& block : simulation.mixes) put(mixes_, block.numbers, block.content);
  return simulation.reacts() ? at_line(simulation.line, [&] { return react(simulation); }) : "";
}

void BlockRun::solve_solutions(InputSimulation const& simulation) {
  std::vector<std::string> const phases = all_phases(*simulation.database);
  for (auto const& block : simulation.solutions) {
    SolvedWater const water = at_line(block.line, [&] {
      return solve_water(*simulation.database, block.content.analysis, phases);
    });
    put(waters_, block.numbers, {water, block.content.water});
    tell_({simulation_,
           "solution " + std::to_string(block.numbers.first),
           {},
           {},
           *water.solved,
           water.state});
  }
}

void BlockRun::equilibrate(std::vector<Numbered<SiteBlock>> const& blocks, Database const& database,
                           Store<SiteContent>& store) {
  for (auto const& block : blocks) {
    SiteContent sites = block.content.content;
    if (auto const solution = block.content.equilibrate)
      at_line(block.line, [&] {
        equilibrate_sites(database, waters_.at(*solution).water, amounts_of(block), sites);
      });
    put(store, block.numbers, sites);
  }
}

/// With the sites on minerals, which are those of the EQUILIBRIUM_PHASES of the same number.
std::map<std::string, double> BlockRun::amounts_of(Numbered<SiteBlock> const& block) const {
  std::map<std::string, double> amounts = block.content.amounts;
  for (MineralSurface const& on : block.content.content.on_minerals) {
    auto const stocks = phases_.find(block.numbers.first);
    auto const is_it = [&](PhaseStock const& stock) { return stock.request.phase == on.mineral; };
    if (stocks == phases_.end() ||
        std::none_of(stocks->second.begin(), stocks->second.end(), is_it))
      throw std::invalid_argument("the surface " + on.surface + " needs " + on.mineral +
                                  " among the EQUILIBRIUM_PHASES " +
                                  std::to_string(block.numbers.first));
    add_sites_of(on, std::find_if(stocks->second.begin(), stocks->second.end(), is_it)->moles,
                 amounts);
  }
  return amounts;
}

void BlockRun::fill_gases(InputSimulation const& simulation) {
  for (auto const& block : simulation.gases) {
    GasBlock const& gas = block.content;
    double T = gas.temperature;
    GasContent content{gas.volume};
    for (auto const& [name, given] : gas.pressures) {
      double pressure = given;
      if (gas.equilibrate) {
        SolvedWater const& water = waters_.at(*gas.equilibrate).water;
        T = water.temperature;
        int const p = water.system->phase(name);
        pressure = p < 0 ? 0 : std::pow(10, water.solved->saturation(p));
      }
      content.moles.emplace_back(name, pressure * atmosphere * gas.volume / (gas_constant * T));
    }
    put(gases_, block.numbers, content);
  }
}

/// All that the simulation uses, in one cell.
BatchDescription BlockRun::describe(InputSimulation const& simulation) const {
  BatchDescription batch;
  if (auto const mix = simulation.use(BlockKind::mix))
    for (auto const& [number, share] : mixes_.at(*mix)) {
      WaterShare const& part = waters_.at(number);
      batch.waters.push_back({part.water, share * part.share});
    }
  else
    batch.waters = {waters_.at(*simulation.use(BlockKind::solution))};
  if (auto const n = simulation.use(BlockKind::phases)) batch.phases = phases_.at(*n);
  if (auto const n = simulation.use(BlockKind::exchange)) batch.sites.push_back(exchangers_.at(*n));
  if (auto const n = simulation.use(BlockKind::surface)) batch.sites.push_back(surfaces_.at(*n));
  if (auto const n = simulation.use(BlockKind::gas)) batch.gas = gases_.at(*n);
  if (auto const n = simulation.use(BlockKind::kinetics))
    batch.reactions = kinetics_.at(*n).reactions;
  if (auto const n = simulation.use(BlockKind::reaction))
    batch.added = reactions_.at(*n).substances;
  batch.indicators = all_phases(*simulation.database);
  return batch;
}

std::string water_name(InputSimulation const& simulation) {
  if (auto const mix = simulation.use(BlockKind::mix)) return "mix " + std::to_string(*mix);
  return "solution " + std::to_string(*simulation.use(BlockKind::solution));
}

/// The stock of a titrant that took more than there is of it; empty if all did with theirs.
std::string overdraft(BatchDescription const& batch, CellState const& state) {
  for (std::size_t p = 0; p < batch.phases.size(); ++p) {
    PhaseStock const& stock = batch.phases[p];
    if (stock.request.reactant.empty() || -state.phase[p] <= stock.moles) continue;
    std::ostringstream message;
    message << stock.request.phase << " takes " << -state.phase[p] << " mol of "
            << stock.request.reactant << " to reach its target, of which there are " << stock.moles;
    return message.str();
  }
  return "";
}

std::string not_converged(System const& system, CellOutcome const& outcome) {
  std::ostringstream message;
  message << "no equilibrium found; " << system.balance_name(outcome.worst_component)
          << " is out of balance by " << outcome.residual;
  return message.str();
}

std::vector<ReactionStep> BlockRun::steps_of(InputSimulation const& simulation) const {
  KineticsBlock const* const kinetics = find(kinetics_, simulation.use(BlockKind::kinetics));
  ReactionBlock const* const reaction = find(reactions_, simulation.use(BlockKind::reaction));
  return reaction_steps(kinetics != nullptr ? &kinetics->times : nullptr,
                        reaction != nullptr ? &reaction->amounts : nullptr,
                        find(temperatures_, simulation.use(BlockKind::temperature)),
                        simulation.incremental);
}

/// Goes from one step to the next, or from the start to a step. @return why that fails, or nothing
std::string advance(BatchDescription const& batch, ReactionStep const& from,
                    ReactionStep const& step, Reactor& reactor, CellInput& input,
                    std::vector<double>& reactants, CellState& state) {
  System const& system = reactor.equilibrium().equations().system();
  if (step.temperature > 0) input.temperature = step.temperature;
  for (Substance const& substance : batch.added)
    add_substance(system, substance.formula, substance.moles * (step.added - from.added),
                  input.component);
  CellOutcome const outcome = reactor.advance(input, reactants, state, step.time - from.time);
  return outcome.converged ? overdraft(batch, state) : not_converged(system, outcome);
}

std::string BlockRun::react(InputSimulation const& simulation) {
  constexpr KineticTolerance tolerance{1e-6, 1e-11};  // one cell may take its time
  BatchDescription const batch = describe(simulation);
  BatchCell cell = prepare_batch(*simulation.database, batch);
  auto const system = std::make_shared<System const>(std::move(cell.system));
  auto const reactor = std::make_shared<Reactor>(*system, batch.reactions, tolerance);
  KineticsBlock* const kinetics = find(kinetics_, simulation.use(BlockKind::kinetics));
  std::vector<double> const moles = kinetics != nullptr ? kinetics->moles : std::vector<double>();
  CellInput input = cell.input;
  std::vector<double> reactants = moles;
  CellState state;
  ReactionStep before;
  int number = 0;
  for (ReactionStep const& step : steps_of(simulation)) {
    if (!simulation.incremental) {
      input = cell.input;
      reactants = moles;
      before = {};
    }
    std::string problem = advance(batch, before, step, *reactor, input, reactants, state);
    if (!problem.empty()) return problem;
    before = step;
    BlockState told{simulation_,
                    "reaction with " + water_name(simulation),
                    ++number,
                    step,
                    reactor->equilibrium(),
                    state,
                    &reactor->kinetics(),
                    reactants};
    told.at.temperature = input.temperature;
    tell_(told);
  }
  if (kinetics != nullptr) kinetics->moles = reactants;
  save(simulation, batch, system, reactor, state, input.temperature);
  return "";
}

void BlockRun::save(InputSimulation const& simulation, BatchDescription const& batch,
                    std::shared_ptr<System const> const& system,
                    std::shared_ptr<Reactor const> const& reactor, CellState const& state,
                    double temperature) {
  Equilibrium const& solved = reactor->equilibrium();
  for (SaveBlock const& save : simulation.saves) {
    if (save.kind == BlockKind::solution) {
      double const pe = system->electron < 0 ? 4 : -state.ln_activity[system->electron] / ln_10;
      SolvedWater const water{system, {reactor, &solved}, state, temperature, pe};
      put(waters_, save.numbers, {water, 1});
    } else if (save.kind == BlockKind::phases) {
      std::vector<PhaseStock> stocks = batch.phases;
      for (std::size_t p = 0; p < stocks.size(); ++p)
        stocks[p].moles =
            stocks[p].request.reactant.empty() ? state.phase[p] : stocks[p].moles + state.phase[p];
      put(phases_, save.numbers, stocks);
    } else if (save.kind == BlockKind::exchange || save.kind == BlockKind::surface) {
      bool const is_surface = save.kind == BlockKind::surface;
      for (SiteContent sites : batch.sites) {
        if (sites.surfaces.empty() == is_surface) continue;
        sites.held = held_on_sites(solved.equations(), sites);
        put(is_surface ? surfaces_ : exchangers_, save.numbers, sites);
      }
    } else if (save.kind == BlockKind::gas) {
      GasContent gas = batch.gas;
      for (std::size_t g = 0; g < gas.moles.size(); ++g)
        gas.moles[g].second = solved.equations().moles()[system->first_gas() + static_cast<int>(g)];
      put(gases_, save.numbers, gas);
    }
  }
}

}  // namespace

std::string run_blocks(std::vector<InputSimulation> const& simulations,
                       std::function<void(BlockState const&)> const& tell) {
  BlockRun run(tell);
  for (InputSimulation const& simulation : simulations)
    if (std::string const problem = run.run(simulation); !problem.empty())
      return "line " + std::to_string(simulation.line) + ": " + problem;
  return "";
}

}  // namespace sanggan::chemistry
