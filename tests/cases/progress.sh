# progress.sh RANKS: one live line on a terminal, plain lines elsewhere, all steps with -v, JSON on
# request, and nothing with --quiet.
. "$(dirname "$0")/common.sh"
ranks=$1
cd "$scratch"
expect 0 1 new heap

launch=$SANGGAN
[ "$ranks" -eq 1 ] || launch="$MPIEXEC --quiet -n $ranks $SANGGAN"
script -qec "$launch run heap/case.yaml -o live --set time.end=1yr" /dev/null </dev/null >live.txt
live=$(printf '\r\033')
grep -qF "$live" live.txt || fail "no live line on a terminal: $(cat live.txt)"

expect 0 "$ranks" run heap/case.yaml -o plain --set time.end=1yr
case $said in
  *"$live"*) fail "a live line in a file" ;;
esac
says "of 1 yr ("

expect 0 "$ranks" run heap/case.yaml -o verbose --set time.end=1yr -v
steps=$(sed -n 's/.*"steps": \([0-9]*\).*/\1/p' verbose/run.json)
[ "$(printf '%s\n' "$said" | grep -c ' of 1 yr (.* step ')" -eq "$steps" ] ||
  fail "-v does not print its $steps steps: $said"

expect 0 "$ranks" run heap/case.yaml -o json --set time.end=1yr -v --log-format json
[ "$(printf '%s\n' "$said" | grep -c '^{"time":.*}$')" -eq "$steps" ] ||
  fail "no line of JSON for each of $steps steps: $said"

expect 0 "$ranks" run heap/case.yaml -o quiet --set time.end=1yr --quiet
[ -z "$said" ] || fail "--quiet says: $said"
