# repeat.sh RANKS: the same run twice gives the same results to the last bit.
. "$(dirname "$0")/common.sh"
cd "$scratch"
expect 0 1 new heap
for time in first second; do
  expect 0 "$1" run heap/case.yaml -o $time --quiet --set time.end="2 yr"
done
"$SAME_RESULTS" first second 0 || fail "the second run differs"
cmp first/monitors.csv second/monitors.csv
cmp first/budget.csv second/budget.csv
