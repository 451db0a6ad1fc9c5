#!/bin/sh
# Runs the trainer apart from the worker: run.sh NONCE COMMAND...
# Beside it: events.jsonl and log.txt grow, alive changes while it runs, exit has "NONCE CODE" at the end, and
# stop.NONCE, which a worker elsewhere can make, asks it to end. log.txt keeps the end of what is very much. On several
# machines the first one speaks for all, and each beats: alive, alive.1, alive.2.
cd -- "$(dirname -- "$0")" || exit 74
nonce=$1
shift
rank=${PET_NODE_RANK:-0}
alive=alive
[ "$rank" = 0 ] || alive=alive.$rank
trainer=
asked=
ask() {
  asked=yes
  [ -z "$trainer" ] || kill -TERM "$trainer" 2>/dev/null
}
trap ask TERM INT
trap '' HUP

TREEWARDEN_RUN=$nonce "$@" </dev/null >>events.jsonl 2>>log.txt &
trainer=$!
[ -z "$asked" ] || ask

(
  trap - TERM INT
  beat=0
  while kill -0 "$trainer" 2>/dev/null; do
    beat=$((beat + 1))
    echo "$nonce $beat" >"$alive"
    [ ! -e "stop.$nonce" ] || kill -TERM "$trainer"
    # The disk is for checkpoints. The trainer appends, so it writes on behind what is left.
    if [ "$(wc -c <log.txt)" -gt 16777216 ]; then
      tail -c 1048576 log.txt >log.tmp
      echo "(It said so much that only the end of it was kept.)" >log.txt
      cat log.tmp >>log.txt
      rm -f log.tmp
    fi
    sleep 5
  done
) </dev/null >/dev/null 2>&1 &

# A signal ends wait before the trainer has ended.
wait "$trainer"
code=$?
while kill -0 "$trainer" 2>/dev/null; do
  wait "$trainer"
  code=$?
done
rm -f "$alive"
if [ "$rank" = 0 ]; then
  rm -f "stop.$nonce"
  printf '%s %s\n' "$nonce" "$code" >exit.tmp && mv exit.tmp exit
fi
exit "$code"
