#pragma once
#include <cstdint>

namespace sanggan {

/// Random numbers that depend on the seed, the stream and their own number alone: the same on every
/// machine and any number of ranks. SplitMix64.  [Steele2014]
class RandomNumbers {
 public:
  /// Streams of one seed have nothing to do with one another.
  explicit constexpr RandomNumbers(std::uint64_t seed, std::uint64_t stream = 0)
      : state_(mixed(seed + odd) + mixed(mixed(stream + odd))) {}

  constexpr std::uint64_t next() { return mixed(state_ += odd); }
  /// Uniform in (0, 1), both ends left out.
  constexpr double uniform() { return (static_cast<double>(next() >> 12) + 0.5) * 0x1p-52; }
  /// Uniform in 0 .. n-1; the bias of at most n / 2^64 is far below what any sample shows.
  constexpr std::uint64_t below(std::uint64_t n) { return next() % n; }

 private:
  static constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
  static constexpr std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace sanggan
