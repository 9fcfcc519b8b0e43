#pragma once
#include <string>
#include <vector>

#include "study/uncertainty/distribution.hpp"
#include "study/uncertainty/sampling.hpp"

namespace sanggan {

/// An uncertain number of a case: the values at the paths of its keys, all alike.
struct UncertainInput {
  std::string name;
  std::vector<std::string> keys;  ///< as after --set
  std::string unit;               ///< of the figures of the distribution; empty: none
  Distribution law;
};

/// What is taken of the time series of a monitor.
enum class Taken { last, maximum, minimum };

/// One figure of each member.
struct ChosenResult {
  std::string name;
  std::string monitor;  ///< column of monitors.csv, without its unit
  Taken taken = Taken::last;
};

/// What was observed at a monitor, in the unit of its column.
struct Observation {
  std::string monitor;
  double t = 0;  ///< (s)
  double value = 0;
  double weight = 1;  ///< of its misfit; the inverse of the error of the observation
};

/// A limit of the ensemble's own, for the share of members above it.
struct OwnLimit {
  std::string name;  ///< of a species, or of a quantity of monitors and cells
  double value = 0;
  std::string unit;
  std::string place;  ///< in the file with its path and text, as messages begin
};

enum class SamplingMethod { latin_hypercube, sobol, saltelli };

/// An ensemble: a case whose uncertain inputs are drawn again for each member.
struct Ensemble {
  std::string path;       ///< the file it came from
  std::string case_path;  ///< the base case
  std::string title;
  std::vector<UncertainInput> inputs;
  std::vector<std::vector<double>> correlation;  ///< of ranks, by input and input
  SamplingMethod method = SamplingMethod::latin_hypercube;
  int members = 0;  ///< asked for; with saltelli that of each of its two samples
  int seed = 0;
  std::vector<ChosenResult> results;
  std::vector<OwnLimit> limits;  ///< before those of the species of the case
  std::vector<Observation> observations;
  std::vector<double> quantiles;  ///< shares of the members, increasing
  int monitor_steps = 0;          ///< equal steps of time at which monitors are told
};

/// The inputs of all members, [member][input], in the units of the inputs. They depend on the
/// ensemble alone.
std::vector<std::vector<double>> members_of(Ensemble const& ensemble);

/// How many of the first members are a sample of the inputs: all, but of saltelli's only those
/// that have no input in common.
std::size_t independent_members(Ensemble const& ensemble, std::size_t members);

/// What makes the base case that of a member: key.path=value of each key.
std::vector<std::string> overrides_of(Ensemble const& ensemble, std::vector<double> const& member);

}  // namespace sanggan
