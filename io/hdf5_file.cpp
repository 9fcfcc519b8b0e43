#include "io/hdf5_file.hpp"

#include <hdf5.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "io/first_rank.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

template <class T>
hid_t type_of();
template <>
hid_t type_of<double>() {
  return H5T_NATIVE_DOUBLE;
}
template <>
hid_t type_of<GlobalIndex>() {
  return H5T_NATIVE_INT64;
}
template <>
hid_t type_of<std::uint8_t>() {
  return H5T_NATIVE_UINT8;
}

constexpr unsigned first_with_checksums = 2;  // version of the superblock

/// Owner of any HDF5 handle.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  Handle(Handle const&) = delete;
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

class QuietErrors {  // what went wrong is told once, by the exception
 public:
  QuietErrors() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }
} const quiet_errors;

std::string last_error() {
  std::string text;
  auto const take = [](unsigned, H5E_error2_t const* error, void* out) -> herr_t {
    auto& all = *static_cast<std::string*>(out);
    if (error->desc && all.empty()) all = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take, &text);
  return text.empty() ? "HDF5 cannot do it" : text;
}

hid_t good(hid_t id, std::string const& path) {
  if (id < 0) throw IoError(path, last_error());
  return id;
}

Handle collective() {
  hid_t const list = H5Pcreate(H5P_DATASET_XFER);
  H5Pset_dxpl_mpio(list, H5FD_MPIO_COLLECTIVE);
  return {list, H5Pclose};
}

// Extents of a dataset; no file of ours has more than three.
std::array<hsize_t, 3> extent_of(hid_t space, std::string const& path) {
  std::array<hsize_t, 3> extent{};
  if (H5Sget_simple_extent_ndims(space) > 3) throw IoError(path, "has more than three extents");
  H5Sget_simple_extent_dims(space, extent.data(), nullptr);
  return extent;
}

// Memory and file spaces of this rank's rows of [total (, width)], or of one time of a series.
struct Selection {
  Handle memory, file;
};
Selection select(hid_t dataset, RowRange range, int width, GlobalIndex time,
                 std::string const& path) {
  hid_t const file = H5Dget_space(dataset);
  int const rank = H5Sget_simple_extent_ndims(file);
  std::vector<hsize_t> start, count;
  if (time >= 0) {
    start.push_back(static_cast<hsize_t>(time));
    count.push_back(1);
  }
  start.push_back(static_cast<hsize_t>(range.first));
  count.push_back(static_cast<hsize_t>(range.count));
  if (static_cast<int>(start.size()) < rank) {
    start.push_back(0);
    count.push_back(static_cast<hsize_t>(width));
  }
  if (static_cast<int>(start.size()) != rank) {
    H5Sclose(file);
    throw IoError(path,
                  "has " + std::to_string(rank) + " extents, not " + std::to_string(start.size()));
  }
  hsize_t const n = static_cast<hsize_t>(range.count) * static_cast<hsize_t>(width);
  hid_t const memory = H5Screate_simple(1, &n, nullptr);
  if (range.count > 0) {
    H5Sselect_hyperslab(file, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
  } else {
    H5Sselect_none(file);
    H5Sselect_none(memory);
  }
  return {{memory, H5Sclose}, {file, H5Sclose}};
}

// Why this rank cannot open a file, asked first because Open MPI waits for ever for one that alone
// cannot; empty if it can.
std::string why_not(std::string const& path, Hdf5File::Mode mode) {
  bool const create = mode == Hdf5File::Mode::create;
  auto const folder = std::filesystem::path(path).parent_path();
  std::string const needed = !create ? path : folder.empty() ? "." : folder.string();
  int const access = mode == Hdf5File::Mode::read ? R_OK : R_OK | W_OK;
  return ::access(needed.c_str(), access) == 0 ? "" : std::strerror(errno);
}

}  // namespace

std::string hdf5_version() {
  unsigned major = 0, minor = 0, release = 0;
  H5get_libversion(&major, &minor, &release);
#ifdef H5_HAVE_PARALLEL
  char const* const how = "parallel";
#else
  char const* const how = "not parallel";
#endif
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release) +
         ", " + how;
}

