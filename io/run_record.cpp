#include "io/run_record.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "io/atomic_file.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

using Json = nlohmann::ordered_json;

Json account_json(Balance::Account const& account, std::vector<std::string> const& items) {
  Json in = Json::object(), out = Json::object();
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (account.in[k] > 0) in[items[k]] = account.in[k];
    if (account.out[k] > 0) out[items[k]] = account.out[k];
  }
  auto const& s = account.stored;
  return {{"name", account.name},
          {"unit", account.unit},
          {"initial", account.initial},
          {"in", account.total_in()},
          {"out", account.total_out()},
          {"released", account.released()},
          {"reacted", account.reacted()},
          {"stored",
           {{"dissolved", s.dissolved},
            {"gas", s.gas},
            {"sorbed", s.sorbed},
            {"immobile", s.immobile},
            {"mineral", s.mineral}}},
          {"relative_error", account.relative_error()},
          {"in_by", in},
          {"out_by", out}};
}

std::string material_of(Site const& site, std::string const& zone) {
  for (auto const& [name, material] : site.material_of_zone)
    if (name == zone) return site.materials[static_cast<std::size_t>(material)].name;
  return "";
}

}  // namespace

void write_run_record(std::string const& path, RunRecord const& record,
                      Simulation const& simulation) {
  StepReport const& work = simulation.report();
  PhaseSeconds const seconds = simulation.seconds();
  Json json{{"status", record.status},
            {"version", record.version},
            {"case",
             {{"name", record.case_name},
              {"path", record.case_path},
              {"hash", record.case_hash},
              {"overrides", record.overrides}}},
            {"ranks", record.ranks},
            {"threads", record.threads},
            {"cells", record.cells},
            {"time", simulation.state().t},
            {"steps", work.step},
            {"cuts", work.cuts},
            {"newton_iterations", work.newton_iterations},
            {"linear_iterations", work.linear_iterations},
            {"seconds",
             {{"total", seconds.total},
              {"assembly", seconds.assembly},
              {"preconditioner", seconds.preconditioner},
              {"linear_solve", seconds.linear_solve},
              {"transport", seconds.transport},
              {"output", seconds.output}}},
            {"peak_memory_by_rank", record.peak_memory}};
  if (record.triad > 0) json["stream_triad"] = record.triad;
  json["balance"] = Json::array();
  for (auto const& account : simulation.balance().accounts())
    json["balance"].push_back(account_json(account, simulation.balance().items()));
  write_atomically(path, json.dump(2) + "\n");
}

RunRecord read_run_record(std::string const& path) {
  try {
    auto const json = Json::parse(read_text(path));
    RunRecord record;
    record.status = json.at("status");
    record.case_name = json.at("case").at("name");
    record.case_path = json.at("case").at("path");
    record.case_hash = json.at("case").at("hash");
    for (auto const& one : json.at("case").at("overrides")) record.overrides.push_back(one);
    return record;
  } catch (nlohmann::json::exception const& error) {
    throw IoError(path, error.what());
  }
}

void write_progress(std::string const& path, StepReport const& report, double t_end,
                    double seconds) {
  Json const json{{"time", report.t},
                  {"end", t_end},
                  {"share", t_end > 0 ? report.t / t_end : 1},
                  {"step", report.step},
                  {"step_length", report.dt},
                  {"cuts", report.cuts},
                  {"newton_iterations", report.newton_iterations},
                  {"linear_iterations", report.linear_iterations},
                  {"water_balance_error", report.water_error},
                  {"species_balance_error", report.species_error},
                  {"seconds", seconds}};
  write_atomically(path, json.dump(2) + "\n");
}

void write_failure(std::string const& path, Simulation const& simulation) {
  Failure const& failure = simulation.failure();
  Mesh const& mesh = simulation.mesh();
  MPI_Comm const comm = simulation.halo().comm();
  // The rank that holds the worst cell tells the others where it is.
  int const rank = simulation.halo().rank(), none = simulation.halo().size();
  int teller = failure.worst_cell >= 0 ? rank : none;
  MPI_Allreduce(MPI_IN_PLACE, &teller, 1, MPI_INT, MPI_MIN, comm);
  struct {
    double x, y, z, psi, water;
    GlobalIndex id;
    Index zone;
  } worst{};
  if (rank == teller) {
    Index const c = failure.worst_cell;
    Vec3 const at = mesh.centre()[c];
    worst = {at.x,
             at.y,
             at.z,
             simulation.state().psi[c],
             simulation.state().water[c],
             mesh.cell_id()[c],
             mesh.zone()[c]};
  }
  if (teller < none) MPI_Bcast(&worst, sizeof worst, MPI_BYTE, teller, comm);
  if (rank != 0) return;
  Json json{{"reason", failure.reason},
            {"time", failure.t},
            {"step_length", failure.dt},
            {"residual_as_water_content", failure.residual}};
  if (teller < none) {
    auto const& zone = mesh.zone_names()[static_cast<std::size_t>(worst.zone)];
    json["worst_cell"] = {{"id", worst.id},
                          {"x", worst.x},
                          {"y", worst.y},
                          {"z", worst.z},
                          {"zone", zone},
                          {"material", material_of(simulation.site(), zone)},
                          {"pressure_head", worst.psi},
                          {"water_content", worst.water},
                          {"term", "water balance"}};
  }
  write_atomically(path, json.dump(2) + "\n");
}

}  // namespace sanggan
