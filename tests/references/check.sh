#!/bin/sh
# usage: check.sh ROOT
# Holds the keys of literature in the tree at ROOT, [Author1990] or [Author1990, Other2001], also
# over the end of a line, against ROOT/REFERENCES.md, where the lines of a list begin with them.
# Prints each fault as FILE:LINE: what is wrong; ends with 1 if there is any, with 2 if the tree
# holds no key at all.
set -eu
cd "$1"
files=$(find . \( -name build -o -name results -o -name '.?*' -o -path './tests/*/fixture' \) -prune \
  -o -type f \( -name '*.[ch]pp' -o -name '*.md' -o -name '*.yaml' -o -name '*.py' \) -print |
  sed 's|^\./||' | grep -v '^REFERENCES\.md$' | LC_ALL=C sort)
if [ ! -f REFERENCES.md ] || [ -z "$files" ]; then
  echo "check.sh: no REFERENCES.md or no sources under $1" >&2
  exit 2
fi
# shellcheck disable=SC2086  # names of sources hold no blanks
exec awk '
BEGIN {
  key = "[A-Za-z][A-Za-z][A-Za-z]+[12][0-9][0-9][0-9][a-z]?"
  bracket = "[^A-Za-z0-9_]\\["  # not that of an index
  list = bracket key "(, *" key ")*\\]"
  open_list = bracket key "(, *" key ")*,$"
}

FILENAME == "REFERENCES.md" {
  if (!match($0, "^- \\[" key "\\]")) next
  name = substr($0, 4, RLENGTH - 4)
  if (name in described) { print FILENAME ":" FNR ": " name " stands here twice"; faults++ }
  described[name] = 1
  next
}

FNR == 1 { held = "" }

{
  text = " " $0
  sub(/[ \t]+$/, "", text)
  if (held != "") {  # a list that goes on: what marks a comment is no part of it
    sub(/^[ \t]*(\/\/\/?<?|#|\*|>)?[ \t]*/, "", text)
    text = held " " text
    held = ""
  }
  while (match(text, list)) {
    n = split(substr(text, RSTART + 2, RLENGTH - 3), names, /, */)
    text = substr(text, RSTART + RLENGTH)
    for (k = 1; k <= n; k++) {
      keys++
      if (names[k] in described) continue
      print FILENAME ":" FNR ": [" names[k] "] is not in REFERENCES.md"
      faults++
    }
  }
  if (match(text, open_list)) held = substr(text, RSTART)
}

END {
  if (keys == 0) { print "check.sh: no key of literature found"; exit 2 }
  exit faults > 0
}
' REFERENCES.md $files