Hdf5File::Hdf5File(std::string const& path, Mode mode, MPI_Comm comm) : path_(path), comm_(comm) {
  fail_together(path, why_not(path, mode), comm);
  Handle const access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_fapl_mpio(access, comm, MPI_INFO_NULL);
  H5Pset_coll_metadata_write(access, true);
  H5Pset_all_coll_metadata_ops(access, true);
  // Since 1.8 HDF5 keeps checksums of its own data; from 1.10 on it would refuse what a kill left.
  H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18);
  file_ = mode == Mode::create
              ? H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access)
              : H5Fopen(path.c_str(), mode == Mode::read ? H5F_ACC_RDONLY : H5F_ACC_RDWR, access);
  good(file_, path_);
}

Hdf5File::~Hdf5File() {
  if (file_ >= 0) H5Fclose(file_);
}

void Hdf5File::good_on_all(int result) const {
  fail_together(path_, result < 0 ? last_error() : "", comm_);
}

void Hdf5File::require_checksums() const {
  H5F_info2_t info{};
  good(H5Fget_info2(file_, &info), path_);
  if (info.super.version < first_with_checksums)
    throw IoError(path_, "is of an older format of HDF5 than we write");
}

bool Hdf5File::exists(std::string const& name) const {
  return H5Lexists(file_, name.c_str(), H5P_DEFAULT) > 0;
}

