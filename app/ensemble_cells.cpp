#include "app/ensemble_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/case_run.hpp"
#include "io/case_mesh.hpp"
#include "io/first_rank.hpp"
#include "io/results.hpp"
#include "io/section.hpp"
#include "io/view.hpp"
#include "study/uncertainty/ensemble_limits.hpp"
#include "study/uncertainty/statistics.hpp"

namespace sanggan {
namespace {

constexpr GlobalIndex most_values = 16'000'000;  // that a rank holds at a time, 128 MB

/// A field whose statistics are told.
struct ToldField {
  FieldInfo info;
  std::optional<double> limit;
};

/// Times of the output, from the first on.
struct TimeRange {
  std::size_t first = 0, count = 0;
};

/// Reads the same cells of all members, one member's file at a time.
class Members {
 public:
  Members(std::vector<std::string> folders, MPI_Comm comm)
      : folders_(std::move(folders)), comm_(comm) {}

  /// Index of the first, for the names and times of all. Collective.
  ResultsIndex index() const {
    return read_results_index(Hdf5File(file(0), Hdf5File::Mode::read, comm_), comm_);
  }
  std::size_t size() const { return folders_.size(); }
  /// [time][field][member][cell], for which each file is opened once. Collective.
  /// @throws CaseError if a member has other cells
  std::vector<std::vector<std::vector<std::vector<double>>>> values(
      std::vector<ToldField> const& fields, TimeRange times, RowRange cells) const {
    std::vector values(times.count, std::vector(fields.size(), std::vector<std::vector<double>>()));
    for (std::size_t m = 0; m < size(); ++m) {
      Hdf5File const h5(file(m), Hdf5File::Mode::read, comm_);
      if (h5.rows("mesh/cell_volume") != cells.total)
        throw CaseError(
            {fmt::format("{}: has {} cells, the base case {}; draw nothing that changes "
                         "the mesh",
                         folders_[m], h5.rows("mesh/cell_volume"), cells.total)});
      for (std::size_t k = 0; k < times.count; ++k)
        for (std::size_t f = 0; f < fields.size(); ++f)
          values[k][f].push_back(h5.read_series("fields/" + fields[f].info.name,
                                                static_cast<GlobalIndex>(times.first + k), cells,
                                                1));
    }
    return values;
  }

