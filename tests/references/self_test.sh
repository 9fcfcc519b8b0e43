#!/bin/sh
# The check finds each fault of the fixture, at its line, and nothing else.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
status=0
found=$(sh "$here/check.sh" "$here/fixture") || status=$?
if [ "$status" -ne 1 ]; then
  echo "check.sh ended with $status on a tree with faults, expected 1"
  exit 1
fi
printf '%s\n' "$found" | diff "$here/fixture/expected.txt" -
