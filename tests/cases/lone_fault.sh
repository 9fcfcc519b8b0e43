# lone_fault.sh: what one rank alone meets, while others wait for it, ends a run with the exit code of
# the error; in a sweep not before the other groups have done their rows, so that `--resume` has only
# the row at fault left to do.
. "$(dirname "$0")/common.sh"
cd "$scratch"
expect 0 1 new heap

# ends_with_4 COMMAND...: in time, too.
ends_with_4() {
  status=0
  timeout 60 "$@" >said 2>&1 || status=$?
  [ $status -eq 4 ] || fail "exit code $status, expected 4, of a fault on one rank: $(cat said)"
}

# A folder that one rank does not see.
set -- run heap/case.yaml --set time.end="1 day" --quiet
ends_with_4 "$MPIEXEC" --quiet -n 1 "$SANGGAN" "$@" -o there : -n 1 "$SANGGAN" "$@" -o elsewhere
grep -q "results.h5: " said || fail "nobody names the file: $(cat said)"

# A table that rank 0 alone reads, with the results open on all.
printf 'time.end\n1 day\n2 day\n3 day\n' >table.csv
set -- sweep table.csv --case heap/case.yaml -o rows
expect 0 2 "$@"
sed -i 's/"status": "done"/"status": "stopped"/' rows/1/run.json
mv rows/1/monitors.csv whole.csv
mkdir rows/1/monitors.csv
rm -r rows/2 rows/3
ends_with_4 "$MPIEXEC" --quiet -n 2 "$SANGGAN" resume rows/1 --quiet
grep -q "rows/1/monitors.csv: " said || fail "nobody names the file: $(cat said)"
sed -i 's/"status": "running"/"status": "stopped"/' rows/1/run.json
ends_with_4 "$MPIEXEC" --quiet -n 4 "$SANGGAN" "$@" --resume --groups 2
grep -q "^1: failed on one of its ranks alone, .*rows/1/monitors.csv: " said ||
  fail "nobody names the row: $(cat said)"
for row in 2 3; do
  grep -q '"status": "done"' rows/$row/run.json || fail "row $row was not done: $(cat said)"
done
grep -q '"state": "failed"' rows/1/status.json || fail "the row at fault is not noted as failed"
rmdir rows/1/monitors.csv
mv whole.csv rows/1/monitors.csv
expect 0 2 "$@" --resume
case $said in *"2: begins"* | *"3: begins"*) fail "runs again what is done: $said" ;; esac
[ "$(grep -c ',done,0,' rows/summary.csv)" -eq 3 ] || fail "not all are done: $said"
