# measures.sh: a case with measures runs on 1 and 2 ranks to the same fields, keeps its books by
# measure, and a run stopped in a stage and resumed ends on the same bits.
. "$(dirname "$0")/common.sh"
path=$(cd "$(dirname "$0")" && pwd)/measures/case.yaml
end=126230400
for ranks in 1 2; do
  expect 0 $ranks run "$path" -o "$scratch/$ranks" --quiet \
    --set numerics.newton.tolerance=1e-12 --set numerics.newton.linear_tolerance=1e-10 \
    --set numerics.transport.linear_tolerance=1e-12 --set numerics.transport.advection=upwind
  "$RUN_FOLDER_TEST" "$scratch/$ranks" $end || fail "what $ranks ranks left"
done
"$SAME_RESULTS" "$scratch/1" "$scratch/2" 1e-7 || fail "1 and 2 ranks do not agree"

# Steps of a day, so that there is time to stop it.
set -- run "$path" --set time.largest_step="1 day"
cd "$scratch"
expect 0 1 "$@" -o whole --quiet
stopped=0
(sanggan 1 "$@" -o parts --quiet) >said 2>&1 &
run=$!
# Between the second and the third year, after the cover and the wall have come.
until awk -F, 'END { exit !($1 > 6.5e7) }' parts/monitors.csv 2>/dev/null; do
  kill -0 $run || fail "the run ended before it could be stopped: $(cat said)"
done
kill -TERM $run
wait $run || stopped=$?
[ $stopped -eq 75 ] || fail "exit code $stopped, expected 75, of a run that was stopped: $(cat said)"
expect 0 1 resume parts
"$SAME_RESULTS" whole parts 0 || fail "the resumed run ends elsewhere"
cmp whole/monitors.csv parts/monitors.csv
cmp whole/budget.csv parts/budget.csv
for name in containment covering wall; do
  grep -q "\"name\": \"$name\"" parts/run.json || fail "no books of $name in run.json"
done
grep -q '"treated"' parts/run.json || fail "run.json does not say what was treated"
