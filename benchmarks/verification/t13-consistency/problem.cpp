#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

Answer uniform(Run& run) {
  double worst = 0;
  run.start();
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const&) {
    worst = std::max(worst, beyond(run, C_of(run), 1, 1));
  };
  run.finish(callbacks);
  Answer answer;
  answer.errors = {worst};
  return answer;
}

Answer residence(Run& run) {
  double const q = 0.01 / day, exact = 105 * day;
  double mean = 0;
  auto const& items = run.simulation.balance().items();
  auto const outlet =
      static_cast<std::size_t>(std::find(items.begin(), items.end(), "outlet") - items.begin());
  run.start();
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const& step) {
    mean += step.dt - run.account(1).step[outlet] / q;
  };
  run.finish(callbacks);
  Answer answer;
  answer.errors = {std::abs(mean / exact - 1)};
  return answer;
}

Answer label(Run& run) {
  double const exact = 0.5 / 0.28240534;  // rain over the water content behind the front (m)
  run.complete();
  double const depth = -elevation_from_above(run, 0.5, C_of(run));
  Answer answer;
  answer.errors = {std::abs(depth - exact) / run.mesh.extent()[0].z, beyond(run, C_of(run), 0, 1)};
  answer.computed = {profile(run, "labelled rain (mol/m3)", 2, {}, C_of(run), -1),
                     profile(run, "water content (-)", 2, {}, water_of(run), -1)};
  answer.reference = {
      {"", {0, exact, exact, 4}, {1, 1, 0, 0}},
      {"", {0, 2.1139, 2.1139, 4}, {0.28240534, 0.28240534, 0.04510694, 0.04510694}}};
  return answer;
}

}  // namespace

Problem consistency() {
  return {
      "T13",
      "t13-consistency",
      {"Labelled rain and water content in dry sand", "depth (m)", "concentration, water content"},
      {{"labelled rain",
        refined("cm", 4),
        {{"error of the depth of the label", "cells", 1, 0, "within a cell"},
         {"beyond 0 to 1", "1", 1e-10, 0, ""}},
        label,
        {},
        "label.yaml"},
       {"uniform concentration",
        refined("cm", 2),
        {{"largest change of the concentration", "mol/m3", 1e-10, 0, "1e-10 acceptable"}},
        uniform},
       // Limited by the tail that is cut off and by the time step.
       {"mean residence time",
        refined("cm", 4,
                [](int finer) {
                  return std::vector{set("time.first_step", 2.0 / finer, "day"),
                                     set("time.largest_step", 2.0 / finer, "day")};
                }),
        {{"error of the mean residence time over it", "1", 0.001, 0, "0.001 acceptable"}},
        residence,
        {},
        "residence.yaml"}}};
}

}  // namespace sanggan::verification
