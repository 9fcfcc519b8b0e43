# sweep.sh: a sweep by groups of ranks and by processes comes to the same; one that was broken goes
# on with what is not done; a row that fails leaves the others standing; wrong tables are told.
. "$(dirname "$0")/common.sh"
cd "$scratch"
expect 0 1 new heap
cat >table.csv <<END
name,materials.soil.hydraulic_conductivity,mesh.x,time.end
as_it_is,,,60 day
tight,2 cm/day,,60 day
coarse,,"{from: 0 m, to: 200 m, cells: 10}",60 day
short,,,30 day
END
set -- sweep table.csv --case heap/case.yaml --set output.every='10 day'
expect 0 2 "$@" -o ranks
expect 0 1 "$@" -o processes --processes 2
for sweep in ranks processes; do  # but for the seconds
  awk -F, -v OFS=, 'NR > 1 { sub(/,done,0,[^,]*,/, ",done,0,,") } { print }' $sweep/summary.csv >$sweep.csv
done
cmp ranks.csv processes.csv || fail "ranks and processes differ"
[ "$(grep -c ',done,0,' ranks.csv)" -eq 4 ] || fail "not all are done: $(cat ranks.csv)"
grep -q '"exit_code": 0' ranks/tight/status.json || fail "no state of a row"
# The row that sets nothing but the time is the case itself.
expect 0 1 run heap/case.yaml -o alone --set output.every='10 day' --set time.end='60 day' --quiet
cmp alone/monitors.csv processes/as_it_is/monitors.csv || fail "a row differs from its case"
cmp alone/monitors.csv ranks/tight/monitors.csv >/dev/null && fail "a row sets nothing"

# Nothing is thrown away by mistake, and what is done does not run again, by whatever it was run.
expect 2 1 "$@" -o ranks
says "ranks: holds runs of a sweep; --resume goes on with them"
expect 0 2 "$@" -o processes --resume
case $said in *begins*) fail "runs again what is done: $said" ;; esac

# One that was stopped goes on, one that never ran begins, one of another case is left to fail.
sed -i 's/"status": "done"/"status": "stopped"/' ranks/tight/run.json
rm -r ranks/coarse ranks/short
mkdir ranks/short
echo something >ranks/short/else.txt
expect 3 1 "$@" -o ranks --resume --processes 2
says "tight: goes on"
says "coarse: begins"
says "short: failed: ranks/short: holds files of something else"
grep -q '^short,.*,failed,2,' ranks/summary.csv || fail "the failure is not in the summary"
expect 3 1 "$@" -o ranks --resume
case $said in *begins*) fail "runs again what would only fail again: $said" ;; esac
# What might have come to its end in another attempt has failed for a summary.
sed -i 's/"exit_code": 2/"exit_code": 4/' ranks/short/status.json
expect 3 1 "$@" -o ranks --summary
grep -q '^short,.*,failed,4,' ranks/summary.csv || fail "another failure: $(cat ranks/summary.csv)"
rm -r ranks/short
expect 0 1 "$@" -o ranks --resume --row short
[ "$(grep -c ',done,0,' ranks/summary.csv)" -eq 3 ] || fail "one row alone was summed up"
expect 0 1 "$@" -o ranks --summary
[ "$(grep -c ',done,0,' ranks/summary.csv)" -eq 4 ] || fail "the summary is not of what is there"

# Rows that differ only in what comes after the start have it computed once; each is as alone.
printf 'time.end\n20 day\n40 day\n' >ends.csv
sed -e 's/^time: {/&spin_up: 100 day, /' -e 's/every: 1 yr/every: 10 day/' heap/case.yaml >heap/spun.yaml
expect 0 1 sweep ends.csv --case heap/spun.yaml -o ends
[ "$(printf '%s\n' "$said" | grep -c "the start that all runs have in common")" -eq 1 ] || fail "no common start: $said"
expect 0 1 run heap/spun.yaml -o ends_alone --set time.end='40 day' --quiet
cmp ends_alone/monitors.csv ends/2/monitors.csv || fail "another start than alone"
printf 'materials.soil.hydraulic_conductivity\n1 cm/day\n2 cm/day\n' >starts.csv
expect 0 1 sweep starts.csv --case heap/spun.yaml -o starts --set time.end='20 day'
case $said in *"in common"*) fail "a common start of rows that start otherwise: $said" ;; esac

# A signal stops all, and the sweep goes on from there.
printf 'time.end\n200 yr\n201 yr\n202 yr\n' >long.csv
for backend in "--groups 1" "--processes 2"; do
  rm -rf long
  stopped=0
  # shellcheck disable=SC2086 # two words
  "$SANGGAN" sweep long.csv --case heap/case.yaml -o long --set time.largest_step='5 day' $backend >said 2>&1 &
  run=$!
  while [ "$(cat long/1/monitors.csv 2>/dev/null | wc -l)" -lt 20 ]; do
    kill -0 $run || fail "the sweep ended before it could be stopped: $(cat said)"
    sleep 0.05
  done
  kill -USR1 $run
  wait $run || stopped=$?
  [ $stopped -eq 75 ] || fail "exit code $stopped, expected 75, of $backend: $(cat said)"
  grep -q '"state": "stopped"' long/1/status.json || fail "no state of a stopped row"
  [ ! -e long/3/run.json ] || fail "a row was begun after the signal"
done

# Wrong tables, told by their place, all at once; nothing is written.
cat >wrong.csv <<END
name,materials.soil.hydraulic_conductivty,time.end
one,1 cm/day,3 m
two,1 cm/day,[
END
expect 2 1 sweep wrong.csv --case heap/case.yaml -o wrong
says 'wrong.csv:3:14: time.end "["'
sed -i 's/\[/0 yr/' wrong.csv
expect 2 2 sweep wrong.csv --case heap/case.yaml -o wrong
says "wrong.csv:1:6: materials.soil.hydraulic_conductivty is not a key of this section (nearest: hydraulic_conductivity)"
says 'wrong.csv:2:14: time.end "3 m" is a length'
says 'wrong.csv:3:14: time.end "0 yr" is out of range'
[ "$(printf '%s\n' "$said" | grep -c conductivty)" -eq 1 ] || fail "a column is told for each row: $said"
printf 'name,time.end\na/b,1 yr\nx,1 yr\nx,2 yr\n' >names.csv
expect 2 1 sweep names.csv --case heap/case.yaml -o wrong
says 'names.csv:2:1: the name "a/b" cannot be that of a folder'
says 'names.csv:4:1: the name "x" is that of line 3 already'
expect 2 1 sweep table.csv --case heap/case.yaml -o wrong --row coars
says "nearest: coarse"
expect 2 2 "$@" -o wrong --processes 2
says "without mpirun"
[ ! -e wrong ] || fail "a wrong table left a folder"

expect 0 1 "$@" -o array --slurm array.sh --at-once 7
bash -n array.sh || fail "the Slurm script is no script"
grep -q -- '--array=0-3%7' array.sh || fail "the array has not a task for each row"
