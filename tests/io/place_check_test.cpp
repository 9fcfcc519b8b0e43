// Formulas of the place that fail where they are asked for, on every rank alike.
#include "io/place_check.hpp"

#include <gtest/gtest.h>

#include "io/section.hpp"
#include "mesh/builders.hpp"

namespace sanggan {
namespace {

Mesh box() { return build_box({{0, 1, 2}, {0, 1}, {0, 1}, "soil", {}, {}, {}}, MPI_COMM_WORLD); }
Site with_head(PlaceFunction f) {
  Series head = Series::constant(0);
  head.place = std::move(f);
  Site site;
  site.boundaries = {{"lake", "west", FixedHead{head}, {}, {}, {}}};
  return site;
}
std::string problem(Site const& site) {
  try {
    check_places(site, box(), MPI_COMM_WORLD);
  } catch (CaseError const& error) {
    return error.messages.at(0);
  }
  return {};
}

TEST(PlaceCheck, AcceptsWhatIsValidWhereItIsAskedFor) {
  // Wrong at x = 2, which is not on the patch.
  EXPECT_EQ(problem(with_head([](double x, double, double) { return 1 / (2 - x); })), "");
}

TEST(PlaceCheck, NamesTheValueAndThePlace) {
  EXPECT_EQ(problem(with_head([](double, double y, double) { return -2e6 * y; })),
            "boundaries.lake.flow.head: the formula gives -1e+06 at x 0 m, y 0.5 m, z 0.5 m; write "
            "one that gives -100000 to 100000 (SI)");
}

TEST(PlaceCheck, RefusesNegativeBackgrounds) {
  Site site;
  site.species.resize(1);
  site.species[0].name = "Cd";
  site.species[0].C_initial_at = [](double x, double, double) { return 1 - x; };
  EXPECT_EQ(problem(site),
            "species.Cd.background: the formula gives -0.5 at x 1.5 m, y 0.5 m, z 0.5 m; write one "
            "that gives at least 0 (SI)");
}

}  // namespace
}  // namespace sanggan
