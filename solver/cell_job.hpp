#pragma once
#include <span>
#include <vector>

#include "physics/chemistry/cell_problem.hpp"
#include "physics/chemistry/site_chemistry.hpp"

namespace sanggan {

/// How the chemistry of one cell over one step lies in one flat array, so that it can be solved
/// where the cell is or be sent to a rank that has time. All amounts are by the kilogram of its
/// water.
class CellJobLayout {
 public:
  explicit CellJobLayout(chemistry::SiteChemistry const& site);

  /// Numbers of one job.
  std::size_t size() const { return size_; }

  using Job = std::span<double>;
  /// [components] all that the cell holds (mol); after, with what slow reactions gave off.
  Job component(Job job) const { return job.subspan(0, n_); }
  /// [components] what it holds less than nothing of, left out of the above (mol).
  Job deficit(Job job) const { return job.subspan(n_, n_); }
  Job phase(Job job) const { return job.subspan(2 * n_, n_phases_); }      ///< (mol)
  Job reactant(Job job) const { return job.subspan(reactant_, n_slow_); }  ///< (mol)
  /// m0 of the rate laws (mol).
  Job initial(Job job) const { return job.subspan(reactant_ + n_slow_, n_slow_); }
  /// [components + 2] as in ChemicalState.
  Job solution(Job job) const { return job.subspan(solution_, n_ + 2); }
  double& gas_volume(Job job) const { return job[solution_ + n_ + 2]; }  ///< (m3)
  double& dt(Job job) const { return job[solution_ + n_ + 3]; }          ///< (s)

  // Answers.
  Job dissolved(Job job) const { return job.subspan(answer_, n_); }  ///< [components] (mol)
  /// [gases] in the gas and as molecules in the water (mol), and of these the latter alone.
  Job gas(Job job) const { return job.subspan(answer_ + n_, n_gases_); }
  Job molecules(Job job) const { return job.subspan(answer_ + n_ + n_gases_, n_gases_); }
  chemistry::CellOutcome outcome(Job job) const;
  void set_outcome(Job job, chemistry::CellOutcome const& outcome) const;

  /// Fills a problem of the system from a job that is not solved yet. Allocates nothing once it was
  /// filled.
  void load(Job job, chemistry::CellProblem& problem) const;

  /// In place of the first ln activity of a cell that was never solved.
  static constexpr double unknown = 1e300;

 private:
  std::size_t n_, n_phases_, n_slow_, n_gases_, reactant_, solution_, answer_, size_;
};

/// Solves jobs, one after another; holds the work space of one thread.
class CellWorker {
 public:
  explicit CellWorker(chemistry::SiteChemistry const& site);

  /// Brings a job to the end of its step.
  void solve(CellJobLayout const& layout, CellJobLayout::Job job);
  /// The last equilibrium solved.
  chemistry::Equilibrium const& equilibrium() const { return reactor_.equilibrium(); }

 private:
  chemistry::SiteChemistry const& site_;
  chemistry::Reactor reactor_;
  chemistry::CellProblem problem_;
  std::vector<double> dissolved_;
};

}  // namespace sanggan
