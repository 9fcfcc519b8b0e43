# doctor.sh: what a person who helps has to know is named, and nothing is left behind.
. "$(dirname "$0")/common.sh"
cd "$scratch"
expect 0 2 doctor
for name in "program       sanggan " "compiler " "system " " cores" "MPI           Open MPI" \
  "OMPI_MCA_rmaps_base_oversubscribe=1" ", parallel" "-bit indices" "PETSc options" \
  "ranks         2, 1 threads each" "rank 1: " " GB a rank" "folder        $scratch" "file system " \
  " MB/s to the disk" "1 ranks: " "2 ranks: " "speed-up to expect 1.00"; do
  says "$name"
done
[ "$(ls)" = said ] || fail "left behind: $(ls)"
