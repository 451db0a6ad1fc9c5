#!/usr/bin/env python3
"""Speaks as the trainer does and keeps state as it does; behaviour.json beside the plan says how it fares.

    {"steps": [6, 4], "gated": true, "deaf": false, "happens": [{"start": 1, "step": 3, "what": "hang"}]}

Steps are counted over all phases. Gated, it makes no step beyond the number in the file "allowed".
"""

import fcntl
import json
import os
import pathlib
import signal
import socket
import sys
import time

PLAN = pathlib.Path(sys.argv[sys.argv.index("--plan") + 1])
FOLDER = PLAN.parent
PROBLEMS = {
    "bad-plan": 64,
    "bad-data": 65,
    "bad-model": 66,
    "not-a-number": 67,
    "out-of-memory": 68,
    "accelerator-gone": 69,
    "cannot-write": 74,
    "smaller-batch": 75,
}
asked_to_stop = False


def tell(event, **fields):
    print(json.dumps({"schema": 1, "event": event, "time": time.time(), **fields}), flush=True)


def fail(reason, code, message):
    tell("failed", reason=reason, message=message, exit_code=code)
    print(f"treewarden_trainer: {message}", file=sys.stderr, flush=True)
    os._exit(code)


def stop(_number, _frame):
    global asked_to_stop
    asked_to_stop = True


def rest():
    time.sleep(0.005)


def happen(what, step):
    if what in PROBLEMS:
        fail(what, PROBLEMS[what], f"Step {step}: {what}.")
    if what == "crash":
        os._exit(3)
    if what == "killed":
        sys.stdout.write('{"schema": 1, "event": "st')  # half a line
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    if what.startswith("connect to "):
        try:
            socket.create_connection(("127.0.0.1", int(what.removeprefix("connect to "))), 5).close()
        except OSError:
            tell("dropped", phase="knowledge", reason="no-network", rows=1)
    while what == "hang" and not asked_to_stop:
        rest()


def main():
    behaviour = json.loads((FOLDER / "behaviour.json").read_text())
    signal.signal(signal.SIGTERM, signal.SIG_IGN if behaviour.get("deaf") else stop)
    with (FOLDER / "starts").open("a") as starts:
        starts.write(json.dumps({"pid": os.getpid(), "arguments": sys.argv, "environment": dict(os.environ)}) + "\n")
    start = len((FOLDER / "starts").read_text().splitlines())
    plan = json.loads(PLAN.read_text())
    output = pathlib.Path(plan["output"])
    output.mkdir(parents=True, exist_ok=True)
    lock = (output / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        fail("cannot-write", 74, f"Another process trains in {output}.")
    tell("start", run=plan["run"], version="stand-in", device="cpu", dtype="float32", attention="eager", processes=1)
    kept = output / "kept"
    before, total, resumed = 0, 0, int(kept.read_text()) if kept.exists() else 0
    for number, (phase, steps) in enumerate(zip(plan["phases"], behaviour["steps"]), 1):
        name, count = phase["name"], len(plan["phases"])
        before, total = total, total + steps
        if resumed >= total:
            tell("phase", phase=name, number=number, count=count, kept=True)
            continue
        tell("dropped", phase=name, reason="too-long", rows=2)
        tell(
            "phase", phase=name, number=number, count=count, kept=False, rows=10, replayed=0, tokens=900, loss_tokens=500,
            steps=steps, layout="packed", micro_batch_tokens=8192, parameters=1000, trained_parameters=1000,
            resumed_from=str(kept) if resumed > before else None,
        )  # fmt: skip
        for step in range(max(resumed - before, 0) + 1, steps + 1):
            at = before + step
            for thing in behaviour.get("happens", []):
                if thing["step"] == at and thing.get("start", start) == start:
                    happen(thing["what"], at)
            while behaviour.get("gated") and int((FOLDER / "allowed").read_text() or 0) < at and not asked_to_stop:
                rest()
            if asked_to_stop:
                kept.write_text(str(at - 1))
                tell("checkpoint", phase=name, step=step - 1, path=str(kept))
                fail("stopped", 75, f"Asked to stop: phase {name} is saved at step {step - 1}.")
            tell(
                "step", phase=name, step=step, of=steps, loss=2.0 / at, loss_tokens=50, tokens=90, learning_rate=1e-5,
                gradient_norm=1.0, micro_batches=1, tokens_per_second=1000.0, seconds_left=steps - step, memory=1,
            )  # fmt: skip
            if step % plan["checkpoints"]["every_steps"] == 0 and step < steps:
                kept.write_text(str(at))
                tell("checkpoint", phase=name, step=step, path=str(kept))
        kept.write_text(str(total))
        model = output / "phases" / f"{number:02d}-{name}" / "model"
        model.mkdir(parents=True, exist_ok=True)
        (model / "manifest.json").write_text("{}")
        tell("phase-done", phase=name, model=str(model), lora_merged=False)
    tell("done", model=str(model), key="made-of-" + plan["run"], base="b" * 64)
    os._exit(0)


main()
