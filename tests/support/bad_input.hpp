#pragma once
// Wrong input in folders, one kind of fault in each, with all its messages in expected.txt.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace sanggan::test {

inline std::vector<std::string> lines_of(std::filesystem::path const& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

/// The messages name files as seen from the folder of the input.
class Inside {
 public:
  explicit Inside(std::filesystem::path const& folder) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  ~Inside() { std::filesystem::current_path(before_); }
  Inside(Inside const&) = delete;
  Inside& operator=(Inside const&) = delete;

 private:
  std::filesystem::path before_;
};

/// Names of the folders in `corpus` that hold a file of this name, sorted.
inline std::vector<std::string> folders_with(std::string const& file, std::string const& corpus) {
  std::vector<std::string> names;
  for (auto const& entry : std::filesystem::directory_iterator(corpus))
    if (std::filesystem::exists(entry.path() / file)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace sanggan::test
