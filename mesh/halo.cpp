#include "mesh/halo.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace sanggan {
namespace {
constexpr int tag = 71;
}

Halo::Halo(Mesh const& mesh, MPI_Comm comm) : comm_(comm) {
  MPI_Comm_rank(comm_, &rank_);
  MPI_Comm_size(comm_, &size_);
  Index const n_owned = mesh.n_owned_cells();

  std::map<int, std::vector<Index>> wanted;  // rank -> ghosts that it owns
  for (Index g = n_owned; g < mesh.n_cells(); ++g)
    wanted[mesh.ghost_rank()[g - n_owned]].push_back(g);

  std::vector<int> n_asked(size_, 0), n_asking(size_, 0);
  for (auto const& [rank, ghosts] : wanted) n_asked[rank] = static_cast<int>(ghosts.size());
  MPI_Alltoall(n_asked.data(), 1, MPI_INT, n_asking.data(), 1, MPI_INT, comm_);

  std::unordered_map<GlobalIndex, Index> local_of;
  local_of.reserve(n_owned);
  for (Index c = 0; c < n_owned; ++c) local_of[mesh.cell_id()[c]] = c;

  std::vector<MPI_Request> requests;
  std::vector<std::vector<GlobalIndex>> asked, asking;
  asked.reserve(size_);
  asking.reserve(size_);
  for (int r = 0; r < size_; ++r) {
    if (n_asked[r] == 0 && n_asking[r] == 0) continue;
    Link link{r, {}, wanted[r]};
    auto& out = asked.emplace_back();
    for (Index g : link.receive) out.push_back(mesh.cell_id()[g]);
    auto& in = asking.emplace_back(n_asking[r]);
    requests.resize(requests.size() + 2);
    MPI_Irecv(in.data(), n_asking[r], MPI_INT64_T, r, tag, comm_, &requests[requests.size() - 2]);
    MPI_Isend(out.data(), n_asked[r], MPI_INT64_T, r, tag, comm_, &requests.back());
    links_.push_back(std::move(link));
  }
  MPI_Waitall(static_cast<int>(requests.size()), requests.data(), MPI_STATUSES_IGNORE);
  for (std::size_t k = 0; k < links_.size(); ++k)
    for (GlobalIndex id : asking[k]) links_[k].send.push_back(local_of.at(id));

  GlobalIndex const mine = n_owned;
  MPI_Exscan(&mine, &first_row_, 1, MPI_INT64_T, MPI_SUM, comm_);
  if (rank_ == 0) first_row_ = 0;
  // Row numbers travel as doubles: exact up to 2^53 rows.
  std::vector<double> row(mesh.n_cells());
  for (Index c = 0; c < n_owned; ++c) row[c] = static_cast<double>(first_row_ + c);
  update(row);
  row_.resize(row.size());
  std::transform(row.begin(), row.end(), row_.begin(),
                 [](double r) { return static_cast<GlobalIndex>(r); });
}

void Halo::update(Field values, int width) const {
  std::size_t n_send = 0, n_receive = 0;
  for (Link const& link : links_) {
    n_send += link.send.size() * width;
    n_receive += link.receive.size() * width;
  }
  send_buffer_.resize(n_send);
  receive_buffer_.resize(n_receive);
  requests_.resize(2 * links_.size());
  double* in = receive_buffer_.data();
  double* out = send_buffer_.data();
  for (std::size_t k = 0; k < links_.size(); ++k) {
    Link const& link = links_[k];
    int const n_in = static_cast<int>(link.receive.size()) * width;
    int const n_out = static_cast<int>(link.send.size()) * width;
    MPI_Irecv(in, n_in, MPI_DOUBLE, link.rank, tag, comm_, &requests_[2 * k]);
    double* to = out;
    for (Index c : link.send)
      to = std::copy_n(values.data() + static_cast<std::size_t>(c) * width, width, to);
    MPI_Isend(out, n_out, MPI_DOUBLE, link.rank, tag, comm_, &requests_[2 * k + 1]);
    in += n_in;
    out += n_out;
  }
  MPI_Waitall(static_cast<int>(requests_.size()), requests_.data(), MPI_STATUSES_IGNORE);
  double const* from = receive_buffer_.data();
  for (Link const& link : links_)
    for (Index g : link.receive) {
      std::copy_n(from, width, values.data() + static_cast<std::size_t>(g) * width);
      from += width;
    }
}

}  // namespace sanggan
