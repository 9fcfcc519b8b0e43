#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "physics/chemistry/rate_view.hpp"
#include "physics/chemistry/system.hpp"

namespace sanggan::chemistry {

/// A number of a solved cell that a rate depends on.
struct RateQuantity {
  enum class Kind {
    activity,        ///< of a species (-), of a gas in the pores its pressure (atm)
    water_activity,  ///< (-)
    molality,        ///< of a species (mol/kg)
    total,           ///< of an element or valence dissolved (mol/kg)
    saturation,      ///< Omega of a phase, of a gas its partial pressure (atm)
    reactant         ///< moles of another kinetic reactant
  };
  Kind kind;
  int place;  ///< index of the species, component, phase or reactant
};

/// Turns the names that one rate law asks for into places of RateView::quantity, once.
class RateNames {
 public:
  /// @param reaction   its name, for messages
  /// @param phase      the phase that reacts; empty if none
  /// @param reactants  names of all kinetic reactants
  RateNames(System const& system, std::string reaction, std::string phase,
            std::vector<std::string> const& reactants)
      : system_(system),
        reaction_(std::move(reaction)),
        phase_(std::move(phase)),
        reactants_(reactants) {}

  /// Activity of a species, pressure (atm) of a gas, saturation of a phase, or molality of an
  /// element or valence: the first of these that bears the name.
  /// @throws std::invalid_argument, as all of these, if the system knows no such name
  int activity(std::string_view name) { return find(name, RateQuantity::Kind::activity); }
  /// Molality of a species, else of an element or valence, else moles of a kinetic reactant.
  int amount(std::string_view name) { return find(name, RateQuantity::Kind::molality); }
  int saturation(std::string_view phase) { return find(phase, RateQuantity::Kind::saturation); }

  std::string const& reaction() const { return reaction_; }
  /// The phase that reacts; empty if none.
  std::string const& phase() const { return phase_; }
  /// What has been asked for, in order.
  std::vector<RateQuantity> const& quantities() const { return quantities_; }

 private:
  int find(std::string_view name, RateQuantity::Kind wanted);
  RateQuantity quantity(std::string_view name, RateQuantity::Kind wanted) const;

  System const& system_;
  std::string reaction_, phase_;
  std::vector<std::string> const& reactants_;
  std::vector<RateQuantity> quantities_;
};

/// Product of powers of activities, written as "H+^0.5 Al+3^-0.33"; the power is 1 where none is
/// written, and the empty text is 1.
class ActivityProduct {
 public:
  /// @throws std::invalid_argument if the text is none, or names what is not in play
  ActivityProduct(std::string const& text, RateNames& names);
  double at(RateView const& cell) const;

 private:
  struct Factor {
    int place;
    double power;
  };
  std::vector<Factor> factors_;
};

}  // namespace sanggan::chemistry
