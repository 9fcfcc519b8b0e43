#pragma once
#include <mpi.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace sanggan {

/// Text of a file, or why it cannot be had ("there is no such file").
struct FileText {
  std::string text;
  std::string problem;  ///< empty if all went well
};

/// Whether a file must be UTF-8, as it must where names in it reach other files.
enum class Encoding { utf8, any };

/// Rank 0 reads the file and sends it to all, so that all ranks see the same or all fail.
/// Collective. Files above 1 GB are refused.
FileText read_text_everywhere(std::string const& path, MPI_Comm comm,
                              Encoding encoding = Encoding::utf8);

/// Sends a text of one rank to all. Collective.
void broadcast(std::string& text, MPI_Comm comm, int from = 0);

/// The FNV-1a hash of some bytes, going on from `hash`.
std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = 14695981039346656037ull);

/// Memory that a case may fill (bytes): that of all nodes of the communicator, or what their
/// control groups leave of it. Collective.
double machine_memory(MPI_Comm comm);

/// The files of one case: their names for messages, their text, and a hash of all their bytes.
/// Every method is collective.
class CaseFiles {
 public:
  explicit CaseFiles(MPI_Comm comm) : comm_(comm) {}
  MPI_Comm comm() const { return comm_; }

  /// Number of a file for use in Place.
  int number(std::string const& path);
  /// Number of a file that sets values of the case: they are told by their place in it, and file
  /// names in them are relative to the case file, as after --set.
  int beside_case(std::string const& path) { return -2 - number(path); }
  /// Name of the file with this number; "--set" for -1.
  std::string name(int number) const;
  /// Text of a file; it is read once.
  FileText const& text(std::string const& path);
  /// Takes the bytes of a file that others read (a raster) into the hash. @return why that fails
  std::string take_note(std::string const& path);
  /// Hash of the bytes of all files so far, in the order of reading.
  std::uint64_t hash() const { return hash_; }

 private:
  MPI_Comm comm_;
  std::vector<std::string> names_;
  std::map<std::string, FileText> texts_;
  std::map<std::string, std::string> noted_;
  std::uint64_t hash_ = fnv1a({});
};

/// `name` as seen from the folder of the file `from`; absolute names stay.
std::string beside(std::string const& from, std::string const& name);

}  // namespace sanggan
