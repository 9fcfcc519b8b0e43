# Draws the plot of one problem: gnuplot -e "base='DIR/NAME'; picture='NAME.svg'" plot.gp
# Lines are the reference, points are computed.
set terminal svg size 720,420 dynamic font 'Helvetica,12' background '#ffffff'
set output picture
set key outside right top reverse Left samplen 2 spacing 1.2
set border 3
set tics nomirror out
set grid lc rgb '#e0e0e0' lt 1
set linetype 1 lc rgb '#0b5394'
set linetype 2 lc rgb '#b45f06'
set linetype 3 lc rgb '#38761d'
set linetype 4 lc rgb '#990000'
set linetype 5 lc rgb '#674ea7'
set linetype 6 lc rgb '#444444'
set linetype cycle 6
load base . '.axes.gp'
plot for [i = 0 : lines - 1] base . '.reference.dat' index i using 1:2 with lines lt i + 1 lw 1.5 \
       notitle, \
     for [i = 0 : points - 1] base . '.computed.dat' index i using 1:2 with points lt i + 1 pt 6 ps 0.45 \
       title columnheader(1)
