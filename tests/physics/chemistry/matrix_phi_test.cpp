#include "physics/chemistry/matrix_phi.hpp"

#include <gtest/gtest.h>

#include <Eigen/Core>
#include <cmath>

namespace sanggan::chemistry {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor, 4, 4>;

Matrix phi_1_of(Matrix A) {
  Matrix phi, work;
  phi_1(A, phi, work);
  return phi;
}

TEST(MatrixPhi, OfANumber) {
  for (double const z : {-1e12, -300.0, -3.0, -0.4, -1e-9, 0.7, 20.0}) {
    double const expected = std::expm1(z) / z;
    EXPECT_NEAR(phi_1_of(Matrix::Constant(1, 1, z))(0, 0) / expected, 1, 1e-12) << z;
  }
  EXPECT_EQ(phi_1_of(Matrix::Zero(1, 1))(0, 0), 1);
}

/// 1 + A/2 + A^2/6 where A^3 = 0.
TEST(MatrixPhi, OfANilpotentMatrix) {
  Matrix A = Matrix::Zero(3, 3);
  A(0, 1) = 8;
  A(1, 2) = 6;
  Matrix const phi = phi_1_of(A);
  EXPECT_NEAR(phi(0, 1), 4, 1e-13);
  EXPECT_NEAR(phi(0, 2), 8, 1e-13);
  EXPECT_NEAR(phi(2, 0), 0, 1e-13);
}

/// A fast reaction that feeds on a slow one, 1e12 apart: both keep their digits. With rates a and
/// b, phi(1, 0) = (phi(-b) - phi(-a)) c/(a - b).
TEST(MatrixPhi, KeepsTheSlowPartsOfAStiffMatrix) {
  constexpr double a = 1e-3, b = 1e9, c = 5e8;
  Matrix A(2, 2);
  A << -a, 0, c, -b;
  Matrix const phi = phi_1_of(A);
  double const slow = -std::expm1(-a) / a, fast = 1 / b;
  EXPECT_NEAR(phi(0, 0), slow, 1e-14);
  EXPECT_NEAR(phi(1, 1) / fast, 1, 1e-12);
  EXPECT_NEAR(phi(1, 0), (fast - slow) * c / (a - b), 1e-12);
}

}  // namespace
}  // namespace sanggan::chemistry
