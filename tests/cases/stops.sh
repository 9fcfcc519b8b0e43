# stops.sh: a limit of wall-clock time, the end of a Slurm job and a signal in a long step or before
# the first one end a run with 75, and `resume` brings it to the end of one that nobody stopped.
. "$(dirname "$0")/common.sh"
cd "$scratch"
expect 0 1 new heap
set -- run heap/case.yaml --quiet --set time.end="12 yr" --set time.largest_step="5 day"
expect 0 1 "$@" -o whole

same_as_whole() {  # same_as_whole FOLDER HOW
  "$SAME_RESULTS" whole "$1" 0 || fail "stopped by $2, the run ends elsewhere"
  cmp whole/monitors.csv "$1/monitors.csv" || fail "monitors.csv after a stop by $2"
  cmp whole/budget.csv "$1/budget.csv" || fail "budget.csv after a stop by $2"
}

expect 75 1 "$@" -o limit --wall-time "1s500ms"
expect 0 1 resume limit --quiet --wall-time 1h
same_as_whole limit "a limit of time"

# The time of the job begins at the second; the environment is that of the job.
SLURM_JOB_END_TIME=$(($(date +%s) + 3))
export SLURM_JOB_END_TIME
expect 75 1 "$@" -o slurm
[ "$(date +%s)" -le "$SLURM_JOB_END_TIME" ] || fail "the run went on beyond the end of its job"
unset SLURM_JOB_END_TIME
expect 0 1 resume slurm --quiet
same_as_whole slurm "the end of a job"

expect 2 1 "$@" -o wrong --wall-time "5 m"
says '--wall-time "5 m" is a length; write a time'

# In the spin-up, which goes on.
set -- run heap/case.yaml --set time.end="1 yr" --set time.spin_up="20 yr" \
  --set time.largest_step="5 day"
expect 0 1 "$@" -o settled --quiet
(sanggan 1 "$@" -o early) >said 2>&1 &
run=$!
until grep -q "spin-up" said; do sleep 0.02; done
sleep 0.3
kill -USR2 $run
stopped=0
wait $run || stopped=$?
[ $stopped -eq 75 ] || fail "exit code $stopped, expected 75, in the spin-up: $(cat said)"
grep -q "stopped (signal USR2) in the spin-up, which goes on from here" said || fail "says: $(cat said)"
expect 0 1 resume early --quiet
"$SAME_RESULTS" settled early 0 || fail "the spin-up that went on ends elsewhere"
cmp settled/monitors.csv early/monitors.csv
cmp settled/budget.csv early/budget.csv
