# sweep_on_slurm.sh: what the scripts for Slurm promise, on a real one. A study, a sweep and an
# ensemble run through as arrays and are summed up; the exit codes of runs are those of their tasks;
# a task that is cut by its time limit saves its state, is queued again and goes on; so does one
# whose node goes down.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../cases/common.sh"
. "$here/one_node.sh"
use_slurm
began=$(date +%s)

cd "$scratch"
soon 10 node_is_idle
expect 0 1 new heap
expect 0 1 new long

# A sweep, one row of which cannot write where something else lies.
printf 'name,time.end\none,30 day\ntwo,60 day\nblocked,30 day\n' >table.csv
mkdir -p sweep/blocked
touch sweep/sweep.csv sweep/blocked/else.txt
expect 0 1 sweep table.csv --case heap/case.yaml -o sweep --resume --slurm sweep.sh --ranks 2 --at-once 1 \
  --time 5 --submit
array=$(number_of submitted)
sum=$(number_of and)
soon 60 job_says "$sum" JobState=FAILED  # since a row failed
grep -q '^one,30 day,done,0,' sweep/summary.csv || fail "no summary: $(cat sanggan-*.log)"
grep -q '^two,60 day,done,0,' sweep/summary.csv || fail "no second row: $(cat sweep/summary.csv)"
grep -q '^blocked,30 day,failed,2,' sweep/summary.csv || fail "the failure is not told"
for task in "0 0:0" "1 0:0" "2 3:0"; do
  job_says "${array}_${task% *}" "ExitCode=${task#* }" || fail "another exit code than $task"
done
job_says "$sum" ExitCode=3:0 || fail "the exit code of the sum is not passed on"

# A study by its array, and the comparison after it. Its scenarios are cut short.
cp "$here"/../cases/study/*.yaml .
sed -i 's/time.end: 3 yr/time.end: 0.3 yr/' study.yaml
expect 0 1 compare study.yaml -o study --slurm study.sh --ranks 1
study=$(sbatch --parsable study.sh)
soon 90 ended "$study"
expect 0 1 compare study.yaml -o study
case $said in *begins*) fail "the array left something to do: $said" ;; esac
[ -s study/report.html ] || fail "no report"

# An ensemble by its array, summed up after it as by hand.
cp "$here"/../app/ensemble/*.yaml .
expect 0 1 ensemble failing.yaml -o ensemble --slurm ensemble.sh --submit
sum=$(number_of and)
soon 60 job_says "$sum" JobState=FAILED  # since members failed
[ "$(grep -c ',done,5,' ensemble/members.csv)" -eq 3 ] || fail "not 3 members are done: $(cat sanggan-*.log)"
mv ensemble/monitors.csv summed_up.csv
expect 3 1 ensemble failing.yaml -o ensemble --resume
case $said in *begins*) fail "the array left something to do: $said" ;; esac
cmp summed_up.csv ensemble/monitors.csv || fail "another result by hand"

# Slurm looks for time limits every 30 s; the task is to be under way by then, and not yet done.
printf 'name,time.end\nlong,%s\n' "${LONG:-300 yr}" >table.csv
while [ $((($(date +%s) - began) % 30)) -ne 25 ]; do sleep 0.2; done
expect 0 1 sweep table.csv --case long/case.yaml -o cut --set time.largest_step='10 day' --slurm cut.sh --time 1
export SBATCH_SIGNAL=B:USR1@59
job=$(sbatch --parsable cut.sh)
soon 40 state_is cut/long stopped
soon 10 job_says "$job" Restarts=1
soon 10 go_on "$job"
soon 20 state_is cut/long running
scontrol update NodeName="$node" State=DOWN Reason=test
soon 20 job_says "$job" Restarts=2
state_is cut/long running || fail "the run was not broken off: $(cat cut/long/status.json)"
soon 20 no_task_of "$job"  # a node that still runs the old task refuses the new one
# It may have come back by itself, which Slurm then calls an invalid state to resume.
scontrol update NodeName="$node" State=RESUME 2>/dev/null ||
  sinfo -h -o %T | grep -q -e idle -e mixed -e alloc
soon 10 go_on "$job"
soon 120 ended "$job"
state_is cut/long "done" || fail "the run did not go on to its end: $(cat sanggan-"$job"*)"
[ "$(grep -c 'goes on' sanggan-"$job"-0.log)" -eq 2 ] || fail "it began anew: $(cat sanggan-"$job"*)"
