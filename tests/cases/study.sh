# study.sh: a study runs on 1 and 2 ranks to the same figures; one that was broken goes on without
# running again what is done; a scenario that fails leaves the others standing; wrong input is told.
. "$(dirname "$0")/common.sh"
path=$(cd "$(dirname "$0")" && pwd)/study/study.yaml
for ranks in 1 2; do
  expect 0 $ranks compare "$path" -o "$scratch/$ranks"
  says "not technically operable"
  "$STUDY_NUMBERS" "$scratch/$ranks" || fail "the figures of $ranks ranks"
done
tr -d ' \n' <"$scratch/2/study.json" | grep -q '"receptor":"toe","key":"people","value":"1"' ||
  fail "does not say what a scenario changes of a receptor"
for table in scenarios water soils costs; do
  [ -s "$scratch/2/$table.csv" ] || fail "no table $table.csv"
done
[ -s "$scratch/2/cover/monitors.gpkg" ] || fail "no outlines of the plume"
ls "$scratch"/2/cover/maps/*.tif >/dev/null || fail "no maps of the plume"

# All is done: nothing runs again, and the same comes out.
cp "$scratch/2/study.json" "$scratch/before.json"
expect 0 2 compare "$path" -o "$scratch/2"
case $said in *begins*) fail "runs again what is done: $said" ;; esac
cmp "$scratch/2/study.json" "$scratch/before.json"

# One run was killed before it had a checkpoint: it alone runs again.
sed -i 's/"status": "done"/"status": "running"/' "$scratch/2/wall/run.json"
rm -r "$scratch/2/wall/checkpoint"
expect 0 2 compare "$path" -o "$scratch/2"
[ "$(printf '%s\n' "$said" | grep -c begins)" -eq 1 ] || fail "more than one ran again: $said"
says "wall: begins"

# The start is known by now.
rm -r "$scratch/2/cover" "$scratch/2/dig"
expect 0 2 compare "$path" -o "$scratch/2"
case $said in *"the start"*) fail "computes again what is known: $said" ;; esac
says "dig: begins"
"$STUDY_NUMBERS" "$scratch/2" >/dev/null || fail "the figures from a start that is known"

# One was stopped by a signal: it goes on.
expect 0 1 compare "$path" -o "$scratch/3" --scenario wells --quiet
sed -i 's/"status": "done"/"status": "stopped"/' "$scratch/3/wells/run.json"
expect 0 1 compare "$path" -o "$scratch/3" --scenario wells
says "wells: goes on"
[ ! -e "$scratch/3/study.json" ] || fail "compares where one scenario alone was asked for"

# A scenario that fails is told, and the others stand.
mkdir "$scratch/failing"
cp "${path%/*}/case.yaml" "$scratch/failing"
{ sed '/^gates:/,$d' "$path"
  cat <<END
  drowned:
    measures:
      - {name: flood, kind: storm_diversion, patch: heap_top, share: 0.5, start: 1 yr}
gates: {risk: {time_above_limit: 2.6 yr}}
END
} >"$scratch/failing/study.yaml"
mkdir -p "$scratch/4/drowned"
echo something >"$scratch/4/drowned/else.txt"
expect 2 1 compare "$scratch/failing/study.yaml" -o "$scratch/4"
says "holds something else than a study"
touch "$scratch/4/study.yaml"
expect 3 2 compare "$scratch/failing/study.yaml" -o "$scratch/4"
says "drowned: failed"
says "no_action: passes all gates"
grep -q '"status":"failed"' "$scratch/4/study.json" || fail "study.json does not tell the failure"

# Wrong input, told by its place in the study; nothing is written.
sed 's/kind: soil_cover/kind: soil_covr/' "$path" >"$scratch/failing/wrong.yaml"
expect 2 1 compare "$scratch/failing/wrong.yaml" -o "$scratch/5"
says "wrong.yaml:40"
says "soil_cover"
expect 2 1 compare "$path" -o "$scratch/5" --scenario cove
says "nearest: cover"
[ ! -e "$scratch/5" ] || fail "wrong input left a folder"

expect 0 1 compare "$path" -o "$scratch/6" --slurm "$scratch/array.sh"
[ ! -e "$scratch/6" ] || fail "writing a script ran something"
bash -n "$scratch/array.sh" || fail "the Slurm script is no script"
grep -q -- '--array=0-5' "$scratch/array.sh" || fail "the array has not a task for each scenario"
