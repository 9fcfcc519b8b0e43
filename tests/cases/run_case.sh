# run_case.sh CASE END [KEY=VALUE...]: a case, shortened to END (s), runs on 1 and 2 ranks and leaves
# what a run has to leave.
. "$(dirname "$0")/common.sh"
name=$1 end=$2
shift 2
for change in "$@"; do
  shift
  set -- "$@" --set "$change"
done
for ranks in 1 2; do
  expect 0 $ranks run "$CASES/$name/case.yaml" -o "$scratch/$ranks" --quiet --set time.end="$end s" "$@"
  [ -z "$said" ] || fail "--quiet says: $said"
  "$RUN_FOLDER_TEST" "$scratch/$ranks" "$end" || fail "$name on $ranks ranks"
done
