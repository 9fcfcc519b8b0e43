#include "app/check.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "app/new_case.hpp"
#include "tests/io/io_checks.hpp"

namespace sanggan {
namespace {

/// What `check` prints of a case; nothing on ranks other than the first.
std::string printed(std::string const& path, std::vector<std::string> const& overrides) {
  std::FILE* const file = std::tmpfile();
  check_case(path, overrides, MPI_COMM_WORLD, file);
  std::rewind(file);
  std::string text;
  for (int ch = std::fgetc(file); ch != EOF; ch = std::fgetc(file)) text += static_cast<char>(ch);
  std::fclose(file);
  return text;
}

// The same on any number of ranks: what the mesh holds is a sum over all of them.
TEST(Check, PrintsWhatTheCaseCameTo) {
  test::ScratchFolder const scratch;
  auto const path = new_case(scratch / "my-heap", MPI_COMM_WORLD);
  auto const text = printed(
      path, {"wells.village={x: 180 m, y: 50 m, screen: {bottom: 5 m, top: 9 m}, rate: 20 m3/day}",
             "boundaries.heap.flow={law: recharge, rate: {times: [0 yr, 1 yr, 5 yr], "
             "values: [0 mm/yr, 200 mm/yr, 100 mm/yr]}}"});
  if (test::rank_of(MPI_COMM_WORLD) != 0) {
    EXPECT_EQ(text, "");
    return;
  }
  for (char const* line :
       {"case        my-heap: Small heap on soil over an aquifer\n",
        // 200 columns of 8 cells, and 20 of them under the heap with 4 more.
        "mesh        terrain of 20 x 10 columns with up to 12 cells in 3 layers: 1680 cells of ",
        "place       x 0 to 200, y 0 to 100, z 0 to ", "memory      about ",
        "zone        aquifer: 800 cells, ",
        "zone        soil: 800 cells, 8e+04 m3, of soil: K 2.31e-06 2.31e-06 2.31e-06 m/s, "
        "van_genuchten\n",
        "zone        waste: 80 cells, ",
        "species     sulfate: background 20 mg/L, limit 250 mg/L (GB/T 14848-2017 class III)\n",
        "release     sulfate from waste: first_order\n",
        // The side of the site is 100 m wide and 20 m deep.
        "boundary    upstream on west (80 faces, 2e+03 m2): fixed_head, head 15 m\n",
        "boundary    heap on heap (20 faces, ", " recharge, rate 3 records\n",
        "closed      south, north, bottom\n",
        "well        village at 180, 50 m, screen 5 to 9 m, rate 0.000231481 m3/s\n",
        "time        until 10 yr in steps of 1 h to 30 d\n",
        "events      2 changes of forcing, the first at 1 yr, 10 outputs\n",
        "points      below_heap, downstream\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << "is not in\n" << text;
}

}  // namespace
}  // namespace sanggan
