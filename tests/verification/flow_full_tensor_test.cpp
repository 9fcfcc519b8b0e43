// Saturated flow under full tensors on meshes that do not follow them: exact for linear heads, and
// of second order for smooth ones, whatever the shape of the cells. The suite of
// benchmarks/verification has the same with hexahedra on three grids.
#include <gtest/gtest.h>

#include "flow_problem.hpp"
#include "tests/support/held_around.hpp"
#include "tests/support/tensor_problems.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

class EveryShape : public testing::TestWithParam<Cut> {};

TEST_P(EveryShape, KeepsALinearHeadUnderAFullTensor) {
  for (TwistedBox const& box :
       {TwistedBox{.cut = GetParam()}, sheared(GetParam()), shaken(GetParam(), 4, 0.3)}) {
    HeldAround const held(box, {full}, linear_head);
    EXPECT_LT(held.largest_head_error(), 1e-9);
    EXPECT_LT(held.flux_error([](Vec3) { return Vec3{-1.6, -0.05, -0.7}; }), 1e-9);
  }
}
INSTANTIATE_TEST_SUITE_P(FullTensor, EveryShape,
                         testing::Values(Cut::none, Cut::prisms, Cut::tetrahedra, Cut::pyramids));

TEST(FullTensorProblem, IsThatOfThePaper) {
  Vec3 const p{0.3, 0.7, 0.4};
  EXPECT_NEAR(mild_head(p), 0.646613635589, 1e-12);
  EXPECT_NEAR(mild_source(p), -11.2979769409, 1e-10);
}

void expect_second_order(std::function<TwistedBox(Index)> const& family, Index coarse) {
  double head[2], flux[2];
  for (int k : {0, 1}) {
    HeldAround const held(family(coarse << k), {mild}, mild_head, mild_source);
    head[k] = held.head_error();
    flux[k] = held.flux_error(mild_flux);
  }
  EXPECT_GT(observed_order(head[0], head[1]), 1.8);
  EXPECT_GT(observed_order(flux[0], flux[1]), 0.9);
}
// As many cells whatever the shape.
Index coarsest(Cut cut) { return cut == Cut::none ? 12 : cut == Cut::prisms ? 8 : 6; }

TEST_P(EveryShape, IsOfSecondOrderOnAShakenMesh) {
  expect_second_order([](Index n) { return shaken(GetParam(), n, 0.2); }, coarsest(GetParam()));
}
TEST_P(EveryShape, IsOfSecondOrderOnAWavedMesh) {
  expect_second_order([](Index n) { return waved(GetParam(), n); }, coarsest(GetParam()));
}

}  // namespace
}  // namespace sanggan
