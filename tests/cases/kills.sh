# kills.sh KILLS [SEED]: a run on two ranks, killed at so many random moments, ends after `resume` as
# one that nobody killed; what it had finished is there after each kill.
. "$(dirname "$0")/common.sh"
kills=$1 seed=${2:-1}
cd "$scratch"
expect 0 1 new heap
set -- run heap/case.yaml --quiet --set time.end="3 yr" --set time.largest_step="10 day" \
  --set output.every="20 day" --set output.checkpoint_interval="0.05 s"

# launch FOLDER ARGUMENTS...: the run is $run, and has a record from now on.
launch() {
  folder=$1
  shift
  "$MPIEXEC" --quiet -n 2 "$SANGGAN" "$@" -o "$folder" >said 2>&1 &
  run=$!
  until [ -e "$folder/run.json" ]; do
    kill -0 $run || fail "the run ended before it began: $(cat said)"
    sleep 0.01
  done
}

launch whole "$@"
begin=$(date +%s%N)
wait $run || fail "the run that nobody killed: $(cat said)"
spent=$((($(date +%s%N) - begin) / 1000000))  # (ms)

# Moments between the record of a run and its end, in seconds, also for those that came too late.
moments=$(awk -v n="$kills" -v seed="$seed" -v spent="$spent" \
  'BEGIN { srand(seed); for (k = 0; k < 10 * n; ++k) printf "%.3f\n", rand() * spent / 1000 }')
killed=0
for moment in $moments; do
  [ $killed -lt "$kills" ] || break
  rm -rf parts
  launch parts "$@"
  sleep "$moment"
  # The ranks are children of the launcher.
  ranks=$(pgrep -P $run) && kill -KILL $ranks $run 2>/dev/null && killed=$((killed + 1))
  wait $run 2>/dev/null || true
  # A row of monitors.csv is written after the output of its time.
  last=$(awk -F, 'NR > 1 && NF == n { t = $1 } { n = NF } END { print t }' parts/monitors.csv 2>/dev/null) || true
  if [ -n "$last" ]; then
    "$SAME_RESULTS" whole parts 0 "$last" || fail "results.h5 after a kill at $moment s"
  fi
  expect 0 2 resume parts --quiet
  "$SAME_RESULTS" whole parts 0 || fail "the run killed at $moment s ends elsewhere"
  cmp whole/monitors.csv parts/monitors.csv || fail "monitors.csv after a kill at $moment s"
  cmp whole/budget.csv parts/budget.csv || fail "budget.csv after a kill at $moment s"
  echo "kill $killed at $moment s: went on to the same end"
done
[ $killed -eq "$kills" ] || fail "only $killed of $kills kills came before the end of the run"
echo "$killed of $kills runs that were killed went on to the same end"
