#include "io/point_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace sanggan {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t neighbours = 12;

std::vector<double> sorted_unique(std::vector<Vec3> const& points, double Vec3::*axis) {
  std::vector<double> values;
  values.reserve(points.size());
  for (auto const& p : points) values.push_back(p.*axis);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::size_t position(std::vector<double> const& values, double v) {
  return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), v) -
                                  values.begin());
}

/// Values on a rectangular grid, z[j * nx + i].
struct Grid {
  std::vector<double> x, y, z;

  double at(Vec2 p) const {
    if (p.x < x.front() || p.x > x.back() || p.y < y.front() || p.y > y.back()) return nan;
    std::size_t const i = std::clamp<std::size_t>(position(x, p.x), 1, x.size() - 1);
    std::size_t const j = std::clamp<std::size_t>(position(y, p.y), 1, y.size() - 1);
    double const s = (p.x - x[i - 1]) / (x[i] - x[i - 1]), t = (p.y - y[j - 1]) / (y[j] - y[j - 1]);
    auto const row = [&](std::size_t r) {
      return (1 - s) * z[r * x.size() + i - 1] + s * z[r * x.size() + i];
    };
    return (1 - t) * row(j - 1) + t * row(j);
  }
};

/// Scattered points, sorted into square bins so that the nearest are found without a full search.
class Scatter {
 public:
  explicit Scatter(std::vector<Vec3> points) : points_(std::move(points)) {
    auto const [west, east] = std::minmax_element(points_.begin(), points_.end(),
                                                  [](auto a, auto b) { return a.x < b.x; });
    auto const [south, north] = std::minmax_element(points_.begin(), points_.end(),
                                                    [](auto a, auto b) { return a.y < b.y; });
    low_ = {west->x, south->y};
    high_ = {east->x, north->y};
    double const area = std::max((high_.x - low_.x) * (high_.y - low_.y), 1e-12);
    width_ = std::max(std::sqrt(2 * area / static_cast<double>(points_.size())),
                      std::max(high_.x - low_.x, high_.y - low_.y) / 1000);
    nx_ = bin(high_.x - low_.x) + 1;
    ny_ = bin(high_.y - low_.y) + 1;
    bins_.resize(static_cast<std::size_t>(nx_) * static_cast<std::size_t>(ny_));
    for (auto const& p : points_) bins_[index(bin(p.x - low_.x), bin(p.y - low_.y))].push_back(&p);
  }
  Scatter(Scatter const&) = delete;
  Scatter& operator=(Scatter const&) = delete;

  double at(Vec2 p) const {
    if (p.x < low_.x || p.x > high_.x || p.y < low_.y || p.y > high_.y) return nan;
    auto const near = nearest(p);
    double sum = 0, weights = 0;
    for (auto const& [distance2, z] : near) {
      if (distance2 == 0) return z;
      sum += z / distance2;
      weights += 1 / distance2;
    }
    return sum / weights;
  }

 private:
  int bin(double offset) const { return static_cast<int>(offset / width_); }
  std::size_t index(int i, int j) const {
    return static_cast<std::size_t>(j) * static_cast<std::size_t>(nx_) +
           static_cast<std::size_t>(i);
  }

  // Rings of bins grow until no bin outside them can hold a nearer point.
  std::vector<std::pair<double, double>> nearest(Vec2 p) const {
    std::vector<std::pair<double, double>> found;  // squared distance, value
    std::size_t const wanted = std::min(neighbours, points_.size());
    int const i = bin(p.x - low_.x), j = bin(p.y - low_.y);
    for (int ring = 0; ring <= std::max(nx_, ny_); ++ring) {
      collect(p, i, j, ring, found);
      std::sort(found.begin(), found.end());
      double const reach = ring * width_;
      if (found.size() >= wanted && found[wanted - 1].first <= reach * reach) break;
    }
    found.resize(std::min(wanted, found.size()));
    return found;
  }
  void collect(Vec2 p, int i, int j, int ring,
               std::vector<std::pair<double, double>>& found) const {
    for (int b = std::max(j - ring, 0); b <= std::min(j + ring, ny_ - 1); ++b)
      for (int a = std::max(i - ring, 0); a <= std::min(i + ring, nx_ - 1); ++a) {
        if (std::max(std::abs(a - i), std::abs(b - j)) != ring) continue;
        for (auto const* q : bins_[index(a, b)])
          found.emplace_back((q->x - p.x) * (q->x - p.x) + (q->y - p.y) * (q->y - p.y), q->z);
      }
  }

  std::vector<Vec3> points_;
  Vec2 low_, high_;
  double width_ = 1;
  int nx_ = 1, ny_ = 1;
  std::vector<std::vector<Vec3 const*>> bins_;
};

}  // namespace

PlanFunction interpolate_points(std::vector<Vec3> points) {
  Grid grid{sorted_unique(points, &Vec3::x), sorted_unique(points, &Vec3::y), {}};
  bool const full =
      grid.x.size() > 1 && grid.y.size() > 1 && grid.x.size() * grid.y.size() == points.size();
  if (full) {
    grid.z.assign(points.size(), nan);
    for (auto const& p : points)
      grid.z[position(grid.y, p.y) * grid.x.size() + position(grid.x, p.x)] = p.z;
    bool const each_once =
        std::none_of(grid.z.begin(), grid.z.end(), [](double z) { return std::isnan(z); });
    if (each_once) return [grid = std::move(grid)](Vec2 p) { return grid.at(p); };
  }
  auto const scatter = std::make_shared<Scatter const>(std::move(points));
  return [scatter](Vec2 p) { return scatter->at(p); };
}

}  // namespace sanggan
