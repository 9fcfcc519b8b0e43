#pragma once
#include <string>

namespace sanggan {

/// Looks for what PETSc's reader takes on trust, and would go astray by in a damaged file of format
/// 2.2 or 4.1: that there is what is counted, that elements are of a known type, and that their
/// nodes and the entities exist. @throws MeshError
void audit_gmsh(std::string const& path);

}  // namespace sanggan
