# failure.sh RANKS: a run that cannot go on ends with 3, says why and where, and leaves a checkpoint
# from which it can be resumed; a steady state that is not found is such an end, too.
. "$(dirname "$0")/common.sh"
ranks=$1
cd "$scratch"
expect 0 1 new heap
# Each step has to meet an impossible tolerance, and the steps may not become shorter.
expect 3 "$ranks" run heap/case.yaml -o results --set numerics.newton.tolerance=1e-15 \
  --set numerics.newton.most_iterations=1 --set time.first_step="1 h" --set time.smallest_step="1 h"
says "the run cannot go on at"
says "see results/failure.json"
for key in reason time step_length worst_cells zone material term storage; do
  grep -q "\"$key\"" results/failure.json || fail "no $key in $(cat results/failure.json)"
done
grep -q '"status": "no_convergence"' results/run.json || fail "run.json does not say so"
# The checkpoint can be read: the run goes on from it, and fails again for the same reason.
expect 3 "$ranks" resume results
says "the run cannot go on at"
