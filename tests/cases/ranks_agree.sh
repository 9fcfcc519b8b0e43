# ranks_agree.sh FILE SHARE KEY=VALUE...: the fields that 1 and 2 ranks compute differ by no more than
# SHARE of their largest values.
. "$(dirname "$0")/common.sh"
name=$1 share=$2
shift 2
for change in "$@"; do
  shift
  set -- "$@" --set "$change"
done
for ranks in 1 2; do
  expect 0 $ranks run "$CASES/$name" -o "$scratch/$ranks" --quiet "$@"
done
"$SAME_RESULTS" "$scratch/1" "$scratch/2" "$share" || fail "1 and 2 ranks do not agree"
