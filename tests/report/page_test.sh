#!/bin/sh
# usage: page_test.sh SANGGAN STUDY.JSON
# Runs page_test.mjs, or ends with 77 where this machine has no Node.js or no Chromium.
command -v node >/dev/null || { echo "skipped: there is no node here"; exit 77; }
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
  { echo "skipped: there is no chromium here"; exit 77; }
exec node "$(dirname "$0")/page_test.mjs" "$1" "$chromium" "$2"
