#include "app/sweep_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "app/rank_groups.hpp"
#include "io/case_mesh.hpp"
#include "io/files.hpp"
#include "io/first_rank.hpp"
#include "io/gather.hpp"
#include "io/measure_check.hpp"
#include "io/place_check.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

/// What is wrong with a row.
struct RowFault {
  std::size_t row;
  std::string message;
};

/// Rows that agree in this have the same mesh. (Wells keep cells of a read mesh together.)
std::string mesh_of(SweepTable const& table, SweepRow const& row) {
  std::string mesh;
  for (std::size_t k = 0; k < table.keys.size(); ++k)
    for (char const* const section : {"mesh", "wells", "include"})
      if (table.keys[k].starts_with(section)) mesh += row.values[k] + '\n';
  return mesh;
}

/// The rows by their meshes.
std::vector<std::size_t> in_order_of_mesh(SweepTable const& table) {
  std::multimap<std::string, std::size_t> by_mesh;
  for (std::size_t k = 0; k < table.rows.size(); ++k)
    by_mesh.emplace(mesh_of(table, table.rows[k]), k);
  std::vector<std::size_t> order;
  for (auto const& [mesh, k] : by_mesh) order.push_back(k);
  return order;
}

/// Reads and checks one row after the other, and keeps the mesh of the last.
class RowCheck {
 public:
  RowCheck(SweepPlan const& plan, MPI_Comm comm) : plan_(plan), comm_(comm) {}

  /// The hash of the case of a row. Collective. @throws CaseError, MeshError
  std::uint64_t check(SweepRow const& row) {
    Case const c = row_case(plan_.table, row, plan_.case_path, plan_.overrides, comm_);
    std::string const mesh = mesh_of(plan_.table, row);
    if (!mesh_ || mesh != known_) {
      mesh_.reset();
      mesh_.emplace(build_mesh(c, comm_));
      known_ = mesh;
    }
    check_places(c.site, *mesh_, comm_);
    check_measures(c, *mesh_, comm_);
    return c.hash;
  }

 private:
  SweepPlan const& plan_;
  MPI_Comm comm_;
  std::optional<Mesh> mesh_;
  std::string known_;  // of mesh_
};

/// The faults that all groups found, by row, on all ranks. Collective.
std::vector<RowFault> all_faults(std::vector<RowFault> const& mine, MPI_Comm comm) {
  std::vector<char> text;
  for (RowFault const& fault : mine) {
    auto const line = fmt::format("{} {}", fault.row, fault.message);
    text.insert(text.end(), line.begin(), line.end());
    text.push_back('\0');
  }
  auto const gathered = gather_on_first(text, comm);
  std::string all(gathered.begin(), gathered.end());
  broadcast(all, comm);
  std::vector<RowFault> faults;
  for (auto begin = all.begin(); begin != all.end();) {
    auto const end = std::find(begin, all.end(), '\0'), blank = std::find(begin, end, ' ');
    faults.push_back({std::stoul(std::string(begin, blank)), std::string(blank + 1, end)});
    begin = end + 1;
  }
  std::stable_sort(faults.begin(), faults.end(),
                   [](RowFault const& a, RowFault const& b) { return a.row < b.row; });
  return faults;
}

/// One message for what is wrong with the table or in all rows; otherwise the row is named.
std::vector<std::string> messages_of(std::vector<RowFault> const& faults, SweepTable const& table) {
  std::map<std::string, std::size_t> times;
  for (RowFault const& fault : faults) ++times[fault.message];
  std::set<std::string> told;
  std::vector<std::string> messages;
  for (RowFault const& fault : faults) {
    bool const has_place = fault.message.starts_with(table.path + ":");
    bool const in_all = times[fault.message] == table.rows.size();
    if (has_place || in_all) {
      if (told.insert(fault.message).second) messages.push_back(fault.message);
      continue;
    }
    SweepRow const& row = table.rows[fault.row];
    messages.push_back(
        fmt::format("{}:{}:1: row {}: {}", table.path, row.line, row.name, fault.message));
  }
  return messages;
}

}  // namespace

std::vector<BatchRun> sweep_runs(SweepPlan const& plan, int groups, MPI_Comm comm) {
  SweepTable const& table = plan.table;
  std::vector<std::uint64_t> hash(table.rows.size(), 0);
  std::vector<RowFault> faults;
  {
    RankGroups ranks(comm, groups, table.rows.size());
    auto const order = in_order_of_mesh(table);
    RowCheck rows(plan, ranks.group());
    auto const fails = [&](std::size_t k, std::string const& message) {
      if (!ranks.all_have_failed())
        end_all({ExitCode::bad_input, fmt::format("{}: {}", table.rows[k].name, message)});
      if (rank_in(ranks.group()) == 0) faults.push_back({k, message});
    };
    auto const [first, end] = ranks.share(order.size());
    for (std::size_t i = first; i < end; ++i) {
      std::size_t const k = order[i];
      try {
        hash[k] = rows.check(table.rows[k]);
      } catch (CaseError const& error) {
        for (std::string const& message : error.messages) fails(k, message);
      } catch (MeshError const& error) {
        fails(k, error.what());
      }
    }
  }
  if (auto const messages = messages_of(all_faults(faults, comm), table); !messages.empty())
    throw CaseError(messages);
  MPI_Allreduce(MPI_IN_PLACE, hash.data(), static_cast<int>(hash.size()), MPI_UINT64_T, MPI_MAX,
                comm);
  std::vector<BatchRun> runs;
  for (std::size_t k = 0; k < table.rows.size(); ++k) {
    SweepRow const& row = table.rows[k];
    RunOrder order{plan.folder + "/" + row.name, plan.overrides, {true, false, false}};
    order.overrides.insert(order.overrides.end(), row.overrides.begin(), row.overrides.end());
    runs.push_back({row.name, std::move(order), fmt::format("{:016x}", hash[k]),
                    [&plan, &row](MPI_Comm group) {
                      return row_case(plan.table, row, plan.case_path, plan.overrides, group);
                    }});
  }
  return runs;
}

}  // namespace sanggan
