#%Module1.0
# For Environment Modules and for Lmod: copy to <module path>/sanggan/<version> and set `root` to
# what `cmake --install build/release --prefix ...` was given.
set root /opt/sanggan

module-whatis "Sanggan: leaching, flow and reactive transport from waste heaps to groundwater"
proc ModulesHelp {} {
    puts stderr "sanggan --help; cases in \$SANGGAN_ROOT/share/sanggan/cases,"
    puts stderr "job scripts in \$SANGGAN_ROOT/share/sanggan/slurm, pages in \$SANGGAN_ROOT/share/doc/sanggan"
}
conflict sanggan
setenv SANGGAN_ROOT $root
prepend-path PATH $root/bin
# Threads where they are asked for only: ranks share a mesh better.
if {![info exists env(OMP_NUM_THREADS)]} { setenv OMP_NUM_THREADS 1 }
