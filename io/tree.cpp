#include "io/tree.hpp"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <sstream>
#include <unordered_map>

namespace sanggan {
namespace {

// Anchors that repeat anchors can blow a few lines up to gigabytes.
constexpr std::size_t most_nodes = 2'000'000;

/// Builds the tree from yaml-cpp's events, since its own nodes forget duplicate keys.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(int file) : file_(file) {}
  Node take() { return std::move(root_); }

  void OnDocumentStart(YAML::Mark const&) override {}
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    add(make(Node::Kind::null, mark), anchor);
  }
  void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                std::string const& value) override {
    Node node = make(Node::Kind::scalar, mark);
    node.text = value;
    node.quoted = tag == "!";
    bool const empty = !node.quoted && (value.empty() || value == "~" || value == "null");
    if (empty) node.kind = Node::Kind::null;
    add(std::move(node), anchor);
  }
  void OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    auto const found = anchors_.find(anchor);
    if (found == anchors_.end())
      throw SyntaxError{place(mark), "an alias stands within its own anchor"};
    count(found->second.size);
    add(found->second.node, 0);
  }
  void OnSequenceStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::list, mark, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::map, mark, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor;
    std::size_t first_count;
    bool has_key = false;
    Node key;
  };
  struct Anchored {
    Node node;
    std::size_t size;
  };

  Place place(YAML::Mark const& mark) const {
    return {file_, std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1};
  }
  Node make(Node::Kind kind, YAML::Mark const& mark) {
    count(1);
    Node node;
    node.kind = kind;
    node.place = place(mark);
    return node;
  }
  void count(std::size_t n) {
    n_nodes_ += n;
    if (n_nodes_ > most_nodes)
      throw SyntaxError{{file_, 1, 1},
                        "the file has too many values; put long lists into CSV files"};
  }
  void open(Node::Kind kind, YAML::Mark const& mark, YAML::anchor_t anchor) {
    std::size_t const first = n_nodes_;
    stack_.push_back({make(kind, mark), anchor, first, false, {}});
  }
  void close() {
    Open done = std::move(stack_.back());
    stack_.pop_back();
    if (done.anchor) anchors_[done.anchor] = {done.node, n_nodes_ - done.first_count};
    add(std::move(done.node), 0);
  }
  void add(Node node, YAML::anchor_t anchor) {
    if (anchor) anchors_[anchor] = {node, 1};
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == Node::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (parent.has_key) {
      // The parser puts a value that is not there at whatever comes next.
      if (node.kind == Node::Kind::null) node.place = parent.key.place;
      parent.node.entries.push_back({parent.key.text, parent.key.place, std::move(node)});
      parent.has_key = false;
    } else if (node.kind != Node::Kind::scalar) {
      throw SyntaxError{node.place, "a key must be a word"};
    } else {
      parent.key = std::move(node);
      parent.has_key = true;
    }
  }

  int file_;
  Node root_;
  std::vector<Open> stack_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;
  std::size_t n_nodes_ = 0;
};

std::string quote(std::string const& text) {
  std::string out = "\"";
  for (unsigned char const c : text) {
    if (c == '"' || c == '\\')
      out += fmt::format("\\{}", static_cast<char>(c));
    else if (c < 0x20 || c == 0x7f)
      out += fmt::format("\\x{:02x}", c);
    else
      out += static_cast<char>(c);
  }
  return out + "\"";
}

// Plain where no reader of YAML could take it for anything else.
bool is_plain(std::string const& text) {
  if (text.empty() || text == "null") return false;
  for (unsigned char const c : text)
    if (!std::isalnum(c) && std::string_view("_./+%^() -").find(c) == std::string_view::npos)
      return false;
  return std::isalnum(static_cast<unsigned char>(text[0])) && text.back() != ' ';
}

void write(Node const& node, int indent, std::string& out);

void write_scalar(Node const& node, std::string& out) {
  if (node.kind == Node::Kind::null)
    out += " null\n";
  else
    out += " " + (node.quoted || !is_plain(node.text) ? quote(node.text) : node.text) + "\n";
}

void write_value(Node const& node, int indent, std::string& out) {
  if (node.kind == Node::Kind::list && node.items.empty())
    out += " []\n";
  else if (node.kind == Node::Kind::map && node.entries.empty())
    out += " {}\n";
  else if (node.kind == Node::Kind::list || node.kind == Node::Kind::map) {
    out += "\n";
    write(node, indent, out);
  } else
    write_scalar(node, out);
}

void write(Node const& node, int indent, std::string& out) {
  std::string const space(static_cast<std::size_t>(indent), ' ');
  for (auto const& item : node.items) {
    out += space + "-";
    write_value(item, indent + 2, out);
  }
  for (auto const& entry : node.entries) {
    out += space + (is_plain(entry.key) ? entry.key : quote(entry.key)) + ":";
    write_value(entry.value, indent + 2, out);
  }
}

bool is_indented_by_tab(std::string const& text, int line) {
  std::istringstream lines(text);
  std::string content;
  for (int k = 0; k < line; ++k) std::getline(lines, content);
  auto const first = content.find_first_not_of(' ');
  return first != std::string::npos && content[first] == '\t';
}

Node* step_into_list(Node& list, std::string_view key) {
  std::size_t index = 0;
  auto const [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
  bool const valid =
      error == std::errc() && end == key.data() + key.size() && index < list.items.size();
  return valid ? &list.items[index] : nullptr;
}

Node* step_into(Node& node, std::string_view key, Place place) {
  if (node.kind == Node::Kind::list) return step_into_list(node, key);
  if (node.kind == Node::Kind::scalar) return nullptr;
  node.kind = Node::Kind::map;
  if (auto* const entry = node.find(key)) return &entry->value;
  Node fresh;
  fresh.place = place;
  node.entries.push_back({std::string(key), place, std::move(fresh)});
  return &node.entries.back().value;
}

}  // namespace

Node::Entry const* Node::find(std::string_view key) const {
  for (auto const& entry : entries)
    if (entry.key == key) return &entry;
  return nullptr;
}

Node::Entry* Node::find(std::string_view key) {
  return const_cast<Entry*>(static_cast<Node const*>(this)->find(key));
}

Node parse_yaml(std::string const& text, int file) {
  try {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    TreeBuilder builder(file), rest(file);
    parser.HandleNextDocument(builder);
    if (parser.HandleNextDocument(rest))
      throw SyntaxError{{file, 1, 1}, "the file holds more than one YAML document"};
    return builder.take();
  } catch (YAML::Exception const& error) {
    Place const place{file, std::max(error.mark.line, 0) + 1, std::max(error.mark.column, 0) + 1};
    if (is_indented_by_tab(text, place.line))
      throw SyntaxError{place, "a tab indents this line; write spaces"};
    throw SyntaxError{place, "this is not YAML: " + error.msg};
  }
}

std::string to_yaml(Node const& node) {
  std::string out;
  if (node.kind == Node::Kind::list || node.kind == Node::Kind::map)
    write(node, 0, out);
  else
    write_scalar(node, out);
  return out;
}

std::string set_value(Node& root, Node::Entry setting) {
  Node* node = &root;
  std::string_view rest = setting.key;
  while (!rest.empty()) {
    auto const dot = rest.find('.');
    std::string_view const key = rest.substr(0, dot);
    if (key.empty()) return "has an empty key";
    node = step_into(*node, key, setting.place);
    if (!node) return fmt::format("has nothing at \"{}\"", key);
    rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
  }
  *node = std::move(setting.value);
  return {};
}

}  // namespace sanggan
