# Replays a migration on real etcd: sourced functions stand for ssh and systemctl, everything else is
# run as haplan prints it. Usage: replay.sh FOLDER (with start.sh, steps.sh); ends 0 where all is well.
set -u
cd "$1"
lab=$PWD

# Starts the member whose settings the file has, as systemd would.
launch() {
  (
    set -a
    . "$1"
    ETCD_DATA_DIR="$lab/$ETCD_NAME.data"
    exec etcd >>"$lab/$ETCD_NAME.log" 2>&1
  ) &
  echo $! >"$lab/$(sed -n 's/^ETCD_NAME=//p' "$1").pid"
}

# Ends a member by its number.
halt() {
  kill "-$1" "$(cat "$lab/$2.pid")" 2>/dev/null
  wait "$(cat "$lab/$2.pid")" 2>/dev/null
  rm -f "$lab/$2.pid"
}

ssh() {
  case "$*" in
  *"sudo tee"*) cat >"$lab/$target.env" ;;
  *"systemctl restart etcd"*) launch "$lab/$target.env" ;;
  *"systemctl disable --now etcd"*) halt TERM "$target" ;;
  esac
}

finish() {
  touch "$lab/stop"
  [ -z "${writer:-}" ] || wait "$writer"
  for file in "$lab"/*.pid; do
    [ -e "$file" ] && halt KILL "$(basename "$file" .pid)"
  done
}
trap finish EXIT

fail() {
  echo "FAILED: $*"
  exit 1
}

# serves URL: waits until a member is healthy.
serves() {
  for try in $(seq 100); do
    ETCDCTL_API=3 ETCDCTL_ENDPOINTS=$1 etcdctl endpoint health >/dev/null 2>&1 && return
    sleep 0.2
  done
  tail -n 5 "$lab"/*.log
  fail "no member serves at $1"
}

# expect VOTERS LEARNERS: a member's list may lag a moment.
expect() {
  for try in 1 2 3 4 5 6 7 8 9 10; do
    list=$(etcdctl member list) || fail "no list"
    counts="$(echo "$list" | grep -c ', false$') $(echo "$list" | grep -c ', true$')"
    [ "$counts" = "$1 $2" ] && return
    sleep 0.5
  done
  fail "$counts voters and learners, not $1 $2"
}

# Writes until it is told to stop; a write that takes eight seconds, also on a busy machine, has seen
# no quorum. Members that go are no quorum lost: the next one is asked.
write() {
  number=0
  while [ ! -e "$lab/stop" ]; do
    number=$((number + 1))
    done=
    for url in $1; do
      if ETCDCTL_ENDPOINTS=$url etcdctl put "key-$number" value --command-timeout=8s >/dev/null 2>&1; then
        done=yes
        break
      fi
    done
    [ -n "$done" ] && echo ok || echo "lost $number"
  done >>"$lab/writes"
}

. ./start.sh
. ./steps.sh
touch "$lab/stop"
wait "$writer"
writer=
echo "writes: $(grep -c ok "$lab/writes")"
grep lost "$lab/writes" && fail "a write saw no quorum"
echo replayed
