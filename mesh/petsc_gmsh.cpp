#include "mesh/petsc_gmsh.hpp"

#include <petscdmplex.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "mesh/cell_shape.hpp"
#include "mesh/gmsh_audit.hpp"

namespace sanggan {
namespace {

// The first complaint of PETSc is the cause; the others are its way back up.
PetscErrorCode keep_first(MPI_Comm, int, char const*, char const*, PetscErrorCode code,
                          PetscErrorType, char const* message, void* text) {
  auto& first = *static_cast<std::string*>(text);
  if (first.empty()) first = message && *message ? message : "it cannot be read";
  return code;
}

// While it lives, PETSc reports through it and reads prisms as prisms.
class Reader {
 public:
  Reader() {
    PetscPushErrorHandler(keep_first, &problem_);
    PetscOptionsSetValue(nullptr, "-dm_plex_gmsh_hybrid", "false");
    PetscOptionsSetValue(nullptr, "-dm_plex_gmsh_periodic", "false");
  }
  ~Reader() {
    if (dm_) DMDestroy(&dm_);
    PetscOptionsClearValue(nullptr, "-dm_plex_gmsh_hybrid");
    PetscOptionsClearValue(nullptr, "-dm_plex_gmsh_periodic");
    PetscPopErrorHandler();
  }
  Reader(Reader const&) = delete;
  Reader& operator=(Reader const&) = delete;

  void operator()(PetscErrorCode code) const {
    if (code == 0) return;
    // How PETSc's readers of text and of binary files say it.
    for (auto const* sign : {"Insufficient data", "end of file"})
      if (problem_.find(sign) != std::string::npos) throw MeshError("it ends too early");
    throw MeshError("PETSc does not understand it: " + problem_);
  }
  DM& dm() { return dm_; }

