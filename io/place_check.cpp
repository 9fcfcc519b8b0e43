#include "io/place_check.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "io/files.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

/// The first fault of this rank, in the order of the site.
class Faults {
 public:
  void look(std::string const& what, PlaceFunction const& f, Vec3 x, double least, double most) {
    double const value = f(x.x, x.y, x.z);
    if (!text_.empty() || (std::isfinite(value) && value >= least && value <= most)) return;
    text_ = fmt::format(
        "{}: the formula gives {:.6g} at x {:.6g} m, y {:.6g} m, z {:.6g} m; write one that gives "
        "{}",
        what, value, x.x, x.y, x.z,
        std::isfinite(most)    ? fmt::format("{:.6g} to {:.6g} (SI)", least, most)
        : std::isfinite(least) ? fmt::format("at least {:.6g} (SI)", least)
                               : "numbers");
  }
  /// The text of the lowest rank that has one, on all ranks.
  std::string shared(MPI_Comm comm) {
    int rank = 0, ranks = 1;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &ranks);
    int first = text_.empty() ? ranks : rank;
    MPI_Allreduce(MPI_IN_PLACE, &first, 1, MPI_INT, MPI_MIN, comm);
    if (first == ranks) return {};
    broadcast(text_, comm, first);
    return text_;
  }

 private:
  std::string text_;
};

void look_at_law(Boundary const& boundary, Mesh const& mesh, Faults& faults) {
  Index const p = mesh.patch_index(boundary.patch);
  if (p < 0) return;
  std::visit(
      [&]<class Law>(Law const& law) {
        for (auto const& key : Law::keys())
          if (auto const* member = std::get_if<Series Law::*>(&key.member);
              member && (law.**member).place)
            for (Index f = mesh.patches()[p].first; f < mesh.patches()[p].last; ++f)
              faults.look(fmt::format("boundaries.{}.flow.{}", boundary.name, key.name),
                          (law.**member).place, mesh.face_centre()[f], key.least, key.most);
      },
      boundary.flow);
}

}  // namespace

void check_places(Site const& site, Mesh const& mesh, MPI_Comm comm) {
  Faults faults;
  for (Boundary const& boundary : site.boundaries) look_at_law(boundary, mesh, faults);
  for (Species const& species : site.species)
    if (species.C_initial_at)
      for (Index c = 0; c < mesh.n_owned_cells(); ++c)
        faults.look(fmt::format("species.{}.background", species.name), species.C_initial_at,
                    mesh.centre()[c], 0, std::numeric_limits<double>::infinity());
  double const any = std::numeric_limits<double>::infinity();
  for (VolumeSource const& source : site.sources)
    if (source.water_density)
      for (Index c = 0; c < mesh.n_owned_cells(); ++c)
        if (mesh.zone()[c] == mesh.zone_index(source.zone))
          faults.look(fmt::format("sources.{}.water_density", source.name), source.water_density,
                      mesh.centre()[c], -any, any);
  if (auto const text = faults.shared(comm); !text.empty()) throw CaseError({text});
}

}  // namespace sanggan
