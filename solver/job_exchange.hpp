#pragma once
#include <mpi.h>

#include <functional>
#include <vector>

namespace sanggan {

/// Evens out work that comes in jobs of equal size and unequal cost among ranks: those with more
/// than their share hand the last of their jobs to those with less, and get them back done. What
/// goes where depends on the stated costs alone, so that the same run repeats itself.
class JobExchange {
 public:
  explicit JobExchange(MPI_Comm comm);

  /// What happens to the jobs of this rank, by their number.
  struct Work {
    std::vector<int> cost;                            ///< of each job, by what it took last time
    std::size_t job_size;                             ///< numbers of one job
    std::function<void(std::size_t, double*)> write;  ///< lays a job out to be sent
    std::function<void(std::size_t)> solve;           ///< solves the first n jobs here
    std::function<void(double*, std::size_t)>
        solve_all;                                   ///< solves jobs of other ranks, n in a row
    std::function<void(std::size_t, double*)> read;  ///< takes a job back, done
  };
  /// Does all jobs of all ranks. Collective.
  void run(Work const& work);

 private:
  /// Jobs from the end of the list that go from this rank to another, and jobs that come here.
  struct Transfers {
    std::vector<std::size_t> to, from;  // [ranks] jobs
  };
  Transfers plan(std::vector<int> const& cost) const;

  MPI_Comm comm_;
  int rank_ = 0, size_ = 1;
};

}  // namespace sanggan
