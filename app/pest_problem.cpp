#include "app/pest_problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "app/child_process.hpp"
#include "io/case_reader.hpp"
#include "io/section.hpp"
#include "io/units.hpp"
#include "study/uncertainty/read_ensemble.hpp"
#include "study/uncertainty/read_observations.hpp"

namespace sanggan {
namespace {

PestParameter parameter_of(UncertainInput const& input) {
  constexpr double rare = 0.0005;
  bool const drawn = std::holds_alternative<SeedDistribution>(input.law);
  bool const by_factors = std::holds_alternative<LognormalDistribution>(input.law);
  return {input.name,
          input.keys,
          input.unit,
          drawn        ? "fixed"
          : by_factors ? "log"
                       : "none",
          quantile(input.law, 0.5),
          quantile(input.law, rare),
          quantile(input.law, 1 - rare)};
}

std::vector<std::string> split_at(char separator, std::string_view text) {
  std::vector<std::string> parts(1);
  for (char const ch : text)
    if (ch == separator)
      parts.emplace_back();
    else
      parts.back() += ch;
  return parts;
}

/// A parameter as asked for, with what is wrong with it.
class AskedParameter {
 public:
  AskedParameter(std::string text, Case const& c) : text_(std::move(text)), case_(c) {
    auto const parts = split_at(':', text_);
    if (parts.size() != 1 && parts.size() != 3)
      fail("is neither KEY nor KEY:least:most; write one of them");
    key_ = parts.front();
    if (parts.size() == 3) bounds_ = {bound(parts[1]), bound(parts[2])};
  }

  PestParameter parameter(std::size_t number, Node const& tree) const {
    auto const [digits, unit] = split_quantity(value_in(tree).text);
    auto const value = parse_number(digits);
    if (!value || (!unit.empty() && !is_unit(unit)))
      fail(fmt::format("is \"{}\" in {}; name a key with one number", value_in(tree).text,
                       case_.path));
    auto const [least, most] = bounds_.value_or(std::minmax(*value / 10, *value * 10));
    if (!(least < most && least <= *value && *value <= most))
      fail(fmt::format("starts at {} in {}; write KEY:least:most, numbers around it", digits,
                       case_.path));
    return {fmt::format("par_{}", number),
            {key_},
            std::string(unit),
            least > 0 ? "log" : "none",
            *value,
            least,
            most};
  }

 private:
  [[noreturn]] void fail(std::string const& problem) const {
    throw CaseError({fmt::format("--par \"{}\": {}", text_, problem)});
  }

  double bound(std::string const& text) const {
    auto const value = parse_number(text);
    if (!value) fail(fmt::format("\"{}\" is not a decimal number", text));
    return *value;
  }

  /// The value of the key in the case as it is written.
  Node const& value_in(Node const& tree) const {
    Node const* node = &tree;
    for (std::string const& word : split_at('.', key_)) {
      auto const* const next = step(*node, word);
      if (!next)
        fail(fmt::format("{} gives no \"{}\"{}", case_.path, word,
                         nearest_or_all(word, words_in(*node))));
      node = next;
    }
    return *node;
  }

  static Node const* step(Node const& node, std::string const& word) {
    auto const words = words_in(node);
    auto const place = std::find(words.begin(), words.end(), word) - words.begin();
    if (place == std::ssize(words)) return nullptr;
    auto const k = static_cast<std::size_t>(place);
    return node.kind == Node::Kind::list ? &node.items[k] : &node.entries[k].value;
  }

  /// The keys of a map, or the numbers of the items of a list.
  static std::vector<std::string> words_in(Node const& node) {
    std::vector<std::string> words;
    for (auto const& entry : node.entries) words.push_back(entry.key);
    for (std::size_t k = 0; k < node.items.size(); ++k) words.push_back(std::to_string(k));
    return words;
  }

  std::string text_, key_;
  std::optional<std::pair<double, double>> bounds_;
  Case const& case_;
};

}  // namespace

PestProblem problem_of_ensemble(std::string const& path, MPI_Comm comm) {
  Ensemble const e = read_ensemble(path, comm);
  if (e.observations.empty())
    throw CaseError(
        {fmt::format("{}: has no `observations`; write what was observed, such as "
                     "[{{monitor: well Cd, time: 1 yr, value: 0.2}}]; of a case give --observed",
                     path)});
  PestProblem problem{e.case_path, {absolute_path(path)}, {}, e.observations};
  for (UncertainInput const& input : e.inputs) problem.parameters.push_back(parameter_of(input));
  return problem;
}

PestProblem problem_of_case(std::string const& path, std::vector<std::string> const& parameters,
                            std::string const& observed, MPI_Comm comm) {
  Case const c = read_case(path, {}, comm);
  Node const tree = parse_yaml(c.source_text, 0);
  PestProblem problem{path,
                      {absolute_path(path), "--observed", absolute_path(observed)},
                      {},
                      read_observations(observed, comm)};
  for (std::string const& text : parameters)
    problem.parameters.push_back(
        AskedParameter(text, c).parameter(problem.parameters.size() + 1, tree));
  return problem;
}

}  // namespace sanggan
