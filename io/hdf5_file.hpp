#pragma once
#include <mpi.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "mesh/types.hpp"

namespace sanggan {

/// Which rows of a dataset one rank reads or writes.
struct RowRange {
  GlobalIndex first = 0, count = 0, total = 0;
};

/// The version of HDF5, and whether it writes in parallel.
std::string hdf5_version();

/// A parallel HDF5 file: a thin owner of its handle. All methods are collective unless they say so;
/// all throw IoError on every rank alike where HDF5 reports an error.
class Hdf5File {
 public:
  enum class Mode { create, append, read };
  Hdf5File(std::string const& path, Mode mode, MPI_Comm comm);
  ~Hdf5File();
  Hdf5File(Hdf5File const&) = delete;
  Hdf5File& operator=(Hdf5File const&) = delete;

  /// For a file that we have written. @throws IoError if HDF5 keeps no checksums of its own data in
  /// it, without which it may crash on what has changed
  void require_checksums() const;
  bool exists(std::string const& name) const;
  void make_group(std::string const& name);
  void set_attribute(std::string const& object, std::string const& name, std::string const& text);
  void set_attribute(std::string const& object, std::string const& name, double value);
  std::string text_attribute(std::string const& object, std::string const& name) const;
  double number_attribute(std::string const& object, std::string const& name) const;

  /// A dataset [total x width] written at once, every rank its rows; one that is there already is
  /// written over. T: double, int64, uint8.
  template <class T>
  void write(std::string const& name, std::span<T const> rows, RowRange range, int width = 1);
  template <class T>
  std::vector<T> read(std::string const& name, RowRange range, int width = 1) const;
  /// Rows of a dataset (its first extent).
  GlobalIndex rows(std::string const& name) const;
  /// Values a cell of a series (its third extent, 1 if there is none).
  int components(std::string const& name) const;

  /// A dataset [time, total (, width)] that grows in time, chunked by time, with checksums; total
  /// 0: one [time] of single numbers, without them, which the rank with count 1 writes.
  void make_series(std::string const& name, GlobalIndex total, int width);
  /// Writes time step `index` of a series, growing it.
  void write_series(std::string const& name, GlobalIndex index, ConstField rows, RowRange range,
                    int width);
  std::vector<double> read_series(std::string const& name, GlobalIndex index, RowRange range,
                                  int width) const;
  /// Cuts or grows a series to `times` entries.
  void resize_series(std::string const& name, GlobalIndex times);
  /// Names in a group.
  std::vector<std::string> names(std::string const& group) const;
  void flush();

 private:
  /// A disk may be full for one rank alone: all fail with it.
  void good_on_all(int result) const;

  std::string path_;
  MPI_Comm comm_;
  std::int64_t file_ = -1;
};

}  // namespace sanggan
