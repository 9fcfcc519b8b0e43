#pragma once
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "physics/chemistry/batch.hpp"

namespace sanggan::chemistry {

/// What PHREEQC's input files define by number and a batch reaction brings together.
enum class BlockKind {
  solution,
  phases,
  exchange,
  surface,
  gas,
  kinetics,
  reaction,
  temperature,
  mix
};
inline constexpr std::size_t n_block_kinds = 9;

/// Numbers from first to last; one where both are alike.
struct NumberRange {
  int first = 1, last = 1;
};

/// A definition for a range of numbers.
template <class T>
struct Numbered {
  NumberRange numbers;
  int line;  ///< of the file, for messages
  T content;
};

struct SolutionBlock {
  WaterAnalysis analysis;
  double water = 1;  ///< its mass (kg)
};

/// Sites of exchangers or of surfaces: in equilibrium with a solution, or as they are written.
struct SiteBlock {
  SiteContent content;                         ///< without what is held, if `equilibrate` is given
  std::map<std::string, double> amounts = {};  ///< moles by site, area (m2) by surface
  std::optional<int> equilibrate = {};         ///< number of the solution
};

/// A gas phase of fixed volume.
struct GasBlock {
  double volume = 1e-3;         ///< (m3)
  double temperature = 298.15;  ///< (K) at which its pressures are given
  std::vector<std::pair<std::string, double>> pressures = {};  ///< by phase (atm)
  std::optional<int> equilibrate = {};  ///< number of the solution that gives the pressures
};

/// What grows from step to step: values one by one, or the last of which in equal parts.
struct StepList {
  std::vector<double> values = {};
  int equal_parts = 0;  ///< of the one value; 0: as listed
};

struct KineticsBlock {
  std::vector<KineticReaction> reactions;  ///< with m0 of their rate laws
  std::vector<double> moles;               ///< of their reactants now
  StepList times;                          ///< (s)
};

/// Substances that are added in proportion.
struct ReactionBlock {
  std::vector<Substance> substances;
  StepList amounts;  ///< (mol)
};

/// Temperatures (K) of the steps.
using TemperatureBlock = std::vector<double>;

/// Shares of solutions, by number.
using MixBlock = std::map<int, double>;

struct SaveBlock {
  BlockKind kind;
  NumberRange numbers;
  int line;  ///< of the file, for messages
};

/// One simulation of an input file: what stands between two ENDs.
struct InputSimulation {
  int line = 1;                              ///< where it begins
  std::shared_ptr<Database const> database;  ///< with all that the file has defined so far
  std::vector<Numbered<SolutionBlock>> solutions = {};
  std::vector<Numbered<std::vector<PhaseStock>>> phases = {};
  std::vector<Numbered<SiteBlock>> exchangers = {}, surfaces = {};
  std::vector<Numbered<GasBlock>> gases = {};
  std::vector<Numbered<KineticsBlock>> kinetics = {};
  std::vector<Numbered<ReactionBlock>> reactions = {};
  std::vector<Numbered<TemperatureBlock>> temperatures = {};
  std::vector<Numbered<MixBlock>> mixes = {};
  /// What reacts, by kind: what USE names, else what the simulation defines first.
  std::array<std::optional<int>, n_block_kinds> used = {};
  std::vector<SaveBlock> saves = {};
  bool incremental = false;  ///< each step goes on from the one before, not from the start

  /// True if there is a water and what it reacts with.
  bool reacts() const {
    bool const has_water = use(BlockKind::solution) || use(BlockKind::mix);
    return has_water && std::any_of(used.begin() + 1, used.end(),
                                    [](std::optional<int> const& number) { return bool(number); });
  }
  std::optional<int> use(BlockKind kind) const { return used[static_cast<std::size_t>(kind)]; }
};

}  // namespace sanggan::chemistry
