#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "physics/site.hpp"

namespace sanggan {

/// What is left of a quantity, by pool (m3 of water, mol of a species), over all ranks.
struct StoredPools {
  double dissolved = 0, gas = 0, sorbed = 0, immobile = 0, mineral = 0;
  /// Of what may be negative, as acidity: the sum without signs, by which an error is measured.
  double gross = 0;
  double total() const { return dissolved + gas + sorbed + immobile + mineral; }
  void add(StoredPools const& other, double share) {
    for (auto const pool : {&StoredPools::dissolved, &StoredPools::gas, &StoredPools::sorbed,
                            &StoredPools::immobile, &StoredPools::mineral, &StoredPools::gross})
      this->*pool += share * (other.*pool);
  }
};

/// What is put into the ground at one moment, and what is taken out of it (m3 of water, mol).
struct Exchange {
  double in = 0, out = 0;
};

/// Ledger of water and of every species: what came in and went out by each boundary, well and
/// process since the start, and what is stored. Every rank holds the same totals.
class Balance {
 public:
  /// One quantity: water first, then the species in their order.
  struct Account {
    std::string name, unit;
    double initial = 0;
    double initial_mineral = 0;  ///< of the initial store, what the waste holds
    double withdrawn_waste = 0;  ///< of that, what was taken away with the waste
    StoredPools stored;
    std::vector<double> in, out;  ///< cumulative, by item
    std::vector<double> step;     ///< net outflow over the last step, by item
    double step_error = 0;        ///< |in - out - change| of the last step
    double step_scale = 0;        ///< max(in, out, stock) of the last step

    double total_in() const;
    double total_out() const;
    /// What the waste gave off since the start.
    double released() const { return initial_mineral - withdrawn_waste - stored.mineral; }
    /// What decay and consumption added since the start; negative: took.
    double reacted() const;
    /// |in - out - change| / max(in, out, stock) since the start (-)
    double relative_error() const;
    double relative_step_error() const { return step_scale > 0 ? step_error / step_scale : 0; }
  };

  /// Items are the boundaries, the wells, the accounts of the site, then the processes of
  /// `processes()`. "settled" is what a
  /// steady flow stores more or less than the steady flow before it, which no flow accounts for.
  explicit Balance(Site const& site);
  static std::vector<std::string> const& processes();

  /// Opens the books at the stores of this rank, by quantity. Collective.
  void open(std::vector<StoredPools> const& stored, MPI_Comm comm);
  /// Books one step: net outflows of this rank by quantity and item, what is exchanged of it at one
  /// moment, and its stores after the step. Collective.
  /// @param exchanged  by quantity and account of the site; none: nothing
  void book(std::vector<std::vector<double>> const& net_outflow,
            std::vector<std::vector<Exchange>> const& exchanged,
            std::vector<StoredPools> const& stored, MPI_Comm comm);

  /// Waste that was taken away, by species on this rank (mol), is not waste that was leached.
  /// Collective.
  void withdraw_waste(std::vector<double> taken, MPI_Comm comm);

  std::vector<Account> const& accounts() const { return accounts_; }
  std::vector<std::string> const& items() const { return items_; }

  /// All totals in one array, for a checkpoint, and back.
  std::vector<double> totals() const;
  void restore(std::vector<double> const& totals);

 private:
  std::vector<std::string> items_;
  std::size_t first_of_site_ = 0;  // item of the first account of the site
  std::vector<Account> accounts_;
};

}  // namespace sanggan
