#pragma once
#include <stdexcept>
#include <string>

namespace sanggan {

/// A file cannot be read or written: path and reason.
struct IoError : std::runtime_error {
  IoError(std::string const& path, std::string const& reason)
      : std::runtime_error(path + ": " + reason) {}
};

}  // namespace sanggan
