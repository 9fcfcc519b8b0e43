#pragma once
#include <algorithm>
#include <string>

namespace sanggan {

/// Name of a dataset in a group of an HDF5 file; a slash in what it is called would make a group.
inline std::string dataset_name(std::string const& group, std::string name) {
  std::replace(name.begin(), name.end(), '/', '_');
  return group + "/" + name;
}

}  // namespace sanggan
