#pragma once
#include <mpi.h>

#include <array>

#include "solver/transport.hpp"

namespace sanggan {

/// The sub-step of a batch of W lanes. G is the type of the conductances: double where the species
/// are alike, else Lanes<W>.
template <int W, class G>
struct Transport::BatchSubstep : Substep {
  State const* state;
  G const* conductance;                             ///< [n_faces] (m3/s)
  std::array<FaceDispersion const*, W> dispersion;  ///< of each lane
  BatchStep<W> cell;
  bool crossed = false;  ///< cross terms matter
  /// For what is done cell by cell where storage is not linear.
  CellChemistry::Step alone() const { return {cell.species[0], cell.water_old, cell.water_new}; }
};

/// Largest Courant number of a cell that high-order fluxes correct; beyond, a cell is swift: only
/// the low order follows what is slow in so long a step.
constexpr double most_courant = 40;

/// The largest of all ranks of each of n numbers, with which they agree whether to give up.
/// Collective. @throws GivenUp
void agree(double* numbers, std::size_t n, StopAsked const& asked, MPI_Comm comm);

#define SANGGAN_EACH_BATCH(instance)                                                \
  instance(1, double) instance(2, double) instance(4, double) instance(2, Lanes<2>) \
      instance(4, Lanes<4>)

}  // namespace sanggan
