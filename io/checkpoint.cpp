#include "io/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <vector>

#include "io/atomic_file.hpp"
#include "io/case_differences.hpp"
#include "io/checksum.hpp"
#include "io/files.hpp"
#include "io/first_rank.hpp"
#include "io/hdf5_file.hpp"
#include "io/io_error.hpp"
#include "io/section.hpp"
#include "mesh/directory.hpp"

namespace sanggan {
namespace {

constexpr int most_faces = 6;  // boundary faces of one cell
constexpr std::size_t kept = 2;
constexpr GlobalIndex most_text = 1'000'000'000;  // bytes of a case, as its reader allows
constexpr char const* prefix = "checkpoint_";

using Fields = std::vector<std::pair<std::string, std::vector<double>*>>;

// Every cell field of a state by name, so that reading and writing cannot differ.
Fields cell_fields(State& state) {
  Fields list{{"psi", &state.psi}, {"water", &state.water}, {"drained", &state.drained}};
  auto const add = [&](char const* name, std::vector<std::vector<double>>& fields) {
    for (std::size_t k = 0; k < fields.size(); ++k)
      list.emplace_back(fmt::format("{}_{}", name, k), &fields[k]);
  };
  add("C", state.C);
  add("S_kinetic", state.S_kinetic);
  add("C_immobile", state.C_immobile);
  add("stock", state.stock);
  add("held", state.chemistry.held);
  add("phase", state.chemistry.phase);
  add("reactant", state.chemistry.reactant);
  add("reactant_initial", state.chemistry.reactant_initial);
  add("solution", state.chemistry.solution);
  add("rate", state.chemistry.rate);
  add("solved", state.chemistry.solved);
  return list;
}

std::vector<std::pair<char const*, long*>> counts(State& state) {
  return {{"step", &state.step},
          {"at_start", &state.at_start},
          {"cuts", &state.cuts},
          {"newton_iterations", &state.newton_iterations},
          {"linear_iterations", &state.linear_iterations},
          {"chemical_iterations", &state.chemical_iterations},
          {"chemical_solves", &state.chemical_solves}};
}

std::vector<std::pair<char const*, double*>> numbers(State& state) {
  return {{"t", &state.t},
          {"dt_next", &state.dt_next},
          {"steady_until", &state.steady_until},
          {"flow_factorisation", &state.flow_effort.factorisation},
          {"flow_multigrid", &state.flow_effort.multigrid},
          {"transport_factorisation", &state.transport_effort.factorisation},
          {"transport_multigrid", &state.transport_effort.multigrid}};
}

// Boundary faces of a cell in a fixed order, so that a value can be kept by cell and place.
template <class Visit>
void each_boundary_face(Mesh const& mesh, Visit const& visit) {
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    int place = 0;
    for (auto const [f, sign] : mesh.faces_of(c))
      if (f >= mesh.n_interior_faces() && place < most_faces)
        visit(static_cast<std::size_t>(c) * most_faces + static_cast<std::size_t>(place++),
              static_cast<std::size_t>(f - mesh.n_interior_faces()));
  }
}

std::vector<std::string> newest_first(std::string const& folder, MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  std::string joined;
  if (rank == 0 && std::filesystem::is_directory(folder)) {
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
      std::string const name = entry.path().filename().string();
      if (name.starts_with(prefix) && name.ends_with(".h5")) names.push_back(name);
    }
    std::sort(names.rbegin(), names.rend());
    for (auto const& name : names) joined += name + "\n";
  }
  broadcast(joined, comm);
  std::vector<std::string> names;
  for (std::size_t at = 0; at < joined.size();) {
    std::size_t const end = joined.find('\n', at);
    names.push_back(folder + "/" + joined.substr(at, end - at));
    at = end + 1;
  }
  return names;
}

CheckpointOrigin read_origin(Hdf5File const& file) {
  file.require_checksums();
  if (!file.exists("case"))
    return {file.text_attribute("/", "case_hash"), {}, file.text_attribute("/", "version")};
  GlobalIndex const length = file.rows("case");
  if (length < 0 || length > most_text) throw IoError("case", "is longer than a case can be");
  auto const text = file.read<std::uint8_t>("case", {0, length, length});
  return {file.text_attribute("/", "case_hash"),
          {text.begin(), text.end()},
          file.text_attribute("/", "version")};
}

