# study_of_the_heap.sh: the study of cases/shuozhou-gangue-heap, shortened to two days without spin-up:
# all its scenarios are read, fit the mesh, run and are compared.
. "$(dirname "$0")/common.sh"
cp -r "$CASES"/shuozhou-gangue-heap "$scratch/heap"  # a case is named after its folder
sed -i 's/^set:$/set:\n  time.end: 2 day\n  time.spin_up: 0 day\n  output.every: 1 day/' "$scratch/heap/study.yaml"
expect 0 2 compare "$scratch/heap/study.yaml" -o "$scratch/out" --lang en
[ "$(grep -c ',done,' "$scratch/out/scenarios.csv")" -ge 12 ] || fail "not all are done: $said"
for name in no_action soil_cover membrane_cover cutoff_wall reactive_barrier pump_and_treat farmland excavation; do
  grep -q "^$name,.*,done," "$scratch/out/scenarios.csv" || fail "$name is not done"
done
grep -q '"no_action":"no_action"' "$scratch/out/study.json" || fail "no action is not known as such"
[ -s "$scratch/out/report.html" ] || fail "no report"
