#include "io/run_record.hpp"

#include <algorithm>
#include <cmath>
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
          {"withdrawn_waste", account.withdrawn_waste},
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

// What the wells of a measure and its own account moved, and what its treatment kept of that.
Json measure_balance(Measure const& measure, Balance const& balance) {
  double treatment = 0;
  std::vector<std::string> own{measure.name, outlet_of(measure.name)};
  own.insert(own.end(), measure.target.wells.begin(), measure.target.wells.end());
  if (auto const* pumps = std::get_if<PumpAndTreat>(&measure.kind)) {
    treatment = pumps->treatment;
    own.insert(own.end(), pumps->reinjection.begin(), pumps->reinjection.end());
  }
  Json list = Json::array();
  for (auto const& account : balance.accounts()) {
    double in = 0, out = 0;
    for (std::size_t k = 0; k < balance.items().size(); ++k)
      if (std::find(own.begin(), own.end(), balance.items()[k]) != own.end()) {
        in += account.in[k];
        out += account.out[k];
      }
    Json entry{{"name", account.name}, {"unit", account.unit}, {"in", in}, {"out", out}};
    if (treatment > 0 && &account != balance.accounts().data()) entry["treated"] = treatment * out;
    list.push_back(std::move(entry));
  }
  return list;
}

Json measure_json(Measure const& measure, Balance const& balance) {
  Cost const& cost = measure.cost;
  Json json{
      {"name", measure.name},
      {"kind", std::visit([](auto const& kind) { return std::string(kind.name); }, measure.kind)},
      {"responsible", measure.responsible},
      {"start", measure.start},
      {"end", measure.end < never ? Json(measure.end) : Json()}};
  if (!cost.currency.empty())
    json["cost"] = {{"capital", cost.capital},
                    {"yearly", cost.yearly},
                    {"currency", cost.currency},
                    {"price_year", cost.price_year},
                    {"source", cost.source}};
  json["balance"] = measure_balance(measure, balance);
  return json;
}

std::string material_of(Site const& site, std::string const& zone) {
  for (auto const& [name, material] : site.material_of_zone)
    if (name == zone) return site.materials[static_cast<std::size_t>(material)].name;
  return "";
}

std::vector<std::pair<std::string, double>> amounts(Json const& object) {
  std::vector<std::pair<std::string, double>> list;
  for (auto const& [name, value] : object.items()) list.emplace_back(name, value.get<double>());
  return list;
}

// A cell that was not solved, as other ranks can tell it.
struct PlacedCell {
  UnsolvedCell balance;
  GlobalIndex id = -1;  // of none
  Vec3 at;
  Index zone = 0;
  int boundary = -1;
};

std::vector<PlacedCell> worst_of_all(Simulation const& simulation) {
  Mesh const& mesh = simulation.mesh();
  std::vector<PlacedCell> here;
  for (UnsolvedCell const& cell : simulation.failure().worst) {
    PlacedCell& placed = here.emplace_back();
    placed = {cell, mesh.cell_id()[cell.cell], mesh.centre()[cell.cell], mesh.zone()[cell.cell],
              -1};
    for (auto const [f, sign] : mesh.faces_of(cell.cell))
      if (f >= mesh.n_interior_faces())
        placed.boundary = std::max(
            placed.boundary,
            simulation.flow().equations().boundary().boundary()[f - mesh.n_interior_faces()]);
  }
  here.resize(most_named);
  Halo const& halo = simulation.halo();
  std::vector<PlacedCell> all(halo.rank() == 0 ? most_named * halo.size() : 0);
  constexpr int bytes = most_named * sizeof(PlacedCell);
  MPI_Gather(here.data(), bytes, MPI_BYTE, all.data(), bytes, MPI_BYTE, 0, halo.comm());
  std::erase_if(all, [](PlacedCell const& cell) { return cell.id < 0; });
  std::sort(all.begin(), all.end(), [](PlacedCell const& a, PlacedCell const& b) {
    return a.balance.residual != b.balance.residual ? a.balance.residual > b.balance.residual
                                                    : a.id < b.id;
  });
  if (all.size() > most_named) all.resize(most_named);
  return all;
}

