# scaling.sh SCALING: the table of docs/scaling.md, from the program `scaling` of the release build.
# Counts only, so more ranks than cores do no harm.
set -eu
echo "| problem | ranks | cells | cells a rank | ghosts a rank | steps | Newton | linear | messages | kB | reductions | other collectives | MB a rank |"
echo "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
for problem in "flow fixed" "flow growing" "transport fixed" "transport growing"; do
  for ranks in 1 4 16 64; do
    # shellcheck disable=SC2086 # two words
    mpirun --oversubscribe --bind-to none -n "$ranks" "$1" $problem </dev/null
  done
done
