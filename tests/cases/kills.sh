# kills.sh KILLS [SEED]: a run on two ranks, killed at so many random moments, ends after `resume` as
# one that nobody killed; what it had finished is there after each kill.
. "$(dirname "$0")/common.sh"
kills=$1 seed=${2:-1}
cd "$scratch"
expect 0 1 new heap
set -- run heap/case.yaml --quiet --set time.end="3 yr" --set time.largest_step="10 day" \
  --set output.every="20 day" --set output.checkpoint_interval="0.05 s"
begin=$(date +%s%N)
expect 0 2 "$@" -o whole
spent=$((($(date +%s%N) - begin) / 1000000))  # (ms)

# A moment between the start and the end of a whole run, in seconds.
moments=$(awk -v n="$kills" -v seed="$seed" -v spent="$spent" \
  'BEGIN { srand(seed); for (k = 0; k < n; ++k) printf "%.3f\n", rand() * spent / 1000 }')
resumed=0
for moment in $moments; do
  rm -rf parts
  "$MPIEXEC" --quiet -n 2 "$SANGGAN" "$@" -o parts >said 2>&1 &
  run=$!
  sleep "$moment"
  kill -KILL $(pgrep -P $run) $run 2>/dev/null || true  # the ranks are children of the launcher
  wait $run 2>/dev/null || true
  # A row of monitors.csv is written after the output of its time.
  last=$(awk -F, 'NR > 1 && NF == n { t = $1 } { n = NF } END { print t }' parts/monitors.csv 2>/dev/null) || true
  if [ -n "$last" ]; then
    "$SAME_RESULTS" whole parts 0 "$last" || fail "results.h5 after a kill at $moment s"
  fi
  if [ -e parts/run.json ]; then
    expect 0 2 resume parts --quiet
    resumed=$((resumed + 1))
    "$SAME_RESULTS" whole parts 0 || fail "the run killed at $moment s ends elsewhere"
    cmp whole/monitors.csv parts/monitors.csv || fail "monitors.csv after a kill at $moment s"
    cmp whole/budget.csv parts/budget.csv || fail "budget.csv after a kill at $moment s"
  fi
done
echo "$kills kills, $resumed runs had begun, and all of them went on to the same end"
