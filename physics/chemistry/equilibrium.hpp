#pragma once
#include <Eigen/LU>
#include <cmath>
#include <vector>

#include "physics/chemistry/cell.hpp"
#include "physics/chemistry/equations.hpp"

namespace sanggan::chemistry {

/// Solves the equilibrium of cells of one system, one after another, by Newton's method on the ln
/// of activities. Holds the work space of one thread, and nothing is allocated in a solve; the
/// system must outlive it.
class Equilibrium {
 public:
  explicit Equilibrium(System const& system);

  /// Brings `state` into equilibrium with `input`, from where it stands, or from a guess of its own
  /// if it is empty or does not lead there. Leaves `state` as it was if it fails, as it does at
  /// once where an element is less than nothing.
  CellOutcome solve(CellInput const& input, CellState& state);

  /// As `solve`, but from `state` alone, which must not be empty: for a step that may be cut.
  CellOutcome follow(CellInput const& input, CellState& state);

  /// Takes the matrix of the last state solved apart, for `respond`.
  void linearise();
  /// Change of the unknowns when the totals of a cell change by a row of `content` (mol), to first
  /// order and from the last state linearised.
  void respond(SparseRows const& content, int row, Unknowns& du) const;

  /// The unknowns of the last state solved, and its mass of water (kg).
  Unknowns const& unknowns() const { return u_; }
  double water_mass() const { return std::exp(u_[System::water]); }
  /// The species, and activity coefficients, of the last state solved.
  Equations const& equations() const { return equations_; }
  /// log10 saturation of a phase over its target in the last state solved.
  double saturation(int phase) const { return equations_.saturation(phase, u_) / ln_10; }

 private:
  /// Where a search without a state begins.
  struct Start {
    double pH, pe;
    bool by_descent;  ///< by damped steps that always go down, else by Newton's
  };
  static constexpr int cold_iterations = 100;
  /// Saturation (ln) by which a phase is missed for each mole that it changes, where phases come
  /// and go (1/mol): keeps two of dependent reactions apart until one of them leaves.
  static constexpr double coarse_slack = 10;

  CellOutcome iterate(int most_iterations);
  void guess(CellInput const& input, Start const& place);
  int start(CellInput const& input, Start const& place);
  void approach();
  CellOutcome concentrate(CellInput const& input, Start const& place);
  int descend();
  int minimise();
  void place_phases();
  void load(CellState const& state, CellInput const& input);
  void store(CellState& state) const;
  void place_absent();
  bool update_active(int iteration, double residual);
  bool phases_settled() const;
  double step_length() const;
  void advance(double length);

  System const& system_;
  Equations equations_;
  Unknowns u_, step_, multiplier_;
  Jacobian J_;
  Eigen::PartialPivLU<Jacobian> lu_;
  bool is_near_ = false;  ///< `lu_` is that of the last state solved, or of one next to it
  std::vector<char> active_;
  CellInput thin_;
};

}  // namespace sanggan::chemistry