void check_sound(std::string const& path, MPI_Comm comm) {
  if (!has_valid_checksum(path, comm))
    throw IoError(path, "is damaged: its checksum is not that of its bytes");
}

State read_file(std::string const& path, CheckpointOrigin const& origin, Mesh const& mesh,
                MPI_Comm comm) {
  check_sound(path, comm);
  Hdf5File const file(path, Hdf5File::Mode::read, comm);
  std::vector<std::string> messages = differences(read_origin(file), origin);
  if (!messages.empty()) {
    messages.insert(messages.begin(), path + ": is a checkpoint of something else; run it anew");
    throw CaseError(messages);
  }
  auto const n = static_cast<std::size_t>(mesh.n_owned_cells());
  Redistribution const plan(mesh.cell_id().first(n), mesh.n_cells_global(), comm);
  RowRange const rows{plan.first(), plan.last() - plan.first(), plan.n_global()};
  State state;
  for (auto const& [name, number] : numbers(state)) *number = file.number_attribute("/", name);
  for (auto const& [name, count] : counts(state))
    *count = static_cast<long>(file.number_attribute("/", name));
  auto const count = [&](char const* name) {
    return static_cast<std::size_t>(file.number_attribute("/", name));
  };
  state.C.resize(count("species"));
  state.S_kinetic.resize(state.C.size());
  state.C_immobile.resize(state.C.size());
  state.stock.resize(count("releases"));
  state.chemistry.held.resize(count("components"));
  state.chemistry.phase.resize(count("phases"));
  state.chemistry.reactant.resize(count("reactants"));
  state.chemistry.reactant_initial.resize(state.chemistry.reactant.size());
  state.chemistry.solution.resize(count("solution"));
  state.chemistry.rate.resize(count("mobiles"));
  if (!state.chemistry.rate.empty()) state.chemistry.solved.resize(1 + state.chemistry.rate.size());
  for (auto& [name, field] : cell_fields(state))
    *field = plan.from_blocks(file.read<double>(name, rows));
  for (auto* field : {&state.psi}) field->resize(static_cast<std::size_t>(mesh.n_cells()));
  for (auto& C : state.C) C.resize(static_cast<std::size_t>(mesh.n_cells()));
  auto const by_cell = plan.from_blocks(file.read<double>("ponded", rows, most_faces), most_faces);
  state.ponded.assign(static_cast<std::size_t>(mesh.n_boundary_faces()), 0.0);
  each_boundary_face(
      mesh, [&](std::size_t slot, std::size_t face) { state.ponded[face] = by_cell[slot]; });
  GlobalIndex const n_totals = file.rows("cumulative");
  state.cumulative = file.read<double>("cumulative", {0, n_totals, n_totals});
  if (file.exists("well_stands")) {
    GlobalIndex const n_wells = file.rows("well_stands");
    state.well_stands = file.read<double>("well_stands", {0, n_wells, n_wells});
  }
  return state;
}

}  // namespace

std::vector<std::string> differences(CheckpointOrigin const& then, CheckpointOrigin const& now) {
  std::vector<std::string> lines;
  if (then.version != now.version)
    lines.push_back(fmt::format("version: {} then, {} now", then.version, now.version));
  if (then.case_hash == now.case_hash) return lines;
  auto const keys = case_differences(then.case_text, now.case_text);
  lines.insert(lines.end(), keys.begin(), keys.end());
  if (keys.empty()) lines.emplace_back("a file that the case names has changed");
  return lines;
}

