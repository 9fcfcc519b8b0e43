#include "study/uncertainty/sampling.hpp"

#include <numeric>
#include <utility>

#include "physics/random_numbers.hpp"

namespace sanggan {
namespace {

std::vector<std::size_t> shuffled(std::size_t n, RandomNumbers& random) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

}  // namespace

UnitSample latin_hypercube(std::size_t n, std::size_t dimensions, std::uint64_t seed) {
  UnitSample sample(n, std::vector<double>(dimensions));
  for (std::size_t d = 0; d < dimensions; ++d) {
    RandomNumbers random(seed, d);
    auto const stratum = shuffled(n, random);
    for (std::size_t i = 0; i < n; ++i)
      sample[i][d] = (static_cast<double>(stratum[i]) + random.uniform()) / static_cast<double>(n);
  }
  return sample;
}

}  // namespace sanggan
