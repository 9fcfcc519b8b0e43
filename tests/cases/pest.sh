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
