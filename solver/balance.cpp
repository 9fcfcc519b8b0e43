#include "solver/balance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sanggan {
namespace {

constexpr int pools = 6;

void reduce(std::vector<double>& sums, MPI_Comm comm) {
  MPI_Allreduce(MPI_IN_PLACE, sums.data(), static_cast<int>(sums.size()), MPI_DOUBLE, MPI_SUM,
                comm);
}
void append(std::vector<double>& list, StoredPools const& p) {
  list.insert(list.end(), {p.dissolved, p.gas, p.sorbed, p.immobile, p.mineral, p.gross});
}
StoredPools taken(double const*& from) {
  StoredPools const p{from[0], from[1], from[2], from[3], from[4], from[5]};
  from += pools;
  return p;
}

}  // namespace

double Balance::Account::total_in() const { return std::accumulate(in.begin(), in.end(), 0.0); }
double Balance::Account::total_out() const { return std::accumulate(out.begin(), out.end(), 0.0); }
double Balance::Account::reacted() const {
  auto const& names = processes();
  std::size_t const first = in.size() - names.size();
  double sum = 0;
  for (std::size_t k = 0; k < names.size(); ++k)
    if (names[k] == "produced" || names[k] == "decayed" || names[k] == "consumed")
      sum += in[first + k] - out[first + k];
  return sum;
}
double Balance::Account::relative_error() const {
  double const error = total_in() - total_out() - (stored.total() - initial);
  double const scale = std::max(
      {total_in(), total_out(), std::abs(stored.total()), std::abs(initial), stored.gross});
  if (!std::isfinite(error)) return std::numeric_limits<double>::infinity();
  return scale > 0 ? std::abs(error) / scale : 0;
}

std::vector<std::string> const& Balance::processes() {
  static std::vector<std::string> const names{"sources",  "produced", "decayed",
                                              "consumed", "vented",   "settled"};
  return names;
}

Balance::Balance(Site const& site) {
  for (Boundary const& boundary : site.boundaries) items_.push_back(boundary.name);
  for (Well const& well : site.wells) items_.push_back(well.name);
  first_of_site_ = items_.size();
  items_.insert(items_.end(), site.accounts.begin(), site.accounts.end());
  items_.insert(items_.end(), processes().begin(), processes().end());
  auto const open_account = [this](std::string name, std::string unit) {
    Account& account = accounts_.emplace_back();
    account.name = std::move(name);
    account.unit = std::move(unit);
    for (auto* list : {&account.in, &account.out, &account.step}) list->assign(items_.size(), 0.0);
  };
  open_account("water", "m3");
  for (Species const& species : site.species) open_account(species.name, "mol");
}

void Balance::open(std::vector<StoredPools> const& stored, MPI_Comm comm) {
  std::vector<double> sums;
  for (StoredPools const& p : stored) append(sums, p);
  reduce(sums, comm);
  double const* from = sums.data();
  for (Account& account : accounts_) {
    account.stored = taken(from);
    account.initial = account.stored.total();
    account.initial_mineral = account.stored.mineral;
  }
}

void Balance::book(std::vector<std::vector<double>> const& net_outflow,
                   std::vector<std::vector<Exchange>> const& exchanged,
                   std::vector<StoredPools> const& stored, MPI_Comm comm) {
  std::vector<double> sums;
  for (std::size_t q = 0; q < accounts_.size(); ++q) {
    append(sums, stored[q]);
    sums.insert(sums.end(), net_outflow[q].begin(), net_outflow[q].end());
    if (!exchanged.empty())
      for (Exchange const& one : exchanged[q]) sums.insert(sums.end(), {one.in, one.out});
  }
  reduce(sums, comm);
  double const* from = sums.data();
  for (Account& account : accounts_) {
    double const before = account.stored.total();
    account.stored = taken(from);
    double in = 0, out = 0;
    std::fill(account.step.begin(), account.step.end(), 0.0);
    auto const flow_out = [&](std::size_t k, double net) {
      account.step[k] += net;
      (net > 0 ? account.out : account.in)[k] += std::abs(net);
      (net > 0 ? out : in) += std::abs(net);
    };
    for (std::size_t k = 0; k < items_.size(); ++k) flow_out(k, *from++);
    if (!exchanged.empty())
      for (std::size_t a = 0; a < exchanged.front().size(); ++a) {
        flow_out(first_of_site_ + a, -*from++);
        flow_out(first_of_site_ + a, *from++);
      }
    account.step_error = std::abs(in - out - (account.stored.total() - before));
    account.step_scale = std::max(
        {in, out, std::abs(account.stored.total()), std::abs(before), account.stored.gross});
  }
}

void Balance::withdraw_waste(std::vector<double> taken, MPI_Comm comm) {
  reduce(taken, comm);
  for (std::size_t s = 0; s < taken.size(); ++s) accounts_[1 + s].withdrawn_waste += taken[s];
}

std::vector<double> Balance::totals() const {
  std::vector<double> list;
  for (Account const& account : accounts_) {
    list.push_back(account.initial);
    list.push_back(account.initial_mineral);
    list.push_back(account.withdrawn_waste);
    append(list, account.stored);
    list.insert(list.end(), account.in.begin(), account.in.end());
    list.insert(list.end(), account.out.begin(), account.out.end());
  }
  return list;
}

void Balance::restore(std::vector<double> const& totals) {
  double const* from = totals.data();
  for (Account& account : accounts_) {
    account.initial = *from++;
    account.initial_mineral = *from++;
    account.withdrawn_waste = *from++;
    account.stored = taken(from);
    for (auto* list : {&account.in, &account.out})
      for (double& value : *list) value = *from++;
  }
}

}  // namespace sanggan