void write_checkpoint(std::string const& folder, CheckpointOrigin const& origin, Mesh const& mesh,
                      MPI_Comm comm, State const& state) {
  int const rank = rank_in(comm);
  on_first_rank(comm, folder, [&] { std::filesystem::create_directories(folder); });
  std::string const path = fmt::format("{}/{}{:012d}.h5", folder, prefix, state.step);
  auto const n = static_cast<std::size_t>(mesh.n_owned_cells());
  {
    Hdf5File file(path + ".tmp", Hdf5File::Mode::create, comm);
    Redistribution const plan(mesh.cell_id().first(n), mesh.n_cells_global(), comm);
    RowRange const rows{plan.first(), plan.last() - plan.first(), plan.n_global()};
    file.set_attribute("/", "case_hash", origin.case_hash);
    file.set_attribute("/", "version", origin.version);
    auto const n_text = static_cast<GlobalIndex>(origin.case_text.size());
    if (n_text > 0)  // HDF5 has no empty datasets
      file.write("case",
                 std::span(reinterpret_cast<std::uint8_t const*>(origin.case_text.data()),
                           origin.case_text.size()),
                 {0, rank == 0 ? n_text : 0, n_text});
    file.set_attribute("/", "species", static_cast<double>(state.C.size()));
    file.set_attribute("/", "releases", static_cast<double>(state.stock.size()));
    file.set_attribute("/", "components", static_cast<double>(state.chemistry.held.size()));
    file.set_attribute("/", "phases", static_cast<double>(state.chemistry.phase.size()));
    file.set_attribute("/", "mobiles", static_cast<double>(state.chemistry.rate.size()));
    file.set_attribute("/", "reactants", static_cast<double>(state.chemistry.reactant.size()));
    file.set_attribute("/", "solution", static_cast<double>(state.chemistry.solution.size()));
    for (auto const& [name, number] : numbers(const_cast<State&>(state)))
      file.set_attribute("/", name, *number);
    for (auto const& [name, count] : counts(const_cast<State&>(state)))
      file.set_attribute("/", name, static_cast<double>(*count));
    for (auto const& [name, field] : cell_fields(const_cast<State&>(state))) {
      auto const block = plan.to_blocks(std::span(field->data(), n));
      file.write(name, std::span<double const>(block), rows);
    }
    std::vector<double> by_cell(n * most_faces, 0.0);
    each_boundary_face(
        mesh, [&](std::size_t slot, std::size_t face) { by_cell[slot] = state.ponded[face]; });
    auto const block = plan.to_blocks(by_cell, most_faces);
    file.write("ponded", std::span<double const>(block), rows, most_faces);
    GlobalIndex const totals = static_cast<GlobalIndex>(state.cumulative.size());
    file.write("cumulative", std::span<double const>(state.cumulative),
               {0, rank == 0 ? totals : 0, totals});
    auto const wells = static_cast<GlobalIndex>(state.well_stands.size());
    if (wells > 0)
      file.write("well_stands", std::span<double const>(state.well_stands),
                 {0, rank == 0 ? wells : 0, wells});
  }
  append_checksum(path + ".tmp", comm);
  on_first_rank(comm, path, [&] { publish(path + ".tmp", path); });
  // Of later steps there is what a spin-up left, or what proved damaged.
  std::size_t sound = 0;
  for (std::string const& one : newest_first(folder, comm))
    if (rank == 0 && (one > path || ++sound > kept)) std::filesystem::remove(one);
}

bool has_checkpoint(std::string const& folder, MPI_Comm comm) {
  return !newest_first(folder, comm).empty();
}

std::optional<CheckpointOrigin> checkpoint_origin(std::string const& folder, MPI_Comm comm) {
  for (std::string const& path : newest_first(folder, comm)) try {
      check_sound(path, comm);
      return read_origin(Hdf5File(path, Hdf5File::Mode::read, comm));
    } catch (IoError const&) {
      continue;  // the one before may be sound
    }
  return {};
}

State read_checkpoint(std::string const& folder, CheckpointOrigin const& origin, Mesh const& mesh,
                      MPI_Comm comm, std::function<void(std::string const&)> const& warn) {
  std::string reason = "there is no checkpoint";
  for (std::string const& path : newest_first(folder, comm)) {
    try {
      return read_file(path, origin, mesh, comm);
    } catch (IoError const& error) {
      reason = "there is no sound checkpoint; of the oldest: " + std::string(error.what());
      if (warn && rank_in(comm) == 0) warn(error.what());
    }
  }
  throw IoError(folder, reason);
}

}  // namespace sanggan
