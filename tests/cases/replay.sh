# replay.sh RANKS FOLDER: a run of which a cell cannot react leaves that cell, which fails alone, too.
. "$(dirname "$0")/common.sh"
ranks=$1
case=$2/restart.yaml
cd "$scratch"
# A reaction that takes zinc away until there is none left.
leak='{releases: {Zn: -1}, consumed: 0, rate: {law: expression, formula: "1e-4"}}'
expect 3 "$ranks" run "$case" -o results --set "chemistry.kinetics.leak=$leak" \
  --set time.smallest_step="10 min"
says "no chemical equilibrium in the cell at"
says "sanggan speciate --replay results/failed_cell.yaml computes that cell alone"
expect 3 1 speciate --replay results/failed_cell.yaml
says "no chemical equilibrium; Zn+2 is out of balance by"
says "converged"
grep -q "Zn is out of balance\|Zn+2 is out of balance" results/failure.json ||
  fail "failure.json says otherwise: $(cat results/failure.json)"
# A run that goes well leaves none.
expect 0 "$ranks" run "$case" -o results --set time.end="0.25 day"
[ ! -e results/failed_cell.yaml ] || fail "the cell of the run before is still there"
