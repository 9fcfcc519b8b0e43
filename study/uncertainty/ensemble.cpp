#include "study/uncertainty/ensemble.hpp"

#include <fmt/format.h>

#include "study/uncertainty/sensitivity.hpp"

namespace sanggan {
namespace {

UnitSample unit_sample(Ensemble const& e) {
  auto const n = static_cast<std::size_t>(e.members);
  auto const seed = static_cast<std::uint64_t>(e.seed);
  if (e.method == SamplingMethod::saltelli)
    return saltelli_design(sobol_sequence(n, 2 * e.inputs.size(), seed));
  auto sample = e.method == SamplingMethod::sobol ? sobol_sequence(n, e.inputs.size(), seed)
                                                  : latin_hypercube(n, e.inputs.size(), seed);
  // Another seed: scores that are in the order of the sample would correlate it twice.
  if (!e.correlation.empty()) correlate_ranks(sample, e.correlation, seed + 1);
  return sample;
}

}  // namespace

std::vector<std::vector<double>> members_of(Ensemble const& ensemble) {
  auto members = unit_sample(ensemble);
  for (auto& member : members)
    for (std::size_t i = 0; i < member.size(); ++i)
      member[i] = quantile(ensemble.inputs[i].law, member[i]);
  return members;
}

std::size_t independent_members(Ensemble const& ensemble, std::size_t members) {
  return ensemble.method == SamplingMethod::saltelli
             ? 2 * static_cast<std::size_t>(ensemble.members)
             : members;
}

std::vector<std::string> overrides_of(Ensemble const& ensemble, std::vector<double> const& member) {
  std::vector<std::string> overrides;
  for (std::size_t i = 0; i < member.size(); ++i)
    for (std::string const& key : ensemble.inputs[i].keys) {
      std::string const& unit = ensemble.inputs[i].unit;
      overrides.push_back(
          fmt::format("{}={:.15g}{}{}", key, member[i], unit.empty() ? "" : " ", unit));
    }
  return overrides;
}

}  // namespace sanggan
