"""`treewarden generate` killed at random moments (kill -9) and started again with the same command.

Beside it stands a run that nobody disturbed. Two claims:
  asked twice   requests that the teacher got again, counted at the teacher by the whole body, are at most those that
                were in flight at the kills, of which there are at most as many as the run may have in flight, each time
  the files     all files of the output folder but the run's own log, run.json, have the same digests
"""

import argparse
import hashlib
import json
import pathlib
import random
import shutil
import subprocess
import sys
import time

HOME = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(HOME / "bench" / "lib"))

import generate
import java
import leaves

SLOTS = 32
LEAVES = 24
OWN_LOG = "run.json"


def main():
    arguments = argparse.ArgumentParser(prog="bench/run resume")
    arguments.add_argument("home", help=argparse.SUPPRESS)
    arguments.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="the moments of the kills")
    arguments.add_argument("--kills", type=int, default=3)
    asked = arguments.parse_args()
    print(f"seed {asked.seed}, {asked.kills} kills; again with: bench/run resume --seed {asked.seed} --kills {asked.kills}")
    moments = random.Random(asked.seed)

    folder = HOME / "bench" / "target" / "resume"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    taxonomy = leaves.write([leaves.made_up(number) for number in range(LEAVES)], folder / "taxonomy")
    with java.Teacher(HOME, SLOTS, 50, 0.6) as teacher:
        command = lambda name: generate.command(
            HOME, taxonomy, teacher, folder / name / "out", folder / name / "cache", SLOTS
        )
        seconds, _ = generate.run(command("undisturbed"), 600)
        undisturbed = teacher.reset()
        kills = [disturb(command("killed"), teacher, moments, seconds / asked.kills) for _ in range(asked.kills)]
        generate.run(command("killed"), 600)
        killed = teacher.load()
    differing = compare(folder / "undisturbed" / "out", folder / "killed" / "out")
    report(asked, seconds, undisturbed, killed, kills, differing)


def disturb(command, teacher, moments, longest):
    """Starts the run and kills it at a moment after its first new answers; says what was in flight then."""
    before = teacher.load()["requests"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=generate.environment()
    )
    while teacher.load()["requests"] == before and process.poll() is None:
        time.sleep(0.01)
    after = moments.uniform(0.05, 0.9) * longest
    time.sleep(after)
    ended = process.poll() is not None
    process.kill()
    open_then = teacher.load()["open"]
    process.wait(timeout=30)
    return {"after_s": round(after, 3), "open": open_then, "ended": ended}


def digests(folder):
    """Of each file, by its path."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != OWN_LOG)
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def compare(one, other):
    one, other = digests(one), digests(other)
    if not one:
        sys.exit("the undisturbed run wrote no file")
    return {"files": len(one), "differ": sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))}


def report(asked, seconds, undisturbed, killed, kills, compared):
    print(f"resume: {LEAVES} leaves, at most {SLOTS} requests in flight, {seconds:.1f} s undisturbed")
    for number, kill in enumerate(kills, 1):
        state = "the run had ended already" if kill["ended"] else f"{kill['open']} requests open at the teacher"
        print(f"  kill {number} {kill['after_s']:.2f} s after the first request of its start: {state}")
    twice = killed["again"] - undisturbed["again"]
    allowed = SLOTS * sum(not kill["ended"] for kill in kills)
    print(f"  requests undisturbed {undisturbed['requests']:,}, killed and resumed {killed['requests']:,}")
    print(f"  asked twice: {twice}, of at most {allowed} that may have been in flight")
    print(f"  files: {compared['files']}, differing: {', '.join(compared['differ']) or 'none'}")
    result = {
        "bench": "resume",
        "ours": twice,
        "peer": allowed,
        "ratio": round(allowed / max(1, twice), 3),
        "unit": "requests asked twice",
        "seed": asked.seed,
        "kills": asked.kills,
        "files": compared["files"],
        "files_differ": len(compared["differ"]),
    }
    print(json.dumps(result))
    sys.exit(0 if twice <= allowed and not compared["differ"] else 1)


main()
