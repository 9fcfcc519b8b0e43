#!/bin/sh
# usage: check.sh ROOT
# Holds the folders of the tree at ROOT against rules.txt. Prints each fault as FILE:LINE: what is
# wrong; ends with 1 if there is any, with 2 if there is no source to look at.
set -eu
rules=$(cd "$(dirname "$0")" && pwd)/rules.txt
cd "$1"
sources=$(find app io mesh physics solver study -name '*.[ch]pp' 2>/dev/null | LC_ALL=C sort)
if [ -z "$sources" ]; then
  echo "check.sh: no sources under $1" >&2
  exit 2
fi
# shellcheck disable=SC2086  # names of sources hold no blanks
exec awk '
function fault(text) { print FILENAME ":" FNR ": " text; faults++ }

# Does the name match one of the patterns, in which * stands for anything but a slash?
function listed(name, patterns,    n, k, each, pattern) {
  n = split(patterns, each, " ")
  for (k = 1; k <= n; k++) {
    pattern = each[k]
    gsub(/\./, "[.]", pattern)
    gsub(/\*/, "[^/]*", pattern)
    if (name ~ "^" pattern "$") return 1
  }
  return 0
}

# Fields of the current record from number `first` on, with a blank on both sides of each.
function rest(first,    k, text) {
  text = " "
  for (k = first; k <= NF; k++) text = text $k " "
  return text
}

FILENAME == rules {
  if ($1 == "folder") may_include[$2] = rest(3)
  if ($1 == "plain") plain[$2] = rest(3)
  if ($1 == "use") {
    library[++n_libraries] = $2
    pattern[n_libraries] = $3
    most[n_libraries] = $4
    places[n_libraries] = rest(5)
  }
  next
}

FNR == 1 { folder = FILENAME; sub("/.*", "", folder) }

{ sub("//.*", "") }  # comments may speak of anything

/^[ \t]*#[ \t]*include[ \t]*"/ {
  split($0, quoted, "\"")
  header = quoted[2]
  from = header
  if (!sub("/.*", "", from) || header ~ "[.][.]/")
    fault("\"" header "\" should start with its folder")
  else if (!(index(may_include[folder], " " from " ") || index(may_include[folder], " " header " ")))
    fault(folder " may not include " header)
}

/^[ \t]*#[ \t]*include[ \t]*</ {
  split($0, angled, "[<>]")
  header = angled[2]
  from = header
  sub("/.*", "", from)
  if (from in may_include) fault("<" header "> is ours: write \"" header "\"")
  else if (folder in plain && header ~ "[./]" && !listed(header, plain[folder]))
    fault(folder " may not include <" header ">")
}

{
  for (k = 1; k <= n_libraries; k++) {
    if ($0 !~ pattern[k]) continue
    if (!listed(FILENAME, places[k])) fault(library[k] " may not appear here")
    else if (!((k, FILENAME) in seen)) {
      seen[k, FILENAME] = 1
      if (++files[k] > most[k] && most[k] != "-")
        fault(library[k] " may appear in " most[k] " of the files" places[k] "only")
    }
  }
}

END { exit faults > 0 }
' rules="$rules" "$rules" $sources
