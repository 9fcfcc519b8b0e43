#include "io/run_state.hpp"

#include <nlohmann/json.hpp>

#include "io/atomic_file.hpp"
#include "io/io_error.hpp"

namespace sanggan {

void write_run_state(std::string const& folder, RunState const& state) {
  nlohmann::ordered_json const json{{"state", state.state},
                                    {"exit_code", state.exit_code},
                                    {"seconds", state.seconds},
                                    {"message", state.message},
                                    {"case_hash", state.case_hash}};
  auto const invalid_as_replacement = nlohmann::ordered_json::error_handler_t::replace;
  write_atomically(folder + "/status.json",
                   json.dump(2, ' ', false, invalid_as_replacement) + "\n");
}

std::optional<RunState> read_run_state(std::string const& folder) {
  try {
    auto const json = nlohmann::json::parse(read_text(folder + "/status.json"));
    return RunState{json.at("state"), json.at("exit_code"), json.at("seconds"), json.at("message"),
                    json.at("case_hash")};
  } catch (IoError const&) {
    return {};
  } catch (nlohmann::json::exception const&) {
    return {};
  }
}

}  // namespace sanggan
