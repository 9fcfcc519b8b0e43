#include "blocks_run.hpp"

#include <fstream>

#include "app/speciate.hpp"
#include "tests/io/io_checks.hpp"

namespace sanggan::test {
namespace {

/// kind,"name",unit,value
void take_line(std::string const& line, std::vector<ToldState>& states) {
  auto const open = line.find(",\""), close = line.rfind("\",");
  if (open == std::string::npos) return;
  std::string const kind = line.substr(0, open), name = line.substr(open + 2, close - open - 2);
  double const value = std::stod(line.substr(line.rfind(',') + 1));
  if (kind == "simulation") states.push_back({name, {}});
  states.back().values[kind + " " + name] = value;
}

}  // namespace

std::vector<ToldState> BlocksRun::reactions() const {
  std::vector<ToldState> list;
  for (ToldState const& state : states)
    if (state.name.starts_with("reaction")) list.push_back(state);
  return list;
}

BlocksRun run_blocks(std::string const& input, std::string const& database) {
  ScratchFolder const scratch;
  bool const is_text = database.find('\n') != std::string::npos;
  if (is_text) std::ofstream(scratch / "text.dat") << database;
  std::ofstream(scratch / "input.pqi") << "DATABASE " << (is_text ? "text.dat" : database) << "\n"
                                       << input;
  std::FILE* const file = std::tmpfile();
  BlocksRun run;
  run.code =
      speciate_water(scratch / "input.pqi", {.format = WaterFormat::csv}, MPI_COMM_WORLD, file);
  std::rewind(file);
  std::string line;
  for (int ch = std::fgetc(file); ch != EOF; ch = std::fgetc(file)) {
    if (ch != '\n') {
      line += static_cast<char>(ch);
      continue;
    }
    take_line(line, run.states);
    line.clear();
  }
  std::fclose(file);
  return run;
}

}  // namespace sanggan::test
