# full_disk.sh: on a disk that is full a run ends with 4 and says which file; the checkpoint stays whole,
# and the run goes on once there is room. Skipped where no small disk can be mounted.
. "$(dirname "$0")/common.sh"
cd "$scratch"
mkdir disk
mount -t tmpfs -o size=64m tmpfs disk 2>/dev/null || { echo "skipped: may not mount a disk"; exit 77; }
trap 'cd /; umount "$scratch/disk"; rm -rf "$scratch"' EXIT
expect 0 1 new heap
set -- run heap/case.yaml --quiet --set time.end="3 yr" --set time.largest_step="10 day" \
  --set output.every="10 day" --set output.checkpoint_interval="0.05 s"
expect 0 2 "$@" -o whole
expect 75 2 "$@" -o disk/parts --wall-time "1400 ms"
# Room for a part of what is to come.
used=$(df --output=used -k disk | tail -n 1)
mount -o remount,size=$((used + 300))k disk
expect 4 2 resume disk/parts --quiet
says "disk/parts/"
mount -o remount,size=64m disk
expect 0 2 resume disk/parts --quiet
"$SAME_RESULTS" whole disk/parts 0 || fail "the run ends elsewhere once there is room"
