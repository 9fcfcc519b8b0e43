#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

#include "io/readers.hpp"
#include "physics/random_field.hpp"

namespace sanggan {
namespace {

constexpr double longest = 1e9;          // (m)
constexpr double largest_variance = 25;  // 2.5 orders of magnitude as standard deviation of ln K
constexpr int most_waves = 1000000, usual_waves = 1000;

constexpr Range smoothnesses{0.5, 10};

MaternCovariance read_covariance(Section const& s) {
  MaternCovariance C;
  C.variance = s.quantity({"variance", "1", "of the natural logarithm", {0, largest_variance}});
  auto const lengths = s.child("lengths", "correlation lengths");
  Range const range{0, longest, true};
  C.length = {lengths.quantity({"along", "m", "in `direction`", range}),
              lengths.quantity({"across", "m", "in plan, across `direction`", range}),
              lengths.quantity({"vertical", "m", "upwards", range})};
  C.direction = s.quantity({"direction",
                            "rad",
                            "of the length `along`, clockwise from +y",
                            {0, 2 * std::numbers::pi},
                            0.0});
  s.branch(
      "covariance", "how values at two places go together",
      {{"exponential", "variance exp(-r), r the distance in correlation lengths",
        [](Section const&) {}},
       {"matern", "smoother fields, of Matérn's family [Matern1960]", [&C](Section const& law) {
          C.smoothness = law.quantity(
              {"smoothness", "1", "nu, a multiple of 0.5: 0.5 is exponential", smoothnesses});
          if (2 * C.smoothness != std::floor(2 * C.smoothness))
            law.error_at("smoothness", "is no multiple of 0.5; write one, such as 1.5");
        }}});
  return C;
}

std::vector<KnownValue> read_known(Section const& s, double log_median) {
  std::vector<KnownValue> known;
  for (auto const& point : s.list("points", "where the factor is known")) {
    KnownValue const one{
        {point.quantity({"x", "m", "place"}), point.quantity({"y", "m", "place"}),
         point.quantity({"z", "m", "elevation"})},
        std::log(point.quantity({"factor", "1", "its value there", positive})) - log_median};
    for (KnownValue const& other : known)
      if (other.at == one.at)
        point.error("stands where another point of the field stands; leave one of them out");
    known.push_back(one);
  }
  return known;
}

}  // namespace

std::function<double(Vec3)> read_random_factor(Section const& random) {
  auto const errors = random.reading().n_errors();
  auto const covariance = read_covariance(random);
  double const log_median =
      std::log(random.quantity({"median", "1", "of the factor", positive, 1.0}));
  int const seed = random.integer("seed", "number of the draw: the same field from the same seed",
                                  0, std::numeric_limits<int>::max());
  int const waves =
      random.integer("waves", "plane waves of the draw: more of them make one draw a better sample",
                     1, most_waves, usual_waves);
  auto const known = read_known(random, log_median);
  if (random.recording() || random.reading().n_errors() > errors) return [](Vec3) { return 1.0; };
  auto const field = std::make_shared<RandomField const>(
      covariance, static_cast<std::uint64_t>(seed), waves, known);
  return [field, log_median](Vec3 p) { return std::exp(log_median + field->at({p.x, p.y, p.z})); };
}

}  // namespace sanggan