 private:
  std::string file(std::size_t m) const { return folders_[m] + "/results.h5"; }
  std::vector<std::string> folders_;
  MPI_Comm comm_;
};

std::vector<ToldField> told_fields(ResultsIndex const& index, Ensemble const& ensemble,
                                   Case const& base) {
  std::vector<ToldField> fields;
  for (FieldInfo const& info : index.fields)
    if (info.components == 1)
      fields.push_back({info, limit_of(ensemble, base, info.name, info.unit)});
  return fields;
}

/// The fields that tell of one field, still empty.
std::vector<OutputField> fields_about(ToldField const& field, Ensemble const& ensemble) {
  auto const& [name, unit, components] = field.info;
  std::vector<OutputField> fields{{name + "_mean", unit, 1, {}}};
  for (double const p : ensemble.quantiles)
    fields.push_back({fmt::format("{}_q{:g}", name, 100 * p), unit, 1, {}});
  if (field.limit) fields.push_back({name + "_above_limit", "1", 1, {}});
  return fields;
}

/// Adds what the members ([member][cell]) say of some cells.
void add_statistics(std::vector<OutputField>& about, ToldField const& field,
                    Ensemble const& ensemble, std::vector<std::vector<double>> const& members) {
  for (std::size_t c = 0; c < members.front().size(); ++c) {
    std::vector<double> values;
    for (auto const& member : members) values.push_back(member[c]);
    auto const s = statistics_of(std::move(values), ensemble.quantiles, field.limit);
    about.front().values.push_back(s.mean);
    for (std::size_t q = 0; q < s.quantiles.size(); ++q)
      about[1 + q].values.push_back(s.quantiles[q]);
    if (s.exceedance) about.back().values.push_back(*s.exceedance);
  }
}

/// How much is read at a time: blocks of cells, and so all of this, are as many on all ranks.
struct Portion {
  GlobalIndex block = 0;  ///< cells of a rank
  GlobalIndex cells = 0;  ///< of them at a time
  std::size_t times = 1;
};

/// @param values of one cell at one time, read and told
Portion portion_of(GlobalIndex n_cells, std::size_t values, MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  GlobalIndex const block = BlockLayout{n_cells, size}.block();
  GlobalIndex const most = most_values / std::max<GlobalIndex>(static_cast<GlobalIndex>(values), 1);
  return {block, std::clamp<GlobalIndex>(most, 1, block),
          static_cast<std::size_t>(std::max<GlobalIndex>(most / block, 1))};
}

/// The statistics of all fields at some times. Collective.
std::vector<Snapshot> statistics_at(TimeRange times, std::vector<double> const& all_times,
                                    Members const& members, std::vector<ToldField> const& fields,
                                    Ensemble const& ensemble, Redistribution const& plan,
                                    Portion const& portion) {
  std::vector<std::vector<std::vector<OutputField>>> about(times.count);  // [time][field]
  for (auto& at_time : about)
    for (ToldField const& field : fields) at_time.push_back(fields_about(field, ensemble));
  for (GlobalIndex offset = 0; offset < portion.block; offset += portion.cells) {
    GlobalIndex const from = std::min(plan.first() + offset, plan.last());
    GlobalIndex const count = std::min({portion.cells, portion.block - offset, plan.last() - from});
    auto const values = members.values(fields, times, {from, count, plan.n_global()});
    for (std::size_t k = 0; k < times.count; ++k)
      for (std::size_t f = 0; f < fields.size(); ++f)
        add_statistics(about[k][f], fields[f], ensemble, values[k][f]);
  }
  std::vector<Snapshot> shots;
  for (std::size_t k = 0; k < times.count; ++k) {
    Snapshot& shot = shots.emplace_back(Snapshot{all_times[times.first + k], {}});
    for (auto& of_field : about[k])
      for (OutputField& one : of_field) {
        one.values = plan.from_blocks(one.values);
        shot.fields.push_back(std::move(one));
      }
  }
  return shots;
}

}  // namespace

void write_cell_statistics(Ensemble const& ensemble, std::vector<BatchRun> const& runs,
                           Case const& base, std::string const& folder, MPI_Comm comm) {
  std::vector<std::string> folders;
  for (std::size_t m = 0; m < independent_members(ensemble, runs.size()); ++m)
    if (runs[m].status == RunStatus::done) folders.push_back(runs[m].order.folder);
  if (folders.empty()) return;
  Members const members(std::move(folders), comm);
  ResultsIndex const index = members.index();
  auto const fields = told_fields(index, ensemble, base);
  Mesh const mesh = build_mesh(base, comm);
  ResultsWriter writer(
      folder + "/results.h5", mesh, comm,
      {base.name, ensemble.title, base.crs, base.start_date, SANGGAN_VERSION, hash_of(base)});
  Redistribution const plan(mesh.cell_id().first(static_cast<std::size_t>(mesh.n_owned_cells())),
                            mesh.n_cells_global(), comm);
  constexpr std::size_t others = 2;  // than the quantiles: mean and share above the limit
  Portion const portion = portion_of(
      plan.n_global(), fields.size() * (members.size() + ensemble.quantiles.size() + others), comm);
  for (std::size_t first = 0; first < index.times.size(); first += portion.times) {
    TimeRange const times{first, std::min(portion.times, index.times.size() - first)};
    for (Snapshot const& shot :
         statistics_at(times, index.times, members, fields, ensemble, plan, portion))
      writer.append(shot);
  }
  on_first_rank(comm, folder, [&] { ViewWriter(folder + "/view").rebuild(writer.index()); });
}

}  // namespace sanggan
