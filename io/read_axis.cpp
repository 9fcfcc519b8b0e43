#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/readers.hpp"

namespace sanggan {
namespace {

constexpr int most_cells = 10'000'000;

/// Appends `cells` intervals up to `to`, the last one `ratio` times as wide as the first.
void append(std::vector<double>& edges, double to, int cells, double ratio) {
  double const from = edges.back();
  double const growth = cells > 1 ? std::pow(ratio, 1.0 / (cells - 1)) : 1.0;
  double width = 1, total = 0;
  for (int i = 0; i < cells; ++i, width *= growth) total += width;
  width = 1;
  double sum = 0;
  for (int i = 0; i + 1 < cells; ++i, width *= growth)
    edges.push_back(from + (to - from) * ((sum += width) / total));
  edges.push_back(to);
}

struct Segment {
  double to;
  int cells;
  double ratio;
};

Segment read_segment(Section const& s, double from) {
  Segment const segment{
      s.quantity({"to", "m", "upper end"}), s.integer("cells", "number of cells", 1, most_cells),
      s.quantity(
          {"ratio", "1", "width of the last cell over that of the first", {1e-6, 1e6}, 1.0})};
  if (!(segment.to > from)) s.error_at("to", "is not above the lower end; write a larger length");
  return segment;
}

std::vector<double> from_segments(Section const& s, int refinement) {
  std::vector<double> edges{s.quantity({"from", "m", "lower end of the first segment"})};
  double from = edges.back();
  std::vector<Segment> segments;
  for (auto const& item :
       s.list("segments", "pieces, each from the end of the one before", Need::required)) {
    segments.push_back(read_segment(item, from));
    from = segments.back().to;
  }
  double cells = 0;
  for (auto const& one : segments) cells += one.cells;
  if (cells * refinement > most_cells) return edges;
  int const factor = cells > 1 ? refinement : 1;
  for (auto const& one : segments) append(edges, one.to, factor * one.cells, one.ratio);
  return edges;
}

std::vector<double> from_edges(Section const& s, int refinement) {
  std::vector<double> edges;
  std::vector<double> given;
  double last = -std::numeric_limits<double>::infinity();
  for (auto const& item : s.list("edges", "edges of the cells, increasing", Need::required)) {
    double const value = item.as_quantity("m");
    if (!(value > last) && !s.recording())
      item.error("is not above the edge before it; write increasing lengths");
    given.push_back(last = value);
  }
  if (s.recording() || given.size() < 2) {
    s.error_at("edges", "has fewer than two edges");
    return {0, 1};
  }
  edges.push_back(given[0]);
  int const factor = given.size() > 2 ? refinement : 1;
  for (std::size_t i = 1; i < given.size(); ++i) append(edges, given[i], factor, 1);
  return edges;
}

std::vector<double> from_range(Section const& s, int refinement) {
  std::vector<double> edges{s.quantity({"from", "m", "lower end"})};
  Segment const segment = read_segment(s, edges.back());
  double const cells = segment.cells > 1 ? 1.0 * segment.cells * refinement : 1;
  if (cells > most_cells || s.recording()) return edges;
  append(edges, segment.to, static_cast<int>(cells), segment.ratio);
  return edges;
}

}  // namespace

std::vector<double> read_axis(Section const& mesh, std::string_view key, std::string_view about,
                              Need need, int refinement) {
  auto const axis = mesh.child(key, about, need);
  std::vector<double> edges;
  using enum Section::Shape;
  std::size_t const errors = mesh.reading().n_errors();
  axis.either({{map, "edges", "{edges: [0 m, 1 m, 3 m]}",
                [&](Section const& s) { edges = from_edges(s, refinement); }},
               {map, "segments", "{from, segments: [{to, cells, ratio}, ...]}",
                [&](Section const& s) { edges = from_segments(s, refinement); }},
               {map, "", "{from, to, cells, ratio}",
                [&](Section const& s) { edges = from_range(s, refinement); }}},
              "axis");
  bool const failed = mesh.reading().n_errors() > errors;
  if (axis && !failed && edges.size() < 2 && !axis.recording())
    axis.error(fmt::format("has more than {} cells after refinement; write fewer", most_cells));
  // Without an axis the case is flat there: one cell of 1 m.
  return edges.size() < 2 || failed ? std::vector<double>{0, 1} : edges;
}

}  // namespace sanggan
