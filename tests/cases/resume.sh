# resume.sh BEFORE AFTER SIGNAL SHARE [KEY=VALUE...]: a run on BEFORE ranks, stopped by SIGNAL and
# resumed on AFTER ranks, ends as if nobody had stopped it: its fields to within SHARE of their
# largest value (0: to the last bit), its peaks, exceedances and, on as many ranks, all its counts.
. "$(dirname "$0")/common.sh"
before=$1 after=$2 signal=$3 share=$4
shift 4
for change in "$@"; do
  shift
  set -- "$@" --set "$change"
done
cd "$scratch"
expect 0 1 new heap
# Long enough to be stopped half way: some 750 steps; the limit is exceeded after 165.
set -- run heap/case.yaml --set time.end="20 yr" --set time.largest_step="10 day" "$@"

expect 0 "$before" "$@" -o whole
printf '%s\n' "$said" >whole.txt

stopped=0
(sanggan "$before" "$@" -o parts --quiet) >said 2>&1 &
run=$!
while [ "$(cat parts/monitors.csv 2>/dev/null | wc -l)" -lt 250 ]; do
  kill -0 $run || fail "the run ended before it could be stopped: $(cat said)"
  sleep 0.02
done
kill -"$signal" $run
wait $run || stopped=$?
[ $stopped -eq 75 ] || fail "exit code $stopped, expected 75, of a run that was stopped: $(cat said)"
grep -q '"status": "stopped"' parts/run.json || fail "run.json does not say that it was stopped"
cp parts/monitors.csv stopped.csv

expect 0 "$after" resume parts
printf '%s\n' "$said" >parts.txt
"$RUN_FOLDER_TEST" parts 631152000 || fail "what the resumed run left"
"$SAME_RESULTS" whole parts "$share" || fail "the resumed run ends elsewhere"

# The rows before the stop stay as they were, and no time is missing.
cut -d, -f1 whole/monitors.csv >whole.times
cut -d, -f1 parts/monitors.csv >parts.times
head -n "$(wc -l <stopped.csv)" parts/monitors.csv | cmp - stopped.csv
if [ "$before" -eq "$after" ]; then
  cmp whole/monitors.csv parts/monitors.csv
  cmp whole/budget.csv parts/budget.csv
  cmp whole.times parts.times
fi

# sulfate, mg/L  250  20  2250 >4.493 yr ^ ...
grep '^sulfate, ' whole.txt >whole.peaks
grep '^sulfate, ' parts.txt >parts.peaks
grep -q ' >' whole.peaks || fail "no limit is exceeded, so that nothing is tested"
diff whole.peaks parts.peaks || fail "the resumed run forgot peaks"

if [ "$before" -eq "$after" ]; then
  for count in steps cuts newton_iterations linear_iterations; do
    grep "\"$count\"" whole/run.json >count.whole
    grep "\"$count\"" parts/run.json >count.parts
    diff count.whole count.parts || fail "the resumed run counts otherwise"
  done
fi
