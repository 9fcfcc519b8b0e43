// Cube of 2 m of tetrahedra around a smaller one of 1 m that is a zone of its own; the surface of the
// inner cube is a group of faces between cells, which is no patch.
SetFactory("OpenCASCADE");
Box(1) = {0, 0, 0, 2, 2, 2};
Box(2) = {0.5, 0.5, 0.5, 1, 1, 1};
BooleanFragments{ Volume{1}; Delete; }{ Volume{2}; Delete; }
MeshSize{:} = 0.6;
Physical Volume("waste", 5) = {2};
Physical Volume("soil", 6) = {3};
inner[] = Surface In BoundingBox {0.4, 0.4, 0.4, 1.6, 1.6, 1.6};
Physical Surface("liner", 11) = {inner[]};
Physical Surface("top", 12) = Surface In BoundingBox {-0.1, -0.1, 1.9, 2.1, 2.1, 2.1};