Json cell_json(PlacedCell const& cell, Simulation const& simulation) {
  UnsolvedCell const& balance = cell.balance;
  std::vector<std::pair<std::string, double>> terms{{"storage", balance.storage},
                                                    {"flow between cells", balance.neighbours},
                                                    {"wells", balance.wells},
                                                    {"sources", balance.source}};
  if (cell.boundary >= 0)
    terms.emplace_back("boundary " + simulation.site().boundaries[cell.boundary].name,
                       balance.boundary);
  auto const largest = std::max_element(terms.begin(), terms.end(), [](auto& a, auto& b) {
    return std::abs(a.second) < std::abs(b.second);
  });
  auto const& zone = simulation.mesh().zone_names()[static_cast<std::size_t>(cell.zone)];
  Json json{{"id", cell.id},
            {"x", cell.at.x},
            {"y", cell.at.y},
            {"z", cell.at.z},
            {"zone", zone},
            {"material", material_of(simulation.site(), zone)},
            {"residual_as_water_content", balance.residual},
            {"pressure_head", balance.psi},
            {"term", largest->first},
            {"terms_in_m3_per_s", Json::object()}};
  for (auto const& [name, value] : terms)
    if (value != 0) json["terms_in_m3_per_s"][name] = value;
  return json;
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
              {"reactions", seconds.reactions},
              {"output", seconds.output}}},
            {"peak_memory_by_rank", record.peak_memory}};
  if (simulation.reactions() != nullptr) {
    json["chemical_solves"] = work.chemical_solves;
    json["chemical_iterations"] = work.chemical_iterations;
  }
  if (record.triad > 0) json["stream_triad"] = record.triad;
  if (!record.study.empty()) {
    json["case"]["study"] = record.study;
    json["case"]["scenario"] = record.scenario;
  }
  json["balance"] = Json::array();
  for (auto const& account : simulation.balance().accounts())
    json["balance"].push_back(account_json(account, simulation.balance().items()));
  if (!record.measures.empty()) json["measures"] = Json::array();
  for (Measure const& measure : record.measures)
    json["measures"].push_back(measure_json(measure, simulation.balance()));
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
    record.study = json.at("case").value("study", "");
    record.scenario = json.at("case").value("scenario", "");
    return record;
  } catch (nlohmann::json::exception const& error) {
    throw IoError(path, error.what());
  }
}

RunBooks read_run_books(std::string const& path) {
  try {
    auto const json = Json::parse(read_text(path));
    RunBooks books;
    books.case_hash = json.at("case").at("hash");
    books.cells = json.at("cells");
    books.steps = json.at("steps");
    books.seconds = json.at("seconds").at("total");
    for (auto const& account : json.at("balance")) {
      BookedAccount one;
      one.name = account.at("name");
      one.unit = account.at("unit");
      one.initial = account.at("initial");
      one.released = account.at("released");
      one.reacted = account.at("reacted");
      one.withdrawn_waste = account.at("withdrawn_waste");
      one.relative_error = account.at("relative_error");
      one.stored = amounts(account.at("stored"));
      one.in = amounts(account.at("in_by"));
      one.out = amounts(account.at("out_by"));
      for (auto const& measure : json.value("measures", Json::array()))
        for (auto const& moved : measure.at("balance"))
          if (moved.at("name") == one.name)
            one.removed += moved.at("out").get<double>() - moved.at("in").get<double>();
      books.accounts.push_back(std::move(one));
    }
    return books;
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
  auto const worst = worst_of_all(simulation);
  if (simulation.halo().rank() != 0) return;
  Json json{{"reason", failure.reason},
            {"time", failure.t},
            {"step_length", failure.dt},
            {"residual_as_water_content", failure.residual},
            {"worst_cells", Json::array()}};
  for (PlacedCell const& cell : worst) json["worst_cells"].push_back(cell_json(cell, simulation));
  write_atomically(path, json.dump(2) + "\n");
}

}  // namespace sanggan
