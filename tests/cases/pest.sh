# pest.sh FOLDER: a small driver that does what PEST does: fills the template, runs the model and reads
# by the instruction file, line by line; what it reads is what monitors.csv holds.
. "$(dirname "$0")/common.sh"
study=$1/velocity.yaml
expect 0 1 pest "$study" -o "$scratch/pest"
cd "$scratch/pest"
[ "$(sed -n 4p case.pst)" = "1 2 1 0 1" ] || fail "wrong counts in the control file: $(sed -n 4p case.pst)"
value=$(awk '$1 == "inflow" { print $4 }' case.pst)
# PEST's own way: the marker of the first line, the number in place of all from marker to marker.
[ "$(head -1 parameters.tpl)" = "ptf ~" ] || fail "no template"
sed -n "2,\$s/~inflow *~/$value/p" parameters.tpl >parameters.txt
grep -qx "boundaries.inlet.flow.inflow=$value m/day" parameters.txt || fail "template: $(cat parameters.txt)"
sh model.sh || fail "the model does not run"
[ "$(head -1 observations.ins)" = "pif ~" ] || fail "no instructions"
line=0
tail -n +2 observations.ins | while read -r advance marker name; do
  line=$((line + ${advance#l}))
  [ "$marker" = "~,~" ] || fail "marker $marker"
  name=${name#!}
  printf '%s %s\n' "${name%!}" "$(sed -n "${line}p" simulated.csv | cut -d, -f2)"
done >read.txt
# The column of the monitor, at the rows of the observed times: 100 d and 155 d, between two steps.
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^port A /) c = i; next }
  function at(t) { return v0 + (v - v0) * (t - t0) / ($1 - t0) }
  { v = $c; if (NR > 2) { if (t0 < 8640000 && $1 >= 8640000) a = at(8640000)
      if (t0 < 13392000 && $1 >= 13392000) b = at(13392000) } t0 = $1; v0 = v }
  END { printf "%.6f\n%.6f\n", a, b }' run/monitors.csv >expected.txt
awk '{ printf "%.6f\n", $2 }' read.txt >found.txt
cmp expected.txt found.txt || fail "read $(cat found.txt), expected $(cat expected.txt)"
[ "$(awk '{ print $1 }' read.txt | tr '\n' ' ')" = "obs_1 obs_2 " ] || fail "names $(cat read.txt)"
grep -q "^obs_2 0.4 50 monitors" case.pst || fail "no observation in the control file"

# The same of the case alone, by a key and a table, comes to the same.
case=$(dirname "$study")/column.yaml
printf 'monitor,time,value,weight\nport A,100 day,0.02,50\nport A,155 day,0.4,50\n' >observed.csv
expect 0 1 pest "$case" --par boundaries.inlet.flow.inflow:0.02:0.2 --observed observed.csv -o plain
grep -qx "par_1 log factor 0.06 0.02 0.2 parameters 1 0 1" plain/case.pst || fail "no parameter: $(cat plain/case.pst)"
cmp observations.ins plain/observations.ins
sed -n "2,\$s/~par_1 *~/$value/p" plain/parameters.tpl >plain/parameters.txt
cmp parameters.txt plain/parameters.txt
(cd plain && sh model.sh) || fail "the model of the case does not run"
cmp simulated.csv plain/simulated.csv || fail "simulated: $(cat plain/simulated.csv)"

plain() { expect 2 1 pest "$case" --observed observed.csv -o wrong "$@"; }
plain
says "no number to estimate; name one by --par KEY"
plain --par boundaries.inlet.flow.inflw
says 'gives no "inflw" (nearest: inflow)'
plain --par boundaries.inlet.flow.inflow:1
says "is neither KEY nor KEY:least:most"
plain --par boundaries.inlet.flow.inflow:1:2
says "starts at 0.06 in $case; write KEY:least:most, numbers around it"
plain --par boundaries.inlet.patch
says "name a key with one number"
printf 'monitor,time,value,weight\n,100 m,x,-1\n' >observed.csv
plain --par boundaries.inlet.flow.inflow
says 'observed.csv:2:1: monitor "" is empty; write a name'
says 'observed.csv:2:2: time "100 m" is no time since the start; write one such as 30 day'
says 'observed.csv:2:8: value "x" is not a decimal number'
says 'observed.csv:2:10: weight "-1" is below 0'
[ ! -e wrong ] || fail "wrong input left a folder"
