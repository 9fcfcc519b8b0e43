# stop.sh SANGGAN [EDGE [RANKS...]]: a box of EDGE^3 cells (100) with water and two species, on each
# number of ranks (1 2): what its last checkpoint took, from SIGTERM until the run has ended, and a
# set-up of the multigrid, within which nothing is given up. At most 1 s for a checkpoint of 10^6 cells
# is what we plan for, since mpirun kills its ranks so long after a SIGTERM.
set -eu
sanggan=$1 edge=${2:-100}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- 1 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/box"
cd "$scratch/box"
cat >case.yaml <<YAML
schema_version: 1
title: Rain on a box of soil
mesh:
  kind: box
  x: {from: 0 m, to: 100 m, cells: $edge}
  y: {from: 0 m, to: 100 m, cells: $edge}
  z: {from: 0 m, to: 20 m, cells: $edge}
  zone: soil
materials:
  soil:
    hydraulic_conductivity: 20 cm/day
    retention: {law: van_genuchten, residual_water_content: 0.07, saturated_water_content: 0.42, alpha: 1.5 1/m, n: 1.5}
    dispersivity: {longitudinal: 0.5 m, transverse: 0.05 m}
species:
  sulfate: {molar_mass: 96.06 g/mol, background: 20 mg/L}
  chloride: {molar_mass: 35.45 g/mol, background: 10 mg/L}
initial: {water_table: 15 m, least_pressure_head: -3 m}
boundaries:
  upstream: {patch: west, flow: {law: fixed_head, head: 15 m}, inflow: {sulfate: 200 mg/L}}
  downstream: {patch: east, flow: {law: fixed_head, head: 14 m}}
  rain: {patch: top, flow: {law: recharge, rate: 300 mm/yr}, inflow: {chloride: 100 mg/L}}
time: {end: 100 yr, first_step: 1 h, largest_step: 5 day}
YAML
seconds() { awk -v begin="$1" -v end="$2" 'BEGIN { printf "%.2f", end - begin }'; }
export PETSC_OPTIONS="${PETSC_OPTIONS-} -log_view :petsc.txt"
for ranks; do
  launch=
  [ "$ranks" -eq 1 ] || launch="mpirun --quiet -n $ranks"
  $launch "$sanggan" run case.yaml -o $ranks --quiet &
  run=$!
  until [ "$(cat $ranks/monitors.csv 2>/dev/null | wc -l)" -ge 8 ]; do
    kill -0 $run
    sleep 0.2
  done
  sleep 1
  kill -TERM $(pgrep -P $run -x sanggan || echo $run)  # the ranks alone: their launcher would kill them
  begin=$(date +%s.%N) status=0
  wait $run || status=$?
  end=$(date +%s.%N)
  newest=$(ls $ranks/checkpoint/*.h5 | tail -n 1)
  # From the creation of the temporary file to the name that it got in the end.
  echo "$ranks ranks: checkpoint of $(($(stat -c %s "$newest") / 1000000)) MB in $(seconds $(stat -c '%.W %.Z' "$newest")) s;" \
    "exit code $status $(seconds "$begin" "$end") s after SIGTERM"
  awk '$1 == "PCSetUp" { printf "  %d set-ups of %.2f s\n", $2, $4 / $2 }' petsc.txt
done
