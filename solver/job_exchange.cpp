#include "solver/job_exchange.hpp"

#include <algorithm>
#include <numeric>

namespace sanggan {
namespace {

// Where the busiest rank has less than this share more than the mean, nothing is sent.
constexpr double worth_it = 1.1;

}  // namespace

JobExchange::JobExchange(MPI_Comm comm) : comm_(comm) {
  MPI_Comm_rank(comm, &rank_);
  MPI_Comm_size(comm, &size_);
}

JobExchange::Transfers JobExchange::plan(std::vector<int> const& cost) const {
  auto const n = static_cast<std::size_t>(size_);
  Transfers transfers{std::vector<std::size_t>(n, 0), std::vector<std::size_t>(n, 0)};
  if (size_ == 1) return transfers;
  long const mine = std::accumulate(cost.begin(), cost.end(), 0L);
  std::vector<long> load(n);
  MPI_Allgather(&mine, 1, MPI_LONG, load.data(), 1, MPI_LONG, comm_);
  double const mean = static_cast<double>(std::accumulate(load.begin(), load.end(), 0L)) / size_;
  if (static_cast<double>(*std::max_element(load.begin(), load.end())) <= worth_it * mean)
    return transfers;
  // Ranks in their order: the first that has too much gives to the first that has too little.
  std::vector<int> counts(n, 0), coming(n, 0);
  std::vector<double> spare(n);
  for (std::size_t r = 0; r < n; ++r) spare[r] = static_cast<double>(load[r]) - mean;
  std::size_t job = cost.size(), taker = 0;
  for (std::size_t giver = 0; giver < n; ++giver)
    while (spare[giver] > 0 && taker < n) {
      if (spare[taker] >= 0) {
        ++taker;
        continue;
      }
      double const amount = std::min(spare[giver], -spare[taker]);
      spare[giver] -= amount;
      spare[taker] += amount;
      if (static_cast<int>(giver) == rank_)
        for (double left = amount; job > 0 && left >= cost[job - 1]; ++counts[taker])
          left -= cost[--job];
      if (spare[taker] >= 0) ++taker;
    }
  MPI_Alltoall(counts.data(), 1, MPI_INT, coming.data(), 1, MPI_INT, comm_);
  transfers.to.assign(counts.begin(), counts.end());
  transfers.from.assign(coming.begin(), coming.end());
  return transfers;
}

void JobExchange::run(Work const& work) {
  auto const [to, from] = plan(work.cost);
  auto const sum = [](auto const& list) {
    return std::accumulate(list.begin(), list.end(), std::size_t{0});
  };
  std::size_t const n_sent = sum(to), n_kept = work.cost.size() - n_sent;
  std::vector<double> sent(n_sent * work.job_size), received(sum(from) * work.job_size);
  for (std::size_t k = 0; k < n_sent; ++k) work.write(n_kept + k, &sent[k * work.job_size]);

  std::vector<MPI_Request> out, in;
  // To each rank its jobs, in the order of ranks; there and back the same numbers.
  auto const post = [&](std::vector<double>& buffer, std::vector<std::size_t> const& jobs,
                        bool sends, std::vector<MPI_Request>& requests) {
    double* at = buffer.data();
    for (std::size_t r = 0; r < jobs.size(); ++r) {
      auto const n = static_cast<int>(jobs[r] * work.job_size);
      if (n == 0) continue;
      MPI_Request& request = requests.emplace_back();
      if (sends)
        MPI_Isend(at, n, MPI_DOUBLE, static_cast<int>(r), 0, comm_, &request);
      else
        MPI_Irecv(at, n, MPI_DOUBLE, static_cast<int>(r), 0, comm_, &request);
      at += n;
    }
  };
  auto const finish = [](std::vector<MPI_Request>& requests) {
    MPI_Waitall(static_cast<int>(requests.size()), requests.data(), MPI_STATUSES_IGNORE);
    requests.clear();
  };
  // All is handed over before anything is solved: MPI need not move a message on while its sender
  // computes, and the taker would wait until the giver had done what it kept.
  post(received, from, false, in);
  post(sent, to, true, out);
  finish(in);
  finish(out);
  work.solve(n_kept);
  work.solve_all(received.data(), sum(from));
  post(sent, to, false, in);
  post(received, from, true, out);
  finish(in);
  finish(out);
  for (std::size_t k = 0; k < n_sent; ++k) work.read(n_kept + k, &sent[k * work.job_size]);
}

}  // namespace sanggan
