# sweep.sh SANGGAN [ROWS]: what a sweep of the starter case costs over the sum of its runs, by one
# group of ranks and by one process at a time. At most 3 % is what we plan for.
set -eu
sanggan=$1 rows=${2:-100}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
"$sanggan" new heap >/dev/null
{ echo releases.0.rate
  seq "$rows" | awk '{ printf "0.%03d 1/yr\n", 100 + $1 }'
} >table.csv
for backend in "--groups 1" "--processes 1"; do
  rm -rf out
  begin=$(date +%s.%N)
  # shellcheck disable=SC2086 # two words
  "$sanggan" sweep table.csv --case heap/case.yaml -o out --quiet $backend
  end=$(date +%s.%N)
  awk -v all="$(echo "$begin $end" | awk '{ print $2 - $1 }')" -v backend="$backend" '
    /"seconds"/ { gsub(/[^0-9.]/, "", $2); sum += $2; n++ }
    END { printf "sweep %s: %d runs, %.2f s in the runs, %.2f s in all, %.1f %% over\n", backend, n,
                 sum, all, 100 * (all / sum - 1) }' out/*/status.json
done
