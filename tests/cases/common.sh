# For all tests of the executable: where it is, and how it is run and judged. CMakeLists.txt sets
# SANGGAN, RUN_FOLDER_TEST, SAME_RESULTS, MPIEXEC and CASES.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "FAILED: $*"
  exit 1
}

# sanggan RANKS ARGUMENTS...; on one rank without mpiexec, as most people run a small case.
sanggan() {
  if [ "$1" -eq 1 ]; then
    shift
    exec "$SANGGAN" "$@"
  fi
  ranks=$1
  shift
  # --quiet: mpiexec has nothing to add to what the program itself says and returns.
  exec "$MPIEXEC" --quiet -n "$ranks" "$SANGGAN" "$@"
}

# failing COMMAND...: mpiexec does not wait a second or two for what has failed to end.
failing() { OMPI_MCA_odls_base_sigkill_timeout=0 "$@"; }

# expect CODE RANKS ARGUMENTS...: the program ends with that exit code; what it says is in $said.
expect() {
  code=$1
  shift
  status=0
  case $code in
    0 | 75) (sanggan "$@") >"$scratch/said" 2>&1 || status=$? ;;
    *) (failing sanggan "$@") >"$scratch/said" 2>&1 || status=$? ;;
  esac
  said=$(cat "$scratch/said")
  [ "$status" -eq "$code" ] || fail "exit code $status, expected $code, of $*: $said"
}

# says TEXT: the last command that was expected said so.
says() {
  case $said in
    *"$1"*) ;;
    *) fail "nothing of \"$1\" in: $said" ;;
  esac
}
