#include "solver/job_exchange.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <thread>

namespace sanggan {
namespace {

/// Jobs of `size` numbers, the first of which is squared, and the work that this rank did on them.
struct Squares {
  std::vector<double> numbers, answers;
  std::vector<int> cost;
  long done = 0;

  JobExchange::Work work() {
    JobExchange::Work work;
    work.cost = cost;
    work.job_size = 3;
    work.write = [this](std::size_t k, double* job) {
      job[0] = numbers[k];
      job[1] = cost[k];
    };
    work.read = [this](std::size_t k, double* job) { answers[k] = job[2]; };
    work.solve = [this](std::size_t n) {
      for (std::size_t k = 0; k < n; ++k) {
        answers[k] = numbers[k] * numbers[k];
        done += cost[k];
      }
    };
    work.solve_all = [this](double* jobs, std::size_t n) {
      for (std::size_t k = 0; k < n; ++k) {
        jobs[3 * k + 2] = jobs[3 * k] * jobs[3 * k];
        done += static_cast<long>(jobs[3 * k + 1]);
      }
    };
    return work;
  }
};

/// Whatever lies where, each job is done once and its answer comes home; nobody has more than a job
/// above the mean left to do where the rest could take it.
TEST(JobExchange, EvensOutAndBringsAnswersHome) {
  int rank = 0, size = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  for (int const heavy : {0, size - 1}) {
    Squares jobs;
    int const n = rank == heavy ? 400 : 10 * rank;
    for (int k = 0; k < n; ++k) {
      jobs.numbers.push_back(1000 * rank + k);
      jobs.cost.push_back(1 + (7 * k) % 13);
    }
    jobs.answers.resize(jobs.numbers.size());
    JobExchange(MPI_COMM_WORLD).run(jobs.work());
    for (std::size_t k = 0; k < jobs.numbers.size(); ++k)
      EXPECT_EQ(jobs.answers[k], jobs.numbers[k] * jobs.numbers[k]);
    long const cost = std::accumulate(jobs.cost.begin(), jobs.cost.end(), 0L);
    long sums[2] = {cost, jobs.done}, most = jobs.done;
    MPI_Allreduce(MPI_IN_PLACE, sums, 2, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
    MPI_Allreduce(MPI_IN_PLACE, &most, 1, MPI_LONG, MPI_MAX, MPI_COMM_WORLD);
    EXPECT_EQ(sums[0], sums[1]);
    EXPECT_LE(static_cast<double>(most), static_cast<double>(sums[0]) / size + 13.0 * size);
  }
}

/// Ranks do what they kept and what they were given at the same time: all of it takes no longer
/// than its share of the whole, and not twice that, as where the takers wait for the giver to have
/// done its own. Jobs sleep, so that no cores are needed.
TEST(JobExchange, AllRanksWorkAtTheSameTime) {
  using std::chrono::milliseconds;
  int rank = 0, size = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  constexpr std::size_t n_jobs = 100;
  constexpr milliseconds job_time{2};
  auto const solve = [&](std::size_t n) { std::this_thread::sleep_for(n * job_time); };
  JobExchange::Work work;
  work.cost.assign(rank == 0 ? n_jobs : 0, 1);
  work.job_size = 500;
  work.write = [](std::size_t, double* job) { *job = 0; };
  work.read = [](std::size_t, double*) {};
  work.solve = solve;
  work.solve_all = [&](double*, std::size_t n) { solve(n); };
  MPI_Barrier(MPI_COMM_WORLD);
  double const begin = MPI_Wtime();
  JobExchange(MPI_COMM_WORLD).run(work);
  double const share = std::chrono::duration<double>(n_jobs * job_time).count() / size;
  EXPECT_LT(MPI_Wtime() - begin, 1.5 * share);
}

}  // namespace
}  // namespace sanggan
