// Box of 4 x 3 x 2 m of 8 x 6 x 4 hexahedra in two layers; the sides to the south and north have no name.
Point(1) = {0, 0, 0};
line[] = Extrude {4, 0, 0} { Point{1}; Layers{8}; };
ground[] = Extrude {0, 3, 0} { Line{line[1]}; Layers{6}; Recombine; };
lower[] = Extrude {0, 0, 1} { Surface{ground[1]}; Layers{2}; Recombine; };
upper[] = Extrude {0, 0, 1} { Surface{lower[0]}; Layers{2}; Recombine; };
Physical Volume("aquifer", 1) = {lower[1]};
Physical Volume("heap", 2) = {upper[1]};
Physical Surface("bottom", 1) = {ground[1]};
Physical Surface("top", 2) = {upper[0]};
Physical Surface("west", 3) = Surface In BoundingBox {-0.1, -0.1, -0.1, 0.1, 3.1, 2.1};
Physical Surface("east", 4) = Surface In BoundingBox {3.9, -0.1, -0.1, 4.1, 3.1, 2.1};