 private:
  std::string problem_;
  DM dm_ = nullptr;
};

// Gmsh's order of corners is PETSc's own but for what DMPlexReorderCell undoes; a prism is seen
// from the other side.
struct Shape {
  DMPolytopeType petsc;
  std::uint8_t vtk;
  int n;
  std::array<int, 8> corner;  // of Gmsh, in VTK's order
};
constexpr std::array<Shape, 4> shapes{
    {{DM_POLYTOPE_TETRAHEDRON, vtk_tetrahedron, 4, {0, 1, 2, 3}},
     {DM_POLYTOPE_HEXAHEDRON, vtk_hexahedron, 8, {0, 1, 2, 3, 4, 5, 6, 7}},
     {DM_POLYTOPE_TRI_PRISM, vtk_wedge, 6, {0, 2, 1, 3, 5, 4}},
     {DM_POLYTOPE_PYRAMID, vtk_pyramid, 5, {0, 1, 2, 3, 4}}}};

struct Strata {
  PetscInt cell_end = 0, vertex = 0, vertex_end = 0, face = 0, face_end = 0;
};

Strata strata_of(Reader& petsc) {
  Strata s;
  PetscInt first = 0;
  petsc(DMPlexGetHeightStratum(petsc.dm(), 0, &first, &s.cell_end));
  petsc(DMPlexGetDepthStratum(petsc.dm(), 0, &s.vertex, &s.vertex_end));
  petsc(DMPlexGetHeightStratum(petsc.dm(), 1, &s.face, &s.face_end));
  return s;
}

// Vertices of a cell or face, in the order of PETSc; calls `visit` with a span of them.
void with_vertices(Reader& petsc, Strata const& s, PetscInt point, auto const& visit) {
  std::array<PetscInt, 8> vertex{};
  std::size_t n = 0;
  PetscInt size = 0, *closure = nullptr;
  petsc(DMPlexGetTransitiveClosure(petsc.dm(), point, PETSC_TRUE, &size, &closure));
  // Points and their orientations take turns.
  for (std::ptrdiff_t k = 0; k < 2 * static_cast<std::ptrdiff_t>(size); k += 2)
    if (closure[k] >= s.vertex && closure[k] < s.vertex_end && n < vertex.size())
      vertex[n++] = closure[k];
  petsc(DMPlexRestoreTransitiveClosure(petsc.dm(), point, PETSC_TRUE, &size, &closure));
  visit(std::span(vertex.data(), n));
}

GmshCell cell_at(Reader& petsc, Strata const& s, PetscInt point) {
  DMPolytopeType type = DM_POLYTOPE_UNKNOWN;
  petsc(DMPlexGetCellType(petsc.dm(), point, &type));
  auto const shape = std::ranges::find(shapes, type, &Shape::petsc);
  if (shape == shapes.end()) throw MeshError("a cell is of a shape that is not known");
  GmshCell cell;
  cell.type = shape->vtk;
  with_vertices(petsc, s, point, [&](std::span<PetscInt> vertex) {
    petsc(DMPlexReorderCell(petsc.dm(), point, vertex.data()));
    for (int k = 0; k < shape->n; ++k)
      cell.node[k] = vertex[shape->corner[static_cast<std::size_t>(k)]] - s.vertex;
  });
  return cell;
}

void add_cells(Reader& petsc, Strata const& s, GmshContent& content) {
  content.cell.reserve(static_cast<std::size_t>(s.cell_end));
  for (PetscInt c = 0; c < s.cell_end; ++c) content.cell.push_back(cell_at(petsc, s, c));
}

void add_nodes(Reader& petsc, Strata const& s, GmshContent& content) {
  Vec coordinates = nullptr;
  PetscInt n = 0, dimension = 0;
  petsc(DMGetCoordinateDim(petsc.dm(), &dimension));
  petsc(DMGetCoordinatesLocal(petsc.dm(), &coordinates));
  petsc(VecGetLocalSize(coordinates, &n));
  if (dimension != 3) throw MeshError("it does not lie in space");
  if (n != 3 * (s.vertex_end - s.vertex))
    throw MeshError("its elements are of second or higher order; export it with order 1");
  PetscScalar const* x = nullptr;
  petsc(VecGetArrayRead(coordinates, &x));
  content.node.reserve(static_cast<std::size_t>(n / 3));
  for (PetscInt v = 0; v < n; v += 3) content.node.push_back({x[v], x[v + 1], x[v + 2]});
  petsc(VecRestoreArrayRead(coordinates, &x));
}

// Names by dimension and number of the group. The section is text in binary files as well.
using GroupNames = std::map<std::pair<int, PetscInt>, std::string>;
GroupNames physical_names(std::string const& path) {
  GroupNames names;
  std::ifstream file(path, std::ios::binary);
  std::string line;
  while (std::getline(file, line) && !line.starts_with("$PhysicalNames"))
    if (line.starts_with("$Nodes") || line.starts_with("$Entities")) return names;
  std::getline(file, line);
  while (std::getline(file, line) && !line.starts_with("$")) {
    std::istringstream words(line);
    int dimension = 0;
    PetscInt number = 0;
    words >> dimension >> number;
    auto const first = line.find('"'), last = line.rfind('"');
    if (words && first < last && last != std::string::npos)
      names[{dimension, number}] = line.substr(first + 1, last - first - 1);
  }
  return names;
}

// Calls visit(point, number of its group) for the points of a label, by group.
void each_labelled(Reader& petsc, char const* label_name, auto const& visit) {
  DMLabel label = nullptr;
  petsc(DMGetLabel(petsc.dm(), label_name, &label));
  if (!label) return;
  IS values = nullptr;
  PetscInt n_values = 0;
  PetscInt const* value = nullptr;
  petsc(DMLabelGetValueIS(label, &values));
  petsc(ISGetLocalSize(values, &n_values));
  petsc(ISGetIndices(values, &value));
  std::vector<PetscInt> groups(value, value + n_values);
  petsc(ISRestoreIndices(values, &value));
  petsc(ISDestroy(&values));
  std::ranges::sort(groups);
  for (PetscInt const group : groups) {
    IS points = nullptr;
    PetscInt n = 0;
    PetscInt const* point = nullptr;
    petsc(DMLabelGetStratumIS(label, group, &points));
    if (!points) continue;
    petsc(ISGetLocalSize(points, &n));
    petsc(ISGetIndices(points, &point));
    for (PetscInt k = 0; k < n; ++k) visit(point[k], group);
    petsc(ISRestoreIndices(points, &point));
    petsc(ISDestroy(&points));
  }
}

std::string name_of(GroupNames const& names, int dimension, PetscInt group) {
  auto const found = names.find({dimension, group});
  if (found != names.end()) return found->second;
  return (dimension == 3 ? "zone_" : "patch_") + std::to_string(group);
}

Index place_of(std::vector<std::string>& names, std::string const& name) {
  auto const found = std::ranges::find(names, name);
  auto const place = static_cast<Index>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return place;
}

void add_zones(Reader& petsc, GroupNames const& names, std::string const& rest,
               GmshContent& content) {
  for (GmshCell& cell : content.cell) cell.zone = -1;
  each_labelled(petsc, "Cell Sets", [&](PetscInt point, PetscInt group) {
    if (group == 0) return;  // format 2 writes this for "none"
    content.cell[static_cast<std::size_t>(point)].zone =
        place_of(content.zone_names, name_of(names, 3, group));
  });
  for (GmshCell& cell : content.cell)
    if (cell.zone < 0) cell.zone = place_of(content.zone_names, rest);
}

// The number of a face in the shape of its cell.
std::size_t face_of(GmshCell const& cell, std::span<GlobalIndex const> nodes) {
  auto const faces = faces_of_shape(cell.type);
  auto const holds = [&](ShapeFace const& face) {
    return face.n == nodes.size() && std::ranges::all_of(nodes, [&](GlobalIndex node) {
             return std::any_of(face.corner.begin(), face.corner.begin() + face.n, [&](int k) {
               return cell.node[static_cast<std::size_t>(k)] == node;
             });
           });
  };
  return static_cast<std::size_t>(std::ranges::find_if(faces, holds) - faces.begin());
}

void add_patches(Reader& petsc, Strata const& s, GroupNames const& names, GmshContent& content) {
  content.patch_names = {"boundary"};
  content.faces_of_patch = {0};
  for (PetscInt face = s.face; face < s.face_end; ++face) {
    PetscInt n_cells = 0;
    petsc(DMPlexGetSupportSize(petsc.dm(), face, &n_cells));
    content.faces_of_patch[0] += n_cells == 1;
  }
  each_labelled(petsc, "Face Sets", [&](PetscInt point, PetscInt group) {
    PetscInt n_cells = 0;
    PetscInt const* cells = nullptr;
    if (group == 0 || point < s.face || point >= s.face_end) return;
    petsc(DMPlexGetSupportSize(petsc.dm(), point, &n_cells));
    petsc(DMPlexGetSupport(petsc.dm(), point, &cells));
    if (n_cells != 1) return;  // between two cells: no boundary
    GmshCell& cell = content.cell[static_cast<std::size_t>(cells[0])];
    with_vertices(petsc, s, point, [&](std::span<PetscInt> vertex) {
      std::array<GlobalIndex, 8> node{};
      for (std::size_t k = 0; k < vertex.size(); ++k) node[k] = vertex[k] - s.vertex;
      std::size_t const face = face_of(cell, std::span(node).first(vertex.size()));
      if (face >= cell.patch.size()) return;
      --content.faces_of_patch[static_cast<std::size_t>(cell.patch[face])];
      cell.patch[face] = place_of(content.patch_names, name_of(names, 2, group));
      content.faces_of_patch.resize(content.patch_names.size());
      ++content.faces_of_patch[static_cast<std::size_t>(cell.patch[face])];
    });
  });
}

void require_format(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line, version;
  if (!std::getline(file, line) || !line.starts_with("$MeshFormat"))
    throw MeshError("it is not a Gmsh mesh, which begins with $MeshFormat");
  file >> version;
  if (version != "2.2" && version != "4.1")
    throw MeshError("it is of format " + version + "; export it as 2.2 or 4.1");
}

}  // namespace

GmshContent load_gmsh(std::string const& path, std::string const& zone_of_the_rest) {
  require_format(path);
  audit_gmsh(path);
  Reader petsc;
  petsc(DMPlexCreateGmshFromFile(PETSC_COMM_SELF, path.c_str(), PETSC_TRUE, &petsc.dm()));
  PetscInt dimension = 0;
  petsc(DMGetDimension(petsc.dm(), &dimension));
  if (dimension != 3) throw MeshError("it has no cells of three dimensions");
  Strata const strata = strata_of(petsc);
  GmshContent content;
  add_nodes(petsc, strata, content);
  add_cells(petsc, strata, content);
  auto const names = physical_names(path);
  add_zones(petsc, names, zone_of_the_rest, content);
  add_patches(petsc, strata, names, content);
  return content;
}

}  // namespace sanggan
