#include "benchmarks/verification/breakthrough.hpp"

namespace sanggan::verification {

Curve breakthrough(Run& run, std::string name, Vec3 place, std::size_t species) {
  Curve curve{std::move(name), {}, {}};
  Probe const probe(run);
  run.start();
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const& step) {
    curve.x.push_back(step.t);
    curve.y.push_back(probe(place, C_of(run, species)));
  };
  run.finish(callbacks);
  return curve;
}

double largest_difference(Curve const& curve, std::vector<double> const& x,
                          std::vector<double> const& y) {
  double worst = 0;
  for (std::size_t k = 0; k < x.size(); ++k)
    if (x[k] >= curve.x.front() && x[k] <= curve.x.back() && !std::isnan(y[k]))
      worst = std::max(worst, std::abs(interpolate(curve.x, curve.y, x[k]) - y[k]));
  return worst;
}

}  // namespace sanggan::verification
