# damaged_files.sh RANKS SAMPLE MESHES: files that are cut off, or with bytes that have changed, end a
# command with 2 or 4 and a message that names them, on all ranks; never by a crash, nor a wait.
. "$(dirname "$0")/common.sh"
ranks=$1 sample=$2 meshes=$3
cd "$scratch"

# cut_off FILE SHARE, overwrite FILE SHARE: at that share (%) of its length.
cut_off() { truncate -s $(($(wc -c <"$1") * $2 / 100)) "$1"; }
overwrite() {
  printf '\377\377\377\377\377\377\377\377' |
    dd of="$1" bs=1 seek=$(($(wc -c <"$1") * $2 / 100)) conv=notrunc status=none
}

# refused CODE FILE DAMAGES COMMAND...: the command meets each damage; the file is whole again after it.
refused() {
  code=$1 file=$2 damages=$3
  shift 3
  cp "$file" whole
  for damage in $damages; do
    "${damage%:*}" "$file" "${damage#*:}"
    status=0
    (failing sanggan "$ranks" "$@") >said 2>&1 || status=$?
    cp whole "$file"
    [ $status -eq "$code" ] || fail "exit code $status, expected $code, after $damage of $file: $(cat said)"
    grep -q "$(basename "$file")" said || fail "after $damage nobody names $file: $(cat said)"
  done
}

# What a case names.
mkdir -p tests/io
cp -r "$sample" tests/io/sample
mkdir tests/mesh
cp -r "$meshes" tests/mesh/meshes
cd tests/io/sample
texts="cut_off:40 overwrite:60"
refused 2 rain.csv "$texts" check case.yaml
refused 2 ground.csv "$texts" check case.yaml
refused 2 thickness.asc "$texts" check case.yaml
refused 2 dump.geojson "$texts" check case.yaml
refused 2 ../../mesh/meshes/hexahedra_41.msh "$texts" check gmsh.yaml
for format in 22 41; do
  refused 2 ../../mesh/meshes/hexahedra_${format}_binary.msh \
    "overwrite:60 overwrite:85" \
    check gmsh.yaml --set mesh.file=../../mesh/meshes/hexahedra_${format}_binary.msh
done

# What a run leaves.
cd "$scratch"
expect 0 1 new heap
expect 0 "$ranks" run heap/case.yaml -o results --quiet --set time.end="1 day"
rm results/checkpoint/checkpoint_000000000000.h5  # or it would stand in for the one after it
refused 4 "$(echo results/checkpoint/*)" "cut_off:40 overwrite:0 overwrite:60" \
  resume results --quiet
refused 4 results/results.h5 "cut_off:40 overwrite:0" resume results --quiet
refused 4 results/run.json "cut_off:40" resume results --quiet
expect 0 "$ranks" resume results --quiet

# What one rank alone meets ends the other, too, which waits for it.
[ "$ranks" -eq 2 ] || exit 0
status=0
"$MPIEXEC" --quiet -n 1 "$SANGGAN" resume results --quiet : -n 1 "$SANGGAN" resume none >said 2>&1 || status=$?
[ $status -eq 4 ] || fail "exit code $status, expected 4, of a fault on one rank: $(cat said)"
grep -q "none/run.json" said || fail "the rank at fault says nothing: $(cat said)"
