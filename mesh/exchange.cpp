#include "mesh/exchange.hpp"

#include <numeric>
#include <string>

#include "mesh/mesh.hpp"

namespace sanggan {
namespace {

std::vector<int> offsets_of(std::vector<int> const& count) {
  std::vector<int> offset(count.size(), 0);
  std::exclusive_scan(count.begin(), count.end(), offset.begin(), 0);
  return offset;
}

// One MPI item per value keeps the counts within an int however wide the values are.
class ItemType {
 public:
  explicit ItemType(std::size_t bytes) {
    MPI_Type_contiguous(static_cast<int>(bytes), MPI_BYTE, &type_);
    MPI_Type_commit(&type_);
  }
  ~ItemType() { MPI_Type_free(&type_); }
  ItemType(ItemType const&) = delete;
  ItemType& operator=(ItemType const&) = delete;
  operator MPI_Datatype() const { return type_; }

 private:
  MPI_Datatype type_ = MPI_DATATYPE_NULL;
};

}  // namespace

Routing make_routing(std::span<int const> destination, MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  Routing r;
  r.comm = comm;
  r.send_count.assign(size, 0);
  for (int to : destination) ++r.send_count[to];
  r.send_offset = offsets_of(r.send_count);
  r.order.resize(destination.size());
  auto next = r.send_offset;
  for (std::size_t i = 0; i < destination.size(); ++i)
    r.order[next[destination[i]]++] = static_cast<Index>(i);

  r.receive_count.resize(size);
  MPI_Alltoall(r.send_count.data(), 1, MPI_INT, r.receive_count.data(), 1, MPI_INT, comm);
  r.receive_offset = offsets_of(r.receive_count);
  r.n_received = std::accumulate(r.receive_count.begin(), r.receive_count.end(), 0);
  return r;
}

void forward(Routing const& r, void const* packed, void* received, std::size_t bytes) {
  ItemType const item(bytes);
  MPI_Alltoallv(packed, r.send_count.data(), r.send_offset.data(), item, received,
                r.receive_count.data(), r.receive_offset.data(), item, r.comm);
}

void backward(Routing const& r, void const* received, void* packed, std::size_t bytes) {
  ItemType const item(bytes);
  MPI_Alltoallv(received, r.receive_count.data(), r.receive_offset.data(), item, packed,
                r.send_count.data(), r.send_offset.data(), item, r.comm);
}

void all_or_none(MPI_Comm comm, std::function<void()> const& work) {
  int rank = 0, size = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);
  std::string message;
  int failing = size;
  try {
    work();
  } catch (std::exception const& error) {
    message = error.what();
    failing = rank;
  }
  int first = size;
  MPI_Allreduce(&failing, &first, 1, MPI_INT, MPI_MIN, comm);
  if (first == size) return;
  int length = static_cast<int>(message.size());
  MPI_Bcast(&length, 1, MPI_INT, first, comm);
  message.resize(length);
  MPI_Bcast(message.data(), length, MPI_CHAR, first, comm);
  throw MeshError(message);
}

}  // namespace sanggan
