# A Slurm of one node in the folder $slurm, without systemd: with its own munge, ports and logs.
# sbatch and its kin find it by SLURM_CONF. Sourced after common.sh.
slurm=$(mktemp -d /tmp/sanggan-slurm.XXXXXX)
node=$(hostname -s)
PATH=$PATH:/usr/sbin:/sbin

can_run_slurm() {
  for program in slurmctld slurmd sbatch srun munged python3; do
    command -v $program >/dev/null || return 1
  done
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start_munge() {
  mkdir "$slurm/munge"
  head -c 1024 /dev/urandom >"$slurm/munge/key"
  chmod 600 "$slurm/munge/key"
  munged --force --socket="$slurm/munge/socket" --key-file="$slurm/munge/key" \
    --pid-file="$slurm/munge/pid" --log-file="$slurm/munge/log" --seed-file="$slurm/munge/seed"
}

configure_slurm() {
  export SLURM_CONF="$slurm/slurm.conf"
  cat >"$SLURM_CONF" <<END
ClusterName=one
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$slurm/munge/socket
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
KillWait=2
SlurmdParameters=config_overrides
ReturnToService=2
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
NodeName=$node NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
}

start_slurm() {
  chmod 755 "$slurm"
  mkdir "$slurm/state" "$slurm/spool"
  start_munge
  configure_slurm
  slurmctld
  slurmd
}

stop_slurm() {
  scancel --user "$(id -un)" 2>/dev/null || true
  sleep 3  # for its tasks to end: KillWait and a little more
  for pid in slurmd.pid slurmctld.pid munge/pid; do
    [ ! -e "$slurm/$pid" ] || kill "$(cat "$slurm/$pid")" 2>/dev/null || true
  done
  sleep 1  # the controller saves its state as it ends
  rm -rf "$slurm"
}
