#pragma once
#include <sys/types.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sanggan {

/// A program that runs beside this one, without a shell. It sees the environment in which this one
/// was started, less what MPI's launcher set for this one alone.
class ChildProcess {
 public:
  /// @param words the program, searched in PATH, and its arguments @throws IoError
  explicit ChildProcess(std::vector<std::string> const& words);
  ChildProcess(ChildProcess&&) = default;
  ChildProcess& operator=(ChildProcess&&) = default;

  /// Its exit code once it has ended; 128 and the signal's number if a signal ended it.
  std::optional<int> poll();
  int wait();  ///< for its end. @returns the same
  void send(int signal) const;
  /// The last lines of what it wrote on its standard output and error, at most so many bytes.
  std::string said(long most = 2000) const;

 private:
  std::optional<int> ended(int options);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> output_{nullptr, std::fclose};
  pid_t pid_ = -1;
};

/// The path of this very program.
std::string own_program();

/// A path that holds in any working folder.
std::string absolute_path(std::string const& path);

}  // namespace sanggan
