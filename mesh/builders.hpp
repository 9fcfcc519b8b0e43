#pragma once
#include <mpi.h>

#include <functional>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan {

/// A closed polygon in plan view (m); the last vertex joins the first.
struct Polygon {
  std::vector<Vec2> vertices;
  bool contains(Vec2 p) const;            ///< even-odd rule
  double distance_to_edge(Vec2 p) const;  ///< to the nearest edge, never negative (m)
};

/// Cells whose centre lies in a polygon and between two elevations join a zone.
struct ZoneRegion {
  std::string zone;
  Polygon polygon;                      ///< empty: everywhere
  double bottom = -1e300, top = 1e300;  ///< elevation (m)
  std::function<bool(Vec3)> where;      ///< optional further condition on the cell centre
};

/// Faces of the ground surface whose centre lies in the polygon form a patch of their own
/// (later regions win); the rest stays in `top`.
struct SurfaceRegion {
  std::string patch;
  Polygon polygon;
};

/// Box of hexahedra on rectilinear edges. Patches: west (x-), east (x+), south (y-), north (y+),
/// bottom (z-), top (z+), then the surface regions; faces towards inactive cells join the patch of
/// their direction.
struct BoxSpec {
  std::vector<double> x, y, z;  ///< edges, increasing (m), at least two of each
  std::string default_zone = "default";
  std::vector<ZoneRegion> zones;  ///< later ones win
  std::vector<SurfaceRegion> surface;
  std::function<bool(Vec3)> active;  ///< empty: all cells are active
};

/// Where the columns of a plan are finer: in a polygon, or without one in a disc.
struct Refinement {
  Polygon polygon;
  Vec2 centre;        ///< of the disc (m)
  double radius = 0;  ///< of the disc (m)
  int levels = 1;     ///< times that the columns which it touches are halved along x and y
};

/// A layer of a terrain-following mesh, from below upwards.
struct TerrainLayer {
  std::string zone;
  int cells = 1;                    ///< over the thickness, at least 1
  double grading = 1;               ///< thickness ratio of top to bottom cell
  std::function<double(Vec2)> top;  ///< elevation of its upper face (m)
};

/// Columns over a rectilinear plan, cut into layers that follow the ground. Where a layer is
/// thinner than `least_thickness` at a node it is closed there (pinch-out), so that layers,
/// heaps and pits keep their own shape and the mesh stays conforming. Where the plan is refined,
/// triangles lead from coarse columns to fine ones, one level a block of the plan.
/// Patches: west, east, south, north, bottom, top, then the surface regions.
struct TerrainSpec {
  std::vector<double> x, y;             ///< edges in plan, increasing (m)
  std::function<double(Vec2)> base;     ///< elevation of the lower face of the first layer (m)
  std::vector<TerrainLayer> layers;     ///< from below upwards; heaps are the last of them
  std::function<double(Vec2)> ceiling;  ///< optional: cuts every layer above it (pits) (m)
  double least_thickness = 0.05;        ///< of a cell at a node (m)
  std::vector<ZoneRegion> zones;        ///< override the zone of the layer; later ones win
  std::vector<SurfaceRegion> surface;
  Polygon outline;  ///< optional: columns whose centre lies outside are left out
  std::vector<Refinement> refine;
};

/// Build this rank's part of the mesh. Collective. No rank ever holds the whole; columns are kept
/// together and shared out by PT-Scotch, weighted by their active cells; with fewer columns than
/// ranks some ranks own no cell. The functions of a spec must be pure: two ranks that ask for the
/// same point must get the same answer, and on several ranks a point may be asked for twice.
/// @throws MeshError on every rank if no cell is active, the spec makes no sense, or one of its
/// functions throws on any rank
Mesh build_box(BoxSpec const& spec, MPI_Comm comm);
Mesh build_terrain(TerrainSpec const& spec, MPI_Comm comm);

}  // namespace sanggan
