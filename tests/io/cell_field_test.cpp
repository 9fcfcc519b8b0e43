// Conductivity that varies from cell to cell, from a file.
#include "io/cell_field.hpp"

#include <cmath>
#include <memory>

#include "io/hdf5_file.hpp"
#include "io/section.hpp"
#include "io_checks.hpp"
#include "physics/random_field.hpp"

namespace sanggan {
namespace {

using namespace test;

/// A box of 60 cells and a file with one number for each of its cells, in the order of their ids.
class CellField : public testing::Test {
 protected:
  Mesh mesh = build_box({edges(0, 3, 3), edges(0, 4, 4), edges(0, 5, 5), "soil", {}, {}, {}},
                        MPI_COMM_WORLD);
  Halo halo{mesh, MPI_COMM_WORLD};
  ScratchFolder folder;

  CellFieldSource write(std::vector<double> const& values) {
    CellFieldSource source;
    source.property = "hydraulic_conductivity";
    source.hdf5_file = folder / "field.h5";
    source.hdf5_dataset = "factor";
    auto const n = static_cast<GlobalIndex>(values.size());
    Hdf5File file(source.hdf5_file, Hdf5File::Mode::create, MPI_COMM_WORLD);
    bool const mine = halo.rank() == 0;
    std::span<double const> const rows(values.data(), mine ? values.size() : 0);
    file.write<double>(source.hdf5_dataset, rows, {0, mine ? n : 0, n});
    return source;
  }
  static std::vector<double> numbers(int n) {
    std::vector<double> values;
    for (int k = 0; k < n; ++k) values.push_back(1 + 0.5 * k);
    return values;
  }
};

TEST_F(CellField, ReachesEveryCellByItsId) {
  auto const factor = conductivity_factor({write(numbers(60))}, mesh, halo);
  for (Index c = 0; c < mesh.n_cells(); ++c)
    EXPECT_EQ(factor[c], 1 + 0.5 * static_cast<double>(mesh.cell_id()[c]));
}

/// A draw of a field has the same value at a cell of the same number on one rank and on all.
TEST_F(CellField, DrawnByItsSeedIsTheSameOnAnyNumberOfRanks) {
  auto const draw = std::make_shared<RandomField const>(MaternCovariance{1, 0.5, {3, 2, 1}}, 5, 100,
                                                        std::vector<KnownValue>{{{1, 1, 1}, 2}});
  CellFieldSource source;
  source.property = "hydraulic_conductivity";
  source.at = [draw](Vec3 p) { return std::exp(draw->at({p.x, p.y, p.z})); };
  Mesh const whole = build_box({edges(0, 3, 3), edges(0, 4, 4), edges(0, 5, 5), "soil", {}, {}, {}},
                               MPI_COMM_SELF);
  auto const alone = conductivity_factor({source}, whole, Halo(whole, MPI_COMM_SELF));
  std::vector<double> by_id(alone.size());
  for (Index c = 0; c < whole.n_cells(); ++c) by_id[whole.cell_id()[c]] = alone[c];
  auto const together = conductivity_factor({source}, mesh, halo);
  for (Index c = 0; c < mesh.n_cells(); ++c) EXPECT_EQ(together[c], by_id[mesh.cell_id()[c]]);
}

TEST_F(CellField, OfAnotherSizeIsRefused) {
  auto const source = write(numbers(59));
  EXPECT_THROW(conductivity_factor({source}, mesh, halo), CaseError);
}

TEST_F(CellField, FromAFileThatIsCutOffOrLacksItIsRefused) {
  auto source = write(numbers(60));
  source.hdf5_dataset += "_of_another_name";
  EXPECT_THROW(conductivity_factor({source}, mesh, halo), CaseError);
  source = write(numbers(60));
  MPI_Barrier(MPI_COMM_WORLD);
  if (halo.rank() == 0)
    std::filesystem::resize_file(source.hdf5_file,
                                 std::filesystem::file_size(source.hdf5_file) / 2);
  MPI_Barrier(MPI_COMM_WORLD);
  EXPECT_THROW(conductivity_factor({source}, mesh, halo), CaseError);
}

TEST_F(CellField, WithANumberThatIsNotPositiveIsRefused) {
  for (double const wrong : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
    auto values = numbers(60);
    values[37] = wrong;
    try {
      conductivity_factor({write(values)}, mesh, halo);
      FAIL() << wrong;
    } catch (CaseError const& error) {
      EXPECT_EQ(error.messages.at(0),
                "cell_fields: the factor of hydraulic_conductivity is not a positive number at "
                "cell 37; write positive numbers");
    }
  }
}

}  // namespace
}  // namespace sanggan
