# refusals.sh RANKS: what cannot be done is refused with the exit code for it, and harms nothing.
. "$(dirname "$0")/common.sh"
ranks=$1
cd "$scratch"
expect 0 1 new heap
expect 0 1 new other
expect 0 "$ranks" run heap/case.yaml -o results --quiet --set time.end="1 day"
cp -a results kept
touch since

unharmed() {
  diff -r results kept || fail "the results were touched"
  # A file that is written anew with what it held counts as touched.
  [ -z "$(find results -newer since ! -type d)" ] || fail "the results were written anew"
}

# 2: bad input
expect 2 "$ranks" run other/case.yaml -o results
says "results: holds the results of another case, heap; name another folder with -o"
unharmed
mkdir mine
echo mine >mine/notes.txt
expect 2 "$ranks" run heap/case.yaml -o mine
says "mine: holds files of something else; name another folder with -o"
[ "$(ls mine)" = notes.txt ] || fail "a folder of something else was touched"
expect 2 "$ranks" run none.yaml
says "none.yaml: there is no such file"
expect 2 "$ranks" run heap/case.yaml -o new --set time.end="10 m"
says "time.end"
expect 2 "$ranks" run heap/case.yaml -o new --set time.ends="10 yr"
says "time.ends"
[ ! -e new ] || fail "a case that is wrong left a folder"
# The same case, now wrong, where its earlier results are.
expect 2 "$ranks" run heap/case.yaml -o results --set materials.soil.bulk_density="-1 g/cm3"
says "materials.soil.bulk_density"
unharmed
# A case that has changed cannot go on.
sed -i 's/15 m}/15.5 m}/' heap/case.yaml
expect 2 "$ranks" resume results
says "the case has changed since results was begun; run it anew"
says "15.5 m\" now"
unharmed

# 4: input and output
expect 4 "$ranks" resume none

# 64: wrong usage
expect 64 "$ranks" run
expect 64 "$ranks"
expect 64 "$ranks" run heap/case.yaml --colour
expect 64 "$ranks" walk heap/case.yaml
expect 64 "$ranks" export results --to png

# 0: asked for
expect 0 "$ranks" --help
expect 0 "$ranks" --version
