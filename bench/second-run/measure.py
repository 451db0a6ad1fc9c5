"""`treewarden generate` over 1,000 leaves, then again with one of them changed, with the cache of the first run.

Claims: the second run asks the teacher as often as a run over that one leaf alone does, and the engine needs less than
three seconds beside waiting for the teacher: from the moment when it looks for leaves that are finished until the rows of
all are there, the time from the first request to the last answer not counted. What the whole process takes beside the
teacher (reading the taxonomy, comparing all rows with each other, writing all files anew) is printed with it.
"""

import argparse
import json
import pathlib
import resource
import shutil
import sys

HOME = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(HOME / "bench" / "lib"))

import generate
import java
import leaves

LEAVES = 1000
CHANGED = 500
CONCURRENCY = 64
WANTED_S = 3


def main():
    arguments = argparse.ArgumentParser(prog="bench/run second-run")
    arguments.add_argument("home", help=argparse.SUPPRESS)
    arguments.add_argument("--leaves", type=int, default=LEAVES)
    asked = arguments.parse_args()
    folder = HOME / "bench" / "target" / "second-run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    before = [leaves.made_up(number) for number in range(asked.leaves)]
    changed = leaves.Leaf(before[CHANGED % asked.leaves].path, leaves.made_up(asked.leaves + CHANGED).text)
    after = [changed if leaf.path == changed.path else leaf for leaf in before]
    with java.Teacher(HOME, 0, 0, 0) as teacher:
        first = run(folder, teacher, "first", before, "cache")
        second = run(folder, teacher, "second", after, "cache")
        alone = run(folder, teacher, "alone", [changed], "cache-of-its-own")
    report(asked, first, second, alone)


def run(folder, teacher, name, of, cache):
    taxonomy = leaves.write(of, folder / f"taxonomy-{name}")
    print(f"generate, {len(of):,} leaves ...", file=sys.stderr)
    teacher.reset()
    command = generate.command(HOME, taxonomy, teacher, folder / f"out-{name}", folder / cache, CONCURRENCY)
    before = processor_seconds()
    seconds, done = generate.run([*command, "--format", "json"], 3600)
    asking = json.loads(done.stdout)["asking_seconds"]
    used = processor_seconds() - before
    load = teacher.load()
    return {
        **load,
        "process_s": seconds,
        "processor_s": used,
        "engine_s": max(0, asking - load["span_s"]),
        "overhead_s": seconds - load["span_s"],
        "rows": generate.rows(folder / f"out-{name}"),
    }


def processor_seconds():
    """Of all processes that were started here and have ended: what a busy machine does not stretch."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def report(asked, first, second, alone):
    print(f"second-run: {asked.leaves:,} leaves, then one of them changed; a teacher without latency")
    print(f"  {'':28}{'requests':>10}{'rows':>10}{'process':>11}{'teacher':>11}{'engine':>11}{'the rest':>11}{'processor':>12}")
    for what, one in (("first run", first), ("second run", second), ("the changed leaf alone", alone)):
        print(
            f"  {what:28}{one['requests']:10,}{one['rows']:10,}{one['process_s']:9.2f} s{one['span_s']:9.2f} s"
            f"{one['engine_s']:9.2f} s{one['overhead_s']:9.2f} s{one['processor_s']:10.2f} s"
        )
    result = {
        "bench": "second-run",
        "ours": round(second["engine_s"], 3),
        "peer": WANTED_S,
        "ratio": round(WANTED_S / max(second["engine_s"], 0.001), 3),
        "unit": "s of the engine beside the teacher's time",
        "whole_process_s": round(second["overhead_s"], 2),
        "processor_s": round(second["processor_s"], 2),
        "requests": second["requests"],
        "requests_of_the_leaf_alone": alone["requests"],
        "requests_of_the_first_run": first["requests"],
        "leaves": asked.leaves,
    }
    print(json.dumps(result))
    sys.exit(0 if second["requests"] == alone["requests"] else 1)


main()
