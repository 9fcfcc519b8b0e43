#include "solver/boundary_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "solver/two_point.hpp"

namespace sanggan {
namespace {

template <class Law>
concept HoldsHead = requires(Law const law, SurfaceView const& face) {
  law.held_head(face);
};

/// The law with the values that its series have at a place; empty if none depends on the place.
std::optional<FlowBoundary> law_at(FlowBoundary const& law, Vec3 x) {
  return std::visit(
      [&]<class Law>(Law here) -> std::optional<FlowBoundary> {
        bool differs = false;
        for (auto const& key : Law::keys()) {
          auto const* member = std::get_if<Series Law::*>(&key.member);
          if (!member || !(here.**member).place) continue;
          here.** member = Series::constant((here.**member).place(x.x, x.y, x.z));
          differs = true;
        }
        return differs ? std::optional<FlowBoundary>(here) : std::nullopt;
      },
      law);
}

}  // namespace

BoundaryFlows::BoundaryFlows(Mesh const& mesh, Site const& site, CellProperties const& cells,
                             ConstField conductance)
    : mesh_(mesh),
      laws_(site.boundaries),
      boundary_(mesh.n_boundary_faces(), -1),
      Q_(mesh.n_boundary_faces(), 0.0),
      dQ_(Q_),
      ponded_(Q_),
      runoff_(Q_),
      held_head_(Q_),
      holds_head_(Q_.size(), 0) {
  Index const first = mesh.n_interior_faces();
  std::vector<Vec3> foot;
  for (Index b = 0; b < mesh.n_boundary_faces(); ++b) {
    Index const f = first + b, c = mesh.owner()[f];
    Kz_.push_back(cells.K_factor[c] * cells.K[cells.material[c]].zz);
    Vec3 const A = mesh.area_vector()[f];
    foot.push_back(mesh.centre()[c] +
                   boundary_foot(cells.times_K(c, A), A, face_distance(mesh, f, c)));
    z_.push_back(foot.back().z);
    conductance_.push_back(conductance[first + b]);
  }
  for (std::size_t k = 0; k < laws_.size(); ++k) {
    Index const p = mesh.patch_index(laws_[k].patch);
    if (p < 0) throw std::runtime_error("the mesh has no patch " + laws_[k].patch);
    Patch const& patch = mesh.patches()[p];
    range_.emplace_back(patch.first - first, patch.last - first);
    std::fill(boundary_.begin() + patch.first - first, boundary_.begin() + patch.last - first,
              static_cast<int>(k));
    bool const holds =
        std::visit([]<class Law>(Law const&) { return HoldsHead<Law>; }, laws_[k].flow);
    std::fill(holds_head_.begin() + patch.first - first, holds_head_.begin() + patch.last - first,
              holds);
    auto& laws = by_face_.emplace_back();
    for (Index b = range_[k].first; b < range_[k].second; ++b)
      if (auto law = law_at(laws_[k].flow, foot[b])) laws.push_back(*std::move(law));
  }
}

void BoundaryFlows::evaluate(ForcingTime at, double dt, ConstField psi, Curves const& curves,
                             ConstField ponded) {
  Index const first = mesh_.n_interior_faces();
  for (std::size_t k = 0; k < laws_.size(); ++k) {
    std::visit(
        [&]<class Law>(Law const& of_patch) {
          auto const& by_face = by_face_[k];
#pragma omp parallel for
          for (Index b = range_[k].first; b < range_[k].second; ++b) {
            Index const f = first + b, c = mesh_.owner()[f];
            Vec3 const A = mesh_.area_vector()[f];
            SurfaceView view;
            view.dt = dt;
            view.t_rate = at.rate;
            view.t_head = at.head;
            view.cell = {curves.theta()[c], curves.capacity()[c], curves.k_r()[c],
                         curves.dk_r_dpsi()[c]};
            view.psi = psi[c];
            view.z_cell = mesh_.centre()[c].z;
            view.z_face = z_[b];
            view.conductance = conductance_[b];
            view.K_vertical = Kz_[b];
            view.area = norm(A);
            view.plan_area = std::abs(A.z);
            view.ponded = ponded[b];
            view.retention = &curves.law(c);
            Law const& law =
                by_face.empty() ? of_patch : *std::get_if<Law>(&by_face[b - range_[k].first]);
            BoundaryFlow const flow = law.flow(view);
            Q_[b] = flow.Q;
            dQ_[b] = flow.dQ_dpsi;
            ponded_[b] = flow.ponded;
            runoff_[b] = flow.runoff;
            if constexpr (HoldsHead<Law>) held_head_[b] = law.held_head(view);
          }
        },
        laws_[k].flow);
  }
}

void BoundaryFlows::keep_stage() {
  first_Q_ = Q_;
  first_runoff_ = runoff_;
}

void BoundaryFlows::blend_stages(double share) {
  blend(Q_, first_Q_, share);
  blend(runoff_, first_runoff_, share);
}

double BoundaryFlows::next_record(double t) const {
  double next = std::numeric_limits<double>::infinity();
  auto const look = [&](Series const& series) { next = std::min(next, series.next_record(t)); };
  for (Boundary const& boundary : laws_) {
    std::visit(
        [&]<class Law>(Law const& law) {
          for (auto const& key : Law::keys())
            if (auto const* member = std::get_if<Series Law::*>(&key.member)) look(law.**member);
        },
        boundary.flow);
    for (auto const* list : {&boundary.C_inflow, &boundary.C_fixed, &boundary.gas_fixed})
      for (Series const& series : *list) look(series);
  }
  return next;
}

}  // namespace sanggan
