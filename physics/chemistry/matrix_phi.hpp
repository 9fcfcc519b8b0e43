#pragma once
#include <algorithm>
#include <cmath>

namespace sanggan::chemistry {

/// phi_1(A) = (exp(A) - 1)/A of a small square matrix, by scaling and doubling: with M = exp(A) -
/// 1,
///   phi_1(2A) = phi_1(A) + M phi_1(A)/2,  exp(2A) - 1 = M (M + 2),
/// in which the slow parts of a stiff matrix keep their digits, as in exp(A) they would not, and no
/// error grows. A and `work` are overwritten; nothing is allocated where the matrices have a most
/// size.  [HochbruckOstermann2010]
template <class Matrix>
void phi_1(Matrix& A, Matrix& phi, Matrix& work) {
  constexpr int terms = 14;  // enough for 1e-16 where the norm is at most 1/2
  double const norm = A.cwiseAbs().rowwise().sum().maxCoeff();
  int const doublings = norm > 0.5 ? std::ilogb(norm) + 2 : 0;
  A *= std::ldexp(1.0, -doublings);
  phi.setIdentity(A.rows(), A.cols());
  for (int k = terms; k > 1; --k) {
    work.noalias() = A.lazyProduct(phi);
    phi = work / k;
    phi.diagonal().array() += 1;
  }
  work.noalias() = A.lazyProduct(phi);
  A = work;
  for (int k = 0; k < doublings; ++k) {
    work.noalias() = A.lazyProduct(phi);
    phi += 0.5 * work;
    work.noalias() = A.lazyProduct(A);
    A = 2 * A + work;
  }
}

}  // namespace sanggan::chemistry
