#include "io/checkpoint.hpp"

#include <cmath>
#include <fstream>

#include "io/io_error.hpp"
#include "io/section.hpp"
#include "io_checks.hpp"

namespace sanggan {
namespace {

using namespace test;
namespace fs = std::filesystem;

constexpr char const* hash = "00000000c0ffee00";

/// A number that tells fields, cells and faces apart, and has digits to lose.
double value(int field, double where) { return std::sin(1.0 + field) * (where + 1.0 / 3); }
double of_face(Vec3 x) { return x.x + 1e-2 * x.y + 1e-4 * x.z; }

std::vector<double> cells(Mesh const& mesh, int field, Index n) {
  std::vector<double> list(static_cast<std::size_t>(n), 0.0);
  for (Index c = 0; c < mesh.n_owned_cells(); ++c)
    list[static_cast<std::size_t>(c)] = value(field, static_cast<double>(mesh.cell_id()[c]));
  return list;
}

/// The state that belongs to step `step`, the same on every distribution of the mesh. Ghost values
/// are zero, as read_checkpoint leaves them.
State state_of(Mesh const& mesh, long step) {
  Index const n = mesh.n_owned_cells(), all = mesh.n_cells();
  State s;
  s.t = 3600.1 * static_cast<double>(step);
  s.dt_next = 12.7;
  s.step = step;
  s.cuts = 2;
  s.flow_effort = {12.3, 4.5};
  s.newton_iterations = 5 * step;
  s.linear_iterations = 91 * step;
  s.psi = cells(mesh, 0, all);
  s.water = cells(mesh, 1, n);
  s.drained = cells(mesh, 3, n);
  for (int k = 0; k < 2; ++k) {
    s.C.push_back(cells(mesh, 10 + k, all));
    s.S_kinetic.push_back(cells(mesh, 20 + k, n));
    s.C_immobile.push_back(cells(mesh, 30 + k, n));
  }
  s.stock.push_back(cells(mesh, 40, n));
  for (Index f = mesh.n_interior_faces(); f < mesh.n_faces(); ++f)
    s.ponded.push_back(value(50, of_face(mesh.face_centre()[f])));
  s.well_stands = {0, 1};
  s.cumulative = {1.5, -2.5e-17, 3e20};
  return s;
}

void expect_equal(State const& a, State const& b) {
  EXPECT_EQ(a.t, b.t);
  EXPECT_EQ(a.dt_next, b.dt_next);
  EXPECT_EQ(a.step, b.step);
  EXPECT_EQ(a.cuts, b.cuts);
  EXPECT_EQ(a.flow_effort.factorisation, b.flow_effort.factorisation);
  EXPECT_EQ(a.flow_effort.multigrid, b.flow_effort.multigrid);
  EXPECT_EQ(a.newton_iterations, b.newton_iterations);
  EXPECT_EQ(a.linear_iterations, b.linear_iterations);
  EXPECT_EQ(a.psi, b.psi);
  EXPECT_EQ(a.water, b.water);
  EXPECT_EQ(a.ponded, b.ponded);
  EXPECT_EQ(a.C, b.C);
  EXPECT_EQ(a.S_kinetic, b.S_kinetic);
  EXPECT_EQ(a.C_immobile, b.C_immobile);
  EXPECT_EQ(a.stock, b.stock);
  EXPECT_EQ(a.drained, b.drained);
  EXPECT_EQ(a.well_stands, b.well_stands);
  EXPECT_EQ(a.cumulative, b.cumulative);
}

/// The first `n` ranks as a communicator of their own; MPI_COMM_NULL on the others.
class FirstRanks {
 public:
  explicit FirstRanks(int n) {
    int const rank = rank_of(MPI_COMM_WORLD);
    MPI_Comm_split(MPI_COMM_WORLD, rank < n ? 0 : MPI_UNDEFINED, rank, &comm_);
  }
  ~FirstRanks() {
    if (comm_ != MPI_COMM_NULL) MPI_Comm_free(&comm_);
  }
  MPI_Comm get() const { return comm_; }

 private:
  MPI_Comm comm_ = MPI_COMM_NULL;
};

void write_on(MPI_Comm comm, std::string const& folder, long step) {
  if (comm == MPI_COMM_NULL) return;
  Mesh const mesh = build_slope(comm);
  write_checkpoint(folder, {hash}, mesh, comm, state_of(mesh, step));
}

void read_on(MPI_Comm comm, std::string const& folder, long step) {
  if (comm == MPI_COMM_NULL) return;
  Mesh const mesh = build_slope(comm);
  expect_equal(read_checkpoint(folder, {hash}, mesh, comm), state_of(mesh, step));
}

// Bit for bit: a state is what it was, on however many ranks it was written and is read.
TEST(Checkpoint, ReadsOnAnyNumberOfRanks) {
  for (int writers = 1; writers <= size_of(MPI_COMM_WORLD); writers *= 2)
    for (int readers = 1; readers <= size_of(MPI_COMM_WORLD); readers *= 2) {
      SCOPED_TRACE(testing::Message() << "written on " << writers << ", read on " << readers);
      ScratchFolder const scratch;
      write_on(FirstRanks(writers).get(), scratch / "checkpoint", 7);
      MPI_Barrier(MPI_COMM_WORLD);
      read_on(FirstRanks(readers).get(), scratch / "checkpoint", 7);
    }
}

class OnAllRanks : public testing::Test {
 protected:
  ScratchFolder scratch_;
  std::string const folder_ = scratch_ / "checkpoint";
  Mesh const mesh_ = build_slope(MPI_COMM_WORLD);
  CheckpointOrigin const origin_{hash, "time:\n  end: 10 yr\nspecies:\n  - Cd\n", "1.2"};

