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

# soon SECONDS COMMAND...: it succeeds within that time.
soon() {
  tries=$(($1 * 4))
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || fail "not in time: $*; $(squeue; sinfo; cat sanggan-*.log)"
    sleep 0.25
  done
}
node_is_idle() { sinfo -h -o %T | grep -q idle; }
state_is() { grep -q "\"state\": \"$2\"" "$1/status.json"; }
job_says() { scontrol show job "$1" | grep -q "$2"; }
ended() { ! squeue -h -j "$1" 2>/dev/null | grep -q .; }
no_task_of() { ! pgrep -f "slurmstepd: .$1[.]"; }
number_of() { printf '%s\n' "$said" | sed -n "s/.*$1 \([0-9]*\).*/\1/p"; }

# go_on JOB: it runs again, in place of two minutes later, and with time to end; what is set before
# the old task has ended is forgotten, and within the second of its end Slurm refuses a new one.
go_on() {
  sleep 1
  scontrol update JobId="$1" StartTime=now TimeLimit=10
  sleep 1
  squeue -h -j "$1" -o %T | grep -q RUNNING
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

# use_slurm: runs until the test ends; where it is not installed, the test is skipped.
use_slurm() {
  can_run_slurm || { rm -r "$slurm" && echo "SKIPPED: Slurm and munge are not installed" && exit 77; }
  trap 'stop_slurm; rm -rf "$scratch"' EXIT
  start_slurm
}
