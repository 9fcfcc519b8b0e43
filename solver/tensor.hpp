#pragma once
#include "mesh/types.hpp"
#include "physics/tensor.hpp"

namespace sanggan {

/// Product of a tensor and a vector.
constexpr Vec3 times(SymmetricTensor const& T, Vec3 a) {
  return {T.xx * a.x + T.xy * a.y + T.xz * a.z, T.xy * a.x + T.yy * a.y + T.yz * a.z,
          T.xz * a.x + T.yz * a.y + T.zz * a.z};
}

}  // namespace sanggan
