# gnuplot plot.gp writes time_error.svg from time_error.csv (this program) and backward_euler.csv (the
# method of first order that it had before, at commit a5f187d).
set terminal svg size 900,380 font "sans,12" background "white"
set output "| expand -t 2 | sed 's, *$,,' > time_error.svg"
set datafile separator ","
set logscale xy
set format "10^{%T}"
set key bottom right
set multiplot layout 1,2
only(name, value) = strcol(1) eq name ? value : NaN
set xlabel "error asked for"
set ylabel "error got"
set xrange [5e-7:2e-2]
plot x with lines lc "grey" title "the same", \
  "time_error.csv" using 2:(only("srivastava_yeh", $3)) with points pt 7 lc 1 title "wetting", \
  "" using 2:(only("redistribution", $3)) with points pt 7 lc 2 title "redistribution", \
  "" using 2:(only("celia", $3)) with points pt 7 lc 3 title "front", \
  "backward_euler.csv" using 2:(only("srivastava_yeh", $3)) with points pt 6 lc 1 notitle, \
  "" using 2:(only("redistribution", $3)) with points pt 6 lc 2 notitle, \
  "" using 2:(only("celia", $3)) with points pt 6 lc 3 title "(backward Euler: hollow)"
set xlabel "Newton iterations"
set xrange [10:1e4]
set key off
plot "time_error.csv" using 6:(only("srivastava_yeh", $3)) with points pt 7 lc 1, \
  "" using 6:(only("redistribution", $3)) with points pt 7 lc 2, \
  "" using 6:(only("celia", $3)) with points pt 7 lc 3, \
  "backward_euler.csv" using 6:(only("srivastava_yeh", $3)) with points pt 6 lc 1, \
  "" using 6:(only("redistribution", $3)) with points pt 6 lc 2, \
  "" using 6:(only("celia", $3)) with points pt 6 lc 3
