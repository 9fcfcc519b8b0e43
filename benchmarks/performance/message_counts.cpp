#include "benchmarks/performance/message_counts.hpp"

#include <mpi.h>

#include <map>
#include <span>

// MPI's profiling interface: the program's MPI_Send takes the place of the library's, which goes on
// by the name PMPI_Send. What the libraries under us are known to call is wrapped, and no more.
namespace {

sanggan::benchmark::MessageCounts counts;
std::map<MPI_Request, double> persistent_bytes;  // of sends that are started again and again

double bytes_of(int n, MPI_Datatype type) {
  int size = 0;
  PMPI_Type_size(type, &size);
  return static_cast<double>(n) * size;
}

void sent(double bytes) {
  counts.messages += 1;
  counts.bytes += bytes;
}

void started(MPI_Request request) {
  if (auto const send = persistent_bytes.find(request); send != persistent_bytes.end())
    sent(send->second);
}

}  // namespace

sanggan::benchmark::MessageCounts const& sanggan::benchmark::message_counts() { return counts; }

// NOLINTBEGIN: names and arguments are those of the standard
#define SEND(name)                                                                               \
  int MPI_##name(void const* buffer, int n, MPI_Datatype type, int to, int tag, MPI_Comm comm) { \
    sent(bytes_of(n, type));                                                                     \
    return PMPI_##name(buffer, n, type, to, tag, comm);                                          \
  }
#define SEND_LATER(name)                                                                       \
  int MPI_##name(void const* buffer, int n, MPI_Datatype type, int to, int tag, MPI_Comm comm, \
                 MPI_Request* request) {                                                       \
    sent(bytes_of(n, type));                                                                   \
    return PMPI_##name(buffer, n, type, to, tag, comm, request);                               \
  }
#define COUNTED(kind, name, parameters, arguments) \
  int MPI_##name parameters {                      \
    counts.kind += 1;                              \
    return PMPI_##name arguments;                  \
  }

extern "C" {
SEND(Send)
SEND_LATER(Isend)
SEND_LATER(Issend)
SEND_LATER(Irsend)

int MPI_Send_init(void const* buffer, int n, MPI_Datatype type, int to, int tag, MPI_Comm comm,
                  MPI_Request* request) {
  int const status = PMPI_Send_init(buffer, n, type, to, tag, comm, request);
  persistent_bytes[*request] = bytes_of(n, type);
  return status;
}
int MPI_Request_free(MPI_Request* request) {
  persistent_bytes.erase(*request);
  return PMPI_Request_free(request);
}
int MPI_Start(MPI_Request* request) {
  started(*request);
  return PMPI_Start(request);
}
int MPI_Startall(int n, MPI_Request* requests) {
  for (MPI_Request const request : std::span(requests, static_cast<std::size_t>(n)))
    started(request);
  return PMPI_Startall(n, requests);
}

COUNTED(reductions, Allreduce,
        (void const* in, void* out, int n, MPI_Datatype type, MPI_Op op, MPI_Comm comm),
        (in, out, n, type, op, comm))
COUNTED(reductions, Iallreduce,
        (void const* in, void* out, int n, MPI_Datatype type, MPI_Op op, MPI_Comm comm,
         MPI_Request* request),
        (in, out, n, type, op, comm, request))
COUNTED(reductions, Reduce,
        (void const* in, void* out, int n, MPI_Datatype type, MPI_Op op, int root, MPI_Comm comm),
        (in, out, n, type, op, root, comm))
COUNTED(reductions, Scan,
        (void const* in, void* out, int n, MPI_Datatype type, MPI_Op op, MPI_Comm comm),
        (in, out, n, type, op, comm))
COUNTED(reductions, Exscan,
        (void const* in, void* out, int n, MPI_Datatype type, MPI_Op op, MPI_Comm comm),
        (in, out, n, type, op, comm))
COUNTED(collectives, Barrier, (MPI_Comm comm), (comm))
COUNTED(collectives, Bcast, (void* buffer, int n, MPI_Datatype type, int root, MPI_Comm comm),
        (buffer, n, type, root, comm))
COUNTED(collectives, Allgather,
        (void const* in, int n_in, MPI_Datatype type_in, void* out, int n_out,
         MPI_Datatype type_out, MPI_Comm comm),
        (in, n_in, type_in, out, n_out, type_out, comm))
COUNTED(collectives, Allgatherv,
        (void const* in, int n_in, MPI_Datatype type_in, void* out, int const* n_out,
         int const* places, MPI_Datatype type_out, MPI_Comm comm),
        (in, n_in, type_in, out, n_out, places, type_out, comm))
COUNTED(collectives, Gather,
        (void const* in, int n_in, MPI_Datatype type_in, void* out, int n_out,
         MPI_Datatype type_out, int root, MPI_Comm comm),
        (in, n_in, type_in, out, n_out, type_out, root, comm))
COUNTED(collectives, Gatherv,
        (void const* in, int n_in, MPI_Datatype type_in, void* out, int const* n_out,
         int const* places, MPI_Datatype type_out, int root, MPI_Comm comm),
        (in, n_in, type_in, out, n_out, places, type_out, root, comm))
COUNTED(collectives, Alltoall,
        (void const* in, int n_in, MPI_Datatype type_in, void* out, int n_out,
         MPI_Datatype type_out, MPI_Comm comm),
        (in, n_in, type_in, out, n_out, type_out, comm))
}
// NOLINTEND
