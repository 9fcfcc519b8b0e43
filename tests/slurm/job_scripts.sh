# job_scripts.sh FOLDER: the job scripts in that folder, on a real Slurm. A run and a sweep that are
# told that their time is nearly up save their states, are queued again and go on to their ends; the
# exit code of what they run is that of the job.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../cases/common.sh"
. "$here/one_node.sh"
use_slurm
has_steps() { [ "$(wc -l <"$1/monitors.csv")" -gt 20 ]; }

# goes_through_a_stop JOB FOLDER: its run is under way there; it is stopped, and goes on.
goes_through_a_stop() {
  soon 30 has_steps "$2"
  scancel --batch --signal=USR1 "$1"
  soon 20 job_says "$1" Restarts=1
  grep -q '"status": "stopped"' "$2/run.json" || fail "not stopped: $(cat sanggan-*.log)"
  soon 20 node_is_idle
  soon 10 go_on "$1"
  soon 60 ended "$1"
  grep -q '"status": "done"' "$2/run.json" || fail "not done: $(cat sanggan-*.log)"
}

cd "$scratch"
soon 10 node_is_idle
expect 0 1 new long
steps='time.largest_step=10 day'

job=$(sbatch --parsable --ntasks=2 "$1/run.sbatch" long/case.yaml run --set "$steps" --set "time.end=60 yr")
goes_through_a_stop "$job" run
expect 0 1 run long/case.yaml -o alone --quiet --set "$steps" --set "time.end=60 yr"
cut -d, -f1 run/monitors.csv >run_times
cut -d, -f1 alone/monitors.csv >alone_times
[ "$(wc -l <run_times)" -eq "$(wc -l <alone_times)" ] || fail "it began anew, or lost steps"

printf 'time.end\n40 yr\n41 yr\n42 yr\n' >table.csv
job=$(sbatch --parsable --ntasks=2 "$1/many.sbatch" sweep table.csv --case long/case.yaml -o sweep --resume \
  --groups 2 --set "$steps")
goes_through_a_stop "$job" sweep/1
[ "$(grep -c ',done,0,' sweep/summary.csv)" -eq 3 ] || fail "not all rows are done: $(cat sanggan-*.log)"
grep -q '^1: goes on' sanggan-"$job".log || fail "the first row began anew: $(cat sanggan-"$job".log)"

for words in "run.sbatch none.yaml none" "many.sbatch sweep none.csv --case none.yaml"; do
  # shellcheck disable=SC2086 # words
  job=$(sbatch --parsable --ntasks=1 "$1"/$words)
  soon 20 job_says "$job" JobState=FAILED
  job_says "$job" ExitCode=2:0 || fail "another exit code than 2: $(scontrol show job "$job")"
done
