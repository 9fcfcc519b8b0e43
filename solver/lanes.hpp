#pragma once
#include <type_traits>
#include <vector>

#include "mesh/types.hpp"

namespace sanggan {

/// One value for each of W species, side by side, so that what the species share (mesh, flow,
/// matrix) is read once for all of them. Arithmetic acts lane by lane and gives each lane what a
/// double would give; a plain number stands for all lanes.
template <int W>
class Lanes {
  static_assert(W == 1 || W % 2 == 0);
  // Two doubles fill one register of any x86-64 or ARMv8 processor.
  using Part = std::conditional_t<W == 1, double, double __attribute__((vector_size(16)))>;
  static constexpr int n = W == 1 ? 1 : W / 2;
  Part part_[n];

 public:
  Lanes() = default;
  Lanes(double all) {  // implicit: a number is the same number in all lanes
    for (Part& p : part_) p = Part{} + all;
  }
  double& operator[](int k) { return reinterpret_cast<double*>(this)[k]; }
  double operator[](int k) const { return reinterpret_cast<double const*>(this)[k]; }

  Lanes& operator+=(Lanes const& b) { return *this = *this + b; }
  Lanes& operator-=(Lanes const& b) { return *this = *this - b; }
  Lanes& operator*=(Lanes const& b) { return *this = *this * b; }
  friend Lanes operator+(Lanes a, Lanes const& b) {
    for (int i = 0; i < n; ++i) a.part_[i] += b.part_[i];
    return a;
  }
  friend Lanes operator-(Lanes a, Lanes const& b) {
    for (int i = 0; i < n; ++i) a.part_[i] -= b.part_[i];
    return a;
  }
  friend Lanes operator*(Lanes a, Lanes const& b) {
    for (int i = 0; i < n; ++i) a.part_[i] *= b.part_[i];
    return a;
  }
  friend Lanes operator/(Lanes a, Lanes const& b) {
    for (int i = 0; i < n; ++i) a.part_[i] /= b.part_[i];
    return a;
  }
  friend Lanes max(Lanes a, Lanes const& b) {
    for (int i = 0; i < n; ++i) a.part_[i] = a.part_[i] > b.part_[i] ? a.part_[i] : b.part_[i];
    return a;
  }
  friend Lanes min(Lanes a, Lanes const& b) {
    for (int i = 0; i < n; ++i) a.part_[i] = a.part_[i] < b.part_[i] ? a.part_[i] : b.part_[i];
    return a;
  }
  friend Lanes abs(Lanes const& a) { return max(a, 0.0 - a); }
};

/// A field of numbers [n x W] as lanes [n].
template <int W>
Lanes<W>* lanes(std::vector<double>& field) {
  return reinterpret_cast<Lanes<W>*>(field.data());
}
template <int W>
Lanes<W> const* lanes(std::vector<double> const& field) {
  return reinterpret_cast<Lanes<W> const*>(field.data());
}

/// One lane of a field of lanes, for what is done species by species.
struct Lane {
  double* first;
  int width;
  double& operator[](Index c) const { return first[static_cast<std::ptrdiff_t>(c) * width]; }
};

}  // namespace sanggan
