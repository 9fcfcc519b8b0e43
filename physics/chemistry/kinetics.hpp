#pragma once
#include <Eigen/Core>
#include <span>
#include <string>
#include <vector>

#include "physics/chemistry/equilibrium.hpp"
#include "physics/chemistry/kinetic_reaction.hpp"

namespace sanggan::chemistry {

inline constexpr int max_reactions = 24;

/// By reaction.
using Progress = Eigen::Matrix<double, Eigen::Dynamic, 1, Eigen::ColMajor, max_reactions, 1>;
using ProgressMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor,
                                     max_reactions, max_reactions>;
/// Change of the unknowns of an equilibrium with the progress of each reaction.
using Response = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor,
                               max_unknowns, max_reactions>;

/// Kinetic reactions of one system, with all names turned into places.
class Kinetics {
 public:
  /// @throws std::invalid_argument where a reaction or its rate names what is not in play
  Kinetics(System const& system, std::vector<KineticReaction> reactions);

  int size() const { return static_cast<int>(reactions_.size()); }
  std::vector<std::string> const& names() const { return names_; }
  /// [reactions] moles of each component that one mole of progress gives off, of those of which
  /// the total is given.
  SparseRows const& content() const { return content_; }
  /// [reactions] moles of each reactant that one mole of progress makes.
  SparseRows const& stock() const { return stock_; }
  /// [reactants] m0 of the rate laws (mol).
  std::vector<double>& initial_moles() { return initial_; }

  /// Rates (mol/s) in the last state that `solved` has found.
  void rates(Equilibrium const& solved, std::span<double const> reactants, Progress& R);
  /// Adds to `rates` their derivatives with the progress of each reaction (1/s), `response` being
  /// the change of the unknowns; holds the laws' slopes by differences.
  void slopes(Equilibrium const& solved, std::span<double const> reactants,
              Response const& response, Progress const& R, ProgressMatrix& J);

 private:
  SparseRows content_of(System const& system) const;
  void add_content(System const& system, KineticReaction const& reaction,
                   std::map<int, double>& content) const;
  void resolve(System const& system);
  void list_totals(System const& system);
  double value(RateQuantity const& quantity, Equilibrium const& solved,
               std::span<double const> reactants) const;
  double change(RateQuantity const& quantity, double value, Equilibrium const& solved,
                Response::ConstColXpr const& response, int reaction) const;
  RateView look(int reaction, Equilibrium const& solved, std::span<double const> reactants);
  double guarded_rate(int reaction, RateView const& cell, std::span<double const> reactants) const;

  std::vector<KineticReaction> reactions_;
  std::vector<std::string> names_;
  std::vector<double> initial_;
  SparseRows content_, stock_;
  std::vector<char> is_made_;  ///< [reactants] by another reaction
  SparseRows totals_;  ///< [components] atoms of its element in one mole of each dissolved species
  std::vector<std::vector<RateQuantity>> quantities_;  ///< [reactions]
  std::vector<double> values_;                         ///< of the quantities of one reaction
};

}  // namespace sanggan::chemistry
