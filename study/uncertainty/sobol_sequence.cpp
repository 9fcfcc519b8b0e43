#include <array>
#include <bit>

#include "physics/random_numbers.hpp"
#include "study/uncertainty/sampling.hpp"

namespace sanggan {
namespace {

constexpr int bits = 52;

/// A primitive polynomial over {0, 1} by its bits, and the first direction numbers.
struct Direction {
  unsigned polynomial;
  std::array<unsigned, 8> m;
};

// Dimensions 2 to 50 of new-joe-kuo-6.  [JoeKuo2008]
constexpr Direction directions[] = {{3, {1}},
                                    {7, {1, 3}},
                                    {11, {1, 3, 1}},
                                    {13, {1, 1, 1}},
                                    {19, {1, 1, 3, 3}},
                                    {25, {1, 3, 5, 13}},
                                    {37, {1, 1, 5, 5, 17}},
                                    {41, {1, 1, 5, 5, 5}},
                                    {47, {1, 1, 7, 11, 19}},
                                    {55, {1, 1, 5, 1, 1}},
                                    {59, {1, 1, 1, 3, 11}},
                                    {61, {1, 3, 5, 5, 31}},
                                    {67, {1, 3, 3, 9, 7, 49}},
                                    {91, {1, 1, 1, 15, 21, 21}},
                                    {97, {1, 3, 1, 13, 27, 49}},
                                    {103, {1, 1, 1, 15, 7, 5}},
                                    {109, {1, 3, 1, 15, 13, 25}},
                                    {115, {1, 1, 5, 5, 19, 61}},
                                    {131, {1, 3, 7, 11, 23, 15, 103}},
                                    {137, {1, 3, 7, 13, 13, 15, 69}},
                                    {143, {1, 1, 3, 13, 7, 35, 63}},
                                    {145, {1, 3, 5, 9, 1, 25, 53}},
                                    {157, {1, 3, 1, 13, 9, 35, 107}},
                                    {167, {1, 3, 1, 5, 27, 61, 31}},
                                    {171, {1, 1, 5, 11, 19, 41, 61}},
                                    {185, {1, 3, 5, 3, 3, 13, 69}},
                                    {191, {1, 1, 7, 13, 1, 19, 1}},
                                    {193, {1, 3, 7, 5, 13, 19, 59}},
                                    {203, {1, 1, 3, 9, 25, 29, 41}},
                                    {211, {1, 3, 5, 13, 23, 1, 55}},
                                    {213, {1, 3, 7, 3, 13, 59, 17}},
                                    {229, {1, 3, 1, 3, 5, 53, 69}},
                                    {239, {1, 1, 5, 5, 23, 33, 13}},
                                    {241, {1, 1, 7, 7, 1, 61, 123}},
                                    {247, {1, 1, 7, 9, 13, 61, 49}},
                                    {253, {1, 3, 3, 5, 3, 55, 33}},
                                    {285, {1, 3, 1, 15, 31, 13, 49, 245}},
                                    {299, {1, 3, 5, 15, 31, 59, 63, 97}},
                                    {301, {1, 3, 1, 11, 11, 11, 77, 249}},
                                    {333, {1, 3, 1, 11, 27, 43, 71, 9}},
                                    {351, {1, 1, 7, 15, 21, 11, 81, 45}},
                                    {355, {1, 3, 7, 3, 25, 31, 65, 79}},
                                    {357, {1, 3, 1, 1, 19, 11, 3, 205}},
                                    {361, {1, 1, 5, 9, 19, 21, 29, 157}},
                                    {369, {1, 3, 7, 11, 1, 33, 89, 185}},
                                    {391, {1, 3, 3, 3, 15, 9, 79, 71}},
                                    {397, {1, 3, 7, 11, 15, 39, 119, 27}},
                                    {425, {1, 1, 3, 1, 11, 31, 97, 225}},
                                    {451, {1, 1, 1, 3, 23, 43, 57, 177}}};
static_assert(std::size(directions) == most_sobol_dimensions - 1);

/// Direction numbers of one dimension, as fractions of 2^bits.
std::array<std::uint64_t, bits> directions_of(std::size_t dimension) {
  std::array<std::uint64_t, bits> v{};
  if (dimension == 0) {
    for (int k = 0; k < bits; ++k) v[k] = std::uint64_t{1} << (bits - 1 - k);
    return v;
  }
  auto const& [polynomial, m] = directions[dimension - 1];
  int const degree = std::bit_width(polynomial) - 1;
  for (int k = 0; k < bits; ++k) {
    if (k < degree) {
      v[k] = std::uint64_t{m[k]} << (bits - 1 - k);
      continue;
    }
    v[k] = v[k - degree] ^ (v[k - degree] >> degree);
    for (int j = 1; j < degree; ++j)
      if ((polynomial >> (degree - j)) & 1) v[k] ^= v[k - j];
  }
  return v;
}

}  // namespace

UnitSample sobol_sequence(std::size_t n, std::size_t dimensions, std::uint64_t seed) {
  UnitSample sample(n, std::vector<double>(dimensions));
  for (std::size_t d = 0; d < dimensions; ++d) {
    auto const v = directions_of(d);
    std::uint64_t x = RandomNumbers(seed, d).next() >> (64 - bits);
    for (std::size_t i = 0; i < n; ++i) {
      sample[i][d] = (static_cast<double>(x) + 0.5) * 0x1p-52;
      x ^= v[static_cast<std::size_t>(std::countr_one(i))];  // Gray code
    }
  }
  return sample;
}

}  // namespace sanggan
