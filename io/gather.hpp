#pragma once
#include <mpi.h>

#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace sanggan {

/// The bytes of all ranks one after another, on rank 0; empty on the others. Collective. For what
/// is small: a row of a mesh, not a field.
std::vector<std::byte> gather_bytes(std::span<std::byte const> mine, MPI_Comm comm);

/// The same of values.
template <class T>
std::vector<T> gather_on_first(std::vector<T> const& mine, MPI_Comm comm) {
  static_assert(std::is_trivially_copyable_v<T>);
  auto const bytes = gather_bytes(std::as_bytes(std::span(mine)), comm);
  std::vector<T> all(bytes.size() / sizeof(T));
  if (!all.empty()) std::memcpy(all.data(), bytes.data(), bytes.size());
  return all;
}

}  // namespace sanggan