  void write(long step) const {
    write_checkpoint(folder_, origin_, mesh_, MPI_COMM_WORLD, state_of(mesh_, step));
  }
  State read() const { return read_checkpoint(folder_, origin_, mesh_, MPI_COMM_WORLD); }
  /// What is said where a checkpoint is read as one of this.
  std::vector<std::string> refusal(CheckpointOrigin const& now) const try {
    read_checkpoint(folder_, now, mesh_, MPI_COMM_WORLD);
    return {};
  } catch (CaseError const& error) {
    return {error.messages.begin() + 1, error.messages.end()};
  }
  std::vector<std::string> files() const {
    MPI_Barrier(MPI_COMM_WORLD);
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(folder_))
      names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    MPI_Barrier(MPI_COMM_WORLD);
    return names;
  }
};

TEST_F(OnAllRanks, TheLastTwoAreKept) {
  for (long const step : {3, 9, 10, 11}) write(step);
  EXPECT_EQ(files(),
            (std::vector<std::string>{"checkpoint_000000000010.h5", "checkpoint_000000000011.h5"}));
  expect_equal(read(), state_of(mesh_, 11));
}

// A run counts its steps anew after its spin-up.
TEST_F(OnAllRanks, ThoseOfASpinUpGoWithTheFirstOfTheRun) {
  for (long const step : {40, 41, 0}) write(step);
  EXPECT_EQ(files(), (std::vector<std::string>{"checkpoint_000000000000.h5"}));
}

TEST_F(OnAllRanks, ADamagedOneGivesWayToTheOneBefore) {
  write(10);
  write(11);
  if (rank_of(MPI_COMM_WORLD) == 0) fs::resize_file(folder_ + "/checkpoint_000000000011.h5", 1000);
  MPI_Barrier(MPI_COMM_WORLD);
  expect_equal(read(), state_of(mesh_, 10));
}

TEST_F(OnAllRanks, AKilledWriteLeavesTheOneBefore) {
  write(10);
  if (rank_of(MPI_COMM_WORLD) == 0)
    std::ofstream(folder_ + "/checkpoint_000000000011.h5.tmp") << "half";
  MPI_Barrier(MPI_COMM_WORLD);
  expect_equal(read(), state_of(mesh_, 10));
}

// Each single bit of a file counts: no damage is read as a state.
TEST_F(OnAllRanks, AFlippedBitGivesWayToTheOneBefore) {
  write(10);
  write(11);
  std::string const path = folder_ + "/checkpoint_000000000011.h5";
  auto const size = static_cast<std::streamoff>(fs::file_size(path));
  for (int k = 0; k <= 16; ++k) {
    std::streamoff const at = k * (size - 1) / 16;
    auto const flip = [&] {
      MPI_Barrier(MPI_COMM_WORLD);
      if (rank_of(MPI_COMM_WORLD) == 0) {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(at);
        char const byte = static_cast<char>(file.get() ^ (1 << (k % 8)));
        file.seekp(at);
        file.put(byte);
      }
      MPI_Barrier(MPI_COMM_WORLD);
    };
    flip();
    EXPECT_EQ(read().step, 10) << "bit " << k % 8 << " of byte " << at << " of " << size;
    flip();
  }
  EXPECT_EQ(read().step, 11);
}

TEST_F(OnAllRanks, AnotherCaseOrVersionIsRefusedWithTheDifferences) {
  using Lines = std::vector<std::string>;
  write(10);
  EXPECT_EQ(refusal(origin_), Lines{});
  EXPECT_EQ(refusal({"0000000000000bad", "time:\n  end: 20 yr\n  spin_up: 1 yr\n", "1.3"}),
            (Lines{"version: 1.2 then, 1.3 now", "species.0: \"Cd\" then, not there now",
                   "time.end: \"10 yr\" then, \"20 yr\" now",
                   "time.spin_up: not there then, \"1 yr\" now"}));
  EXPECT_EQ(refusal({"0000000000000bad", origin_.case_text, "1.2"}),
            Lines{"a file that the case names has changed"});
}

TEST_F(OnAllRanks, NoneIsSaid) { EXPECT_THROW(read(), IoError); }

}  // namespace
}  // namespace sanggan
