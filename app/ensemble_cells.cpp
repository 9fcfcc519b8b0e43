#include "app/ensemble_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app/case_run.hpp"
#include "app/ensemble_tables.hpp"
#include "io/case_mesh.hpp"
#include "io/first_rank.hpp"
#include "io/results.hpp"
#include "io/section.hpp"
#include "io/view.hpp"
#include "study/uncertainty/statistics.hpp"

namespace sanggan {
namespace {

constexpr GlobalIndex most_values = 16'000'000;  // that a rank holds at a time, 128 MB

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
  /// [member][cell] of a field at a time. Collective. @throws CaseError if a member has other cells
  std::vector<std::vector<double>> values(std::string const& field, std::size_t time,
                                          RowRange cells) const {
    std::vector<std::vector<double>> values;
    for (std::size_t m = 0; m < size(); ++m) {
      Hdf5File const h5(file(m), Hdf5File::Mode::read, comm_);
      if (h5.rows("mesh/cell_volume") != cells.total)
        throw CaseError(
            {fmt::format("{}: has {} cells, the base case {}; draw nothing that changes "
                         "the mesh",
                         folders_[m], h5.rows("mesh/cell_volume"), cells.total)});
      values.push_back(h5.read_series("fields/" + field, static_cast<GlobalIndex>(time), cells, 1));
    }
    return values;
  }

 private:
  std::string file(std::size_t m) const { return folders_[m] + "/results.h5"; }
  std::vector<std::string> folders_;
  MPI_Comm comm_;
};

/// The fields that tell of one field, still empty.
std::vector<OutputField> fields_about(FieldInfo const& field, Ensemble const& ensemble,
                                      bool has_limit) {
  std::vector<OutputField> fields{{field.name + "_mean", field.unit, 1, {}}};
  for (double const p : ensemble.quantiles)
    fields.push_back({fmt::format("{}_q{:g}", field.name, 100 * p), field.unit, 1, {}});
  if (has_limit) fields.push_back({field.name + "_above_limit", "1", 1, {}});
  return fields;
}

void add_statistics(std::vector<OutputField>& fields, Statistics const& s) {
  fields.front().values.push_back(s.mean);
  for (std::size_t q = 0; q < s.quantiles.size(); ++q)
    fields[1 + q].values.push_back(s.quantiles[q]);
  if (s.exceedance) fields.back().values.push_back(*s.exceedance);
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
  Mesh const mesh = build_mesh(base, comm);
  ResultsWriter writer(
      folder + "/results.h5", mesh, comm,
      {base.name, ensemble.title, base.crs, base.start_date, SANGGAN_VERSION, hash_of(base)});
  Redistribution const plan(mesh.cell_id().first(static_cast<std::size_t>(mesh.n_owned_cells())),
                            mesh.n_cells_global(), comm);
  int size = 1;
  MPI_Comm_size(comm, &size);
  GlobalIndex const block =
      BlockLayout{plan.n_global(), size}.block();  // pieces are as many on all
  GlobalIndex const piece =
      std::max<GlobalIndex>(1, most_values / static_cast<GlobalIndex>(members.size()));
  for (std::size_t time = 0; time < index.times.size(); ++time) {
    Snapshot shot{index.times[time], {}};
    for (FieldInfo const& field : index.fields) {
      if (field.components != 1) continue;
      auto const limit = limit_of(base, field.name, field.unit, "", "_dissolved");
      auto fields = fields_about(field, ensemble, limit.has_value());
      for (GlobalIndex first = 0; first < block; first += piece) {
        GlobalIndex const from = std::min(plan.first() + first, plan.last());
        GlobalIndex const count = std::min(piece, plan.last() - from);
        auto const values = members.values(field.name, time, {from, count, plan.n_global()});
        for (std::size_t c = 0; c < static_cast<std::size_t>(count); ++c) {
          std::vector<double> of_cell;
          for (auto const& member : values) of_cell.push_back(member[c]);
          add_statistics(fields, statistics_of(std::move(of_cell), ensemble.quantiles, limit));
        }
      }
      for (OutputField& one : fields) {
        one.values = plan.from_blocks(one.values);
        shot.fields.push_back(std::move(one));
      }
    }
    writer.append(shot);
  }
  on_first_rank(comm, folder, [&] { ViewWriter(folder + "/view").rebuild(writer.index()); });
}

}  // namespace sanggan
