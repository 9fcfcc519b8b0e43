#include "io/yaml_file.hpp"

#include <fmt/format.h>

namespace sanggan {

Node read_yaml_file(Reading& reading, std::string const& path) {
  int const file = reading.files.number(path);
  FileText const& content = reading.files.text(path);
  if (!content.problem.empty()) throw CaseError({fmt::format("{}: {}", path, content.problem)});
  try {
    Node root = parse_yaml(content.text, file);
    if (root.kind == Node::Kind::map) return root;
    throw SyntaxError{{file, 1, 1}, "the file must hold a map of keys and values"};
  } catch (SyntaxError const& error) {
    reading.error(error.place, error.problem);
    reading.throw_errors();
    throw;
  }
}

}  // namespace sanggan
