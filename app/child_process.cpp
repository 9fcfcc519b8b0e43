#include "app/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <string_view>

#include "io/atomic_file.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

/// The environment as this program found it; MPI has added to it since.
std::vector<std::string> first_environment() {
  constexpr std::string_view of_the_launcher[] = {"PMI_", "PMIX_", "OMPI_COMM_", "OMPI_MCA_ess_",
                                                  "OMPI_MCA_orte_"};
  std::vector<std::string> variables;
  std::istringstream text(read_text("/proc/self/environ"));
  for (std::string one; std::getline(text, one, '\0');)
    if (std::none_of(std::begin(of_the_launcher), std::end(of_the_launcher),
                     [&](std::string_view prefix) { return one.starts_with(prefix); }))
      variables.push_back(one);
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> const& words)
    : output_(std::tmpfile(), std::fclose) {
  if (!output_) throw IoError("a temporary file", std::strerror(errno));
  auto arguments = words, environment = first_environment();
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  for (int const stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_adddup2(&files, ::fileno(output_.get()), stream);
  int const failed = posix_spawnp(&pid_, words.front().c_str(), &files, nullptr,
                                  pointers(arguments).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw IoError(words.front(), std::strerror(failed));
}

std::optional<int> ChildProcess::ended(int options) {
  int status = 0;
  if (::waitpid(pid_, &status, options) != pid_) return {};
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::optional<int> ChildProcess::poll() { return ended(WNOHANG); }

int ChildProcess::wait() {
  for (;;)
    if (auto const code = ended(0)) return *code;
}

void ChildProcess::send(int signal) const { ::kill(pid_, signal); }

std::string ChildProcess::said(long most) const {
  std::fseek(output_.get(), 0, SEEK_END);
  long const size = std::ftell(output_.get()), from = std::max(0L, size - most);
  std::string text(static_cast<std::size_t>(size - from), '\0');
  std::fseek(output_.get(), from, SEEK_SET);
  text.resize(std::fread(text.data(), 1, text.size(), output_.get()));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string own_program() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

std::string absolute_path(std::string const& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

}  // namespace sanggan