void Hdf5File::make_group(std::string const& name) {
  Handle const group(H5Gcreate2(file_, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                     H5Gclose);
  good(group, path_);
}

void Hdf5File::set_attribute(std::string const& object, std::string const& name,
                             std::string const& text) {
  Handle const type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type, std::max<std::size_t>(1, text.size()));
  H5Tset_cset(type, H5T_CSET_UTF8);
  Handle const space(H5Screate(H5S_SCALAR), H5Sclose);
  Handle const attribute(H5Acreate_by_name(file_, object.c_str(), name.c_str(), type, space,
                                           H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose);
  good(attribute, path_);
  good(H5Awrite(attribute, type, text.empty() ? "" : text.data()), path_);
}

void Hdf5File::set_attribute(std::string const& object, std::string const& name, double value) {
  Handle const space(H5Screate(H5S_SCALAR), H5Sclose);
  Handle const attribute(H5Acreate_by_name(file_, object.c_str(), name.c_str(), H5T_NATIVE_DOUBLE,
                                           space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose);
  good(attribute, path_);
  good(H5Awrite(attribute, H5T_NATIVE_DOUBLE, &value), path_);
}

std::string Hdf5File::text_attribute(std::string const& object, std::string const& name) const {
  Handle const attribute(
      H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  good(attribute, path_);
  Handle const type(H5Aget_type(attribute), H5Tclose);
  if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) != 0)
    throw IoError(path_, name + " is no text of fixed length");
  std::string text(H5Tget_size(type), '\0');
  good(H5Aread(attribute, type, text.data()), path_);
  while (!text.empty() && text.back() == '\0') text.pop_back();
  return text;
}

double Hdf5File::number_attribute(std::string const& object, std::string const& name) const {
  Handle const attribute(
      H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  double value = 0;
  good(attribute, path_);
  good(H5Aread(attribute, H5T_NATIVE_DOUBLE, &value), path_);
  return value;
}

template <class T>
void Hdf5File::write(std::string const& name, std::span<T const> rows, RowRange range, int width) {
  hsize_t const extent[2] = {static_cast<hsize_t>(range.total), static_cast<hsize_t>(width)};
  Handle const space(H5Screate_simple(width > 1 ? 2 : 1, extent, nullptr), H5Sclose);
  Handle const dataset(exists(name) ? H5Dopen2(file_, name.c_str(), H5P_DEFAULT)
                                    : H5Dcreate2(file_, name.c_str(), type_of<T>(), space,
                                                 H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                       H5Dclose);
  good(dataset, path_ + " " + name);
  auto const at = select(dataset, range, width, -1, path_);
  good_on_all(H5Dwrite(dataset, type_of<T>(), at.memory, at.file, collective(), rows.data()));
}

template <class T>
std::vector<T> Hdf5File::read(std::string const& name, RowRange range, int width) const {
  Handle const dataset(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  good(dataset, path_ + " " + name);
  std::vector<T> rows(static_cast<std::size_t>(range.count * width));
  auto const at = select(dataset, range, width, -1, path_);
  good_on_all(H5Dread(dataset, type_of<T>(), at.memory, at.file, collective(), rows.data()));
  return rows;
}

template void Hdf5File::write(std::string const&, std::span<double const>, RowRange, int);
template void Hdf5File::write(std::string const&, std::span<GlobalIndex const>, RowRange, int);
template void Hdf5File::write(std::string const&, std::span<std::uint8_t const>, RowRange, int);
template std::vector<double> Hdf5File::read(std::string const&, RowRange, int) const;
template std::vector<GlobalIndex> Hdf5File::read(std::string const&, RowRange, int) const;
template std::vector<std::uint8_t> Hdf5File::read(std::string const&, RowRange, int) const;

GlobalIndex Hdf5File::rows(std::string const& name) const {
  Handle const dataset(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  good(dataset, path_ + " " + name);
  Handle const space(H5Dget_space(dataset), H5Sclose);
  return static_cast<GlobalIndex>(extent_of(space, path_ + " " + name)[0]);
}

int Hdf5File::components(std::string const& name) const {
  Handle const dataset(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  good(dataset, path_ + " " + name);
  Handle const space(H5Dget_space(dataset), H5Sclose);
  int const extent = static_cast<int>(extent_of(space, path_ + " " + name)[2]);
  return std::max(extent, 1);
}

void Hdf5File::make_series(std::string const& name, GlobalIndex total, int width) {
  constexpr hsize_t largest_chunk = 1 << 17;  // cells
  hsize_t const n = static_cast<hsize_t>(total), w = static_cast<hsize_t>(width);
  int const rank = total == 0 ? 1 : (width > 1 ? 3 : 2);
  hsize_t const extent[3] = {0, n, w}, most[3] = {H5S_UNLIMITED, n, w};
  hsize_t const chunk[3] = {rank == 1 ? hsize_t{64} : hsize_t{1}, std::min(n, largest_chunk), w};
  Handle const space(H5Screate_simple(rank, extent, most), H5Sclose);
  Handle const list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_chunk(list, rank, chunk);
  // Each chunk of a series of fields is written once. One of numbers grows, and a kill while it is
  // written over could cost all of them.
  if (total > 0) H5Pset_fletcher32(list);
  Handle const dataset(
      H5Dcreate2(file_, name.c_str(), H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, list, H5P_DEFAULT),
      H5Dclose);
  good(dataset, path_ + " " + name);
}

void Hdf5File::resize_series(std::string const& name, GlobalIndex times) {
  Handle const dataset(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  good(dataset, path_ + " " + name);
  Handle const space(H5Dget_space(dataset), H5Sclose);
  auto extent = extent_of(space, path_ + " " + name);
  extent[0] = static_cast<hsize_t>(times);
  good(H5Dset_extent(dataset, extent.data()), path_ + " " + name);
}

void Hdf5File::write_series(std::string const& name, GlobalIndex index, ConstField rows,
                            RowRange range, int width) {
  resize_series(name, index + 1);
  Handle const dataset(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  bool const scalar = range.total == 0;
  auto const at = scalar ? select(dataset, {index, range.count, 0}, 1, -1, path_)
                         : select(dataset, range, width, index, path_);
  good_on_all(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, at.memory, at.file, collective(), rows.data()));
}

std::vector<double> Hdf5File::read_series(std::string const& name, GlobalIndex index,
                                          RowRange range, int width) const {
  Handle const dataset(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  good(dataset, path_ + " " + name);
  std::vector<double> rows(static_cast<std::size_t>(range.count * width));
  bool const scalar = range.total == 0;
  auto const at = scalar ? select(dataset, {index, range.count, 0}, 1, -1, path_)
                         : select(dataset, range, width, index, path_);
  good_on_all(H5Dread(dataset, H5T_NATIVE_DOUBLE, at.memory, at.file, collective(), rows.data()));
  return rows;
}

std::vector<std::string> Hdf5File::names(std::string const& group) const {
  std::vector<std::string> list;
  auto const take = [](hid_t, char const* name, H5L_info_t const*, void* out) -> herr_t {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  hsize_t at = 0;
  good(H5Literate_by_name(file_, group.c_str(), H5_INDEX_NAME, H5_ITER_INC, &at, take, &list,
                          H5P_DEFAULT),
       path_);
  return list;
}

void Hdf5File::flush() { good_on_all(H5Fflush(file_, H5F_SCOPE_LOCAL)); }

}  // namespace sanggan
