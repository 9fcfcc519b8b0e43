// Disc of radius 2 m and 1.5 m thick, prisms in three layers; the groups have numbers and no names.
Point(1) = {0, 0, 0, 0.7};
Point(2) = {2, 0, 0, 0.7};
Point(3) = {0, 2, 0, 0.7};
Point(4) = {-2, 0, 0, 0.7};
Point(5) = {0, -2, 0, 0.7};
Circle(1) = {2, 1, 3};
Circle(2) = {3, 1, 4};
Circle(3) = {4, 1, 5};
Circle(4) = {5, 1, 2};
Curve Loop(1) = {1, 2, 3, 4};
Plane Surface(1) = {1};
disc[] = Extrude {0, 0, 1.5} { Surface{1}; Layers{3}; Recombine; };
Physical Volume(7) = {disc[1]};
Physical Surface(8) = {disc[0]};
