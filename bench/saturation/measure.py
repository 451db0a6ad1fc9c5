"""How busy the teacher is kept, and how long the same work takes through the reference.

The teacher is the stand-in, in a process of its own: 64 slots, each answer takes one of them for a time that is drawn
from a log-normal distribution (median 0.2 s, sigma 0.6). A request for several answers, or with several prompts, takes a
slot for each, as servers of real models do. What is measured is measured at the teacher, from the moment when the first
answer of a run gets a slot to the moment when the last one gives its slot back:

  saturation   the slots' busy time over all slots' time, for 40 leaves through `treewarden generate`
  versus       seconds per row that a pipeline kept, for 2 of the leaves, through the reference and through us

For the 2 leaves each side runs with its default settings and with its best: for the reference larger batches, for us
requests in flight for which the teacher has no slot yet, so that one that falls free does not wait for us; Java's first
compiler alone, since a run of four seconds ends before the second one has paid for itself; and `--hedge`, which sends the
slowest requests a second time when slots would be idle. The median of three runs is compared; the
reference's default, which is far slower, runs once.

What `--hedge` gains depends on why an answer is slow. Here it is by chance: the second request draws a time of its own from
the same distribution, and the one that lost gives its slot back as soon as its caller hangs up. That is how a server behaves
whose slow answers come from its queue or its neighbours. Where an answer is slow because it is long, a second request is as
slow, and `versus_best_default`, without it, is the number to look at.

So the start of either process, reading the taxonomy before the first request and writing files after the last one are
counted for neither side; the table shows the whole processes too. Both sides start from the same qna.yaml files and run
their own `full` pipelines: as many questions and contexts for a seed, the same number of judges, the same share that
the stand-in's judges refuse. A kept row is one that the last judge let through, so what we drop later, as too like
another row, does not count against the reference or for it.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import time

HOME = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(HOME / "bench" / "lib"))

import generate
import java
import leaves
import peers
from environments import python

SLOTS = 64
MEDIAN_MS = 200
SIGMA = 0.6
LEAVES = 40

# Our best settings for a small run.
BEST = ("--hedge",)
BEST_CONCURRENCY = 80
BEST_JAVA = "-XX:TieredStopAtLevel=1"
RUNS = 3

# (batch size, worker threads). The first is what `ilab data generate` sets. A leaf is one thread, and the next leaf waits
# for it, unless its seeds fill several batches; so what helps is to send more prompts in one request. Batches of no size
# (0) are all prompts of a step at once as well. The faster of the two is the best; on
# made-up leaves batches of 64 were slower, and of 150 about the same.
DEFAULT = (8, 10)
CANDIDATES = [(1000, 10), (0, 10)]


def main():
    arguments = argparse.ArgumentParser(prog="bench/run saturation")
    arguments.add_argument("home", help=argparse.SUPPRESS)
    arguments.add_argument("--concurrency", type=int, default=SLOTS, help="our requests in flight (default: one a slot)")
    arguments.add_argument("--settings", help="other settings for the reference, as BATCH:WORKERS,..., to look for better ones")
    arguments.add_argument("--files", type=pathlib.Path, help="a folder with HASH/PATH/qna.yaml (default: the upstream ones)")
    asked = arguments.parse_args()

    folder = HOME / "bench" / "target" / "saturation"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = peers.sdg()
    forty = leaves.skills(HOME, asked.files)[:LEAVES]
    two = one_of_each_kind(forty)
    with java.Teacher(HOME, SLOTS, MEDIAN_MS, SIGMA, "ANEW") as teacher:
        bench = Bench(folder, teacher, asked.concurrency, environment)
        if asked.settings:
            for setting in asked.settings.split(","):
                show(f"reference, {setting}", bench.reference(two, *map(int, setting.split(":"))))
            return
        warm = bench.ours("warm", two[:1])
        full = bench.ours("forty", forty)
        ours = median(lambda: bench.ours("two", two))
        hedged = median(lambda: bench.ours("two", two, BEST_CONCURRENCY, BEST_JAVA, *BEST))
        default = bench.reference(two, *DEFAULT)
        setting = min(CANDIDATES, key=lambda one: per_row(bench.reference(two, *one)))
        best = median(lambda: bench.reference(two, *setting))
    del warm
    report(forty, two, full, ours, hedged, default, best, asked.concurrency)


def median(run):
    """The middle one of some runs by its seconds for a row, with those of all."""
    runs = sorted((run() for _ in range(RUNS)), key=per_row)
    return {**runs[len(runs) // 2], "all_ms": [round(1000 * per_row(one), 1) for one in runs]}


def per_row(run):
    """The seconds that the teacher was held for one row."""
    return run["span_s"] / run["rows"]


def one_of_each_kind(of):
    """A leaf without contexts and one with, both of five seed examples, which is what the taxonomy asks for."""
    five = [leaf for leaf in of if leaf.seeds == 5]
    return [next(leaf for leaf in five if leaf.is_grounded == kind) for kind in (False, True)]


class Bench:
    def __init__(self, folder, teacher, concurrency, environment):
        self.folder = folder
        self.teacher = teacher
        self.concurrency = concurrency
        self.environment = environment

    def ours(self, name, of, concurrency=None, java_options="", *more):
        taxonomy = leaves.write(of, self.folder / f"{name}-taxonomy")
        out = self.folder / f"{name}-out"
        cache = self.folder / f"{name}-cache"
        for left in (out, cache):
            shutil.rmtree(left, ignore_errors=True)
        command = generate.command(
            HOME, taxonomy, self.teacher, out, cache, concurrency or self.concurrency, "--format", "json", *more
        )
        self.teacher.reset()
        seconds, done = generate.run(command, 1200, java_options)
        twice = json.loads(done.stdout)["asked_twice"]
        return {**self.teacher.load(), "process_s": seconds, "rows": generate.rows(out), "asked_twice": twice}

    def reference(self, of, batch, workers):
        taxonomy = leaves.write(of, self.folder / "reference-taxonomy")
        out = self.folder / f"reference-{batch}-{workers}"
        shutil.rmtree(out, ignore_errors=True)
        script = str(pathlib.Path(__file__).with_name("reference.py"))
        command = [python(self.environment), script, self.teacher.url, self.teacher.model, str(taxonomy), str(out)]
        self.teacher.reset()
        start = time.perf_counter()
        done = subprocess.run(
            [*command, str(batch), str(workers)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=1200
        )
        seconds = time.perf_counter() - start
        if done.returncode != 0:
            sys.exit(f"the reference ended with {done.returncode}:\n{done.stderr[-3000:]}")
        rows = json.loads(done.stdout)["rows"]
        if len(rows) != len(of):
            sys.exit(f"the reference kept rows of {len(rows)} leaves of {len(of)}")
        return {**self.teacher.load(), "process_s": seconds, "rows": sum(rows.values()), "batch": batch}


def show(what, run):
    print(
        f"  {what:34}{run['requests']:>9,}{run['rows']:>8,}{run['span_s']:>9.1f} s{run['process_s']:>9.1f} s"
        f"{1000 * per_row(run):>9.1f} ms{100 * run['used']:>8.1f} %",
        flush=True,
    )


def report(forty, two, full, ours, hedged, default, best, concurrency):
    print(f"saturation: a teacher of {SLOTS} slots, log-normal latency (median {MEDIAN_MS} ms, sigma {SIGMA})")
    print(f"  {'':34}{'requests':>9}{'rows':>8}{'teacher':>11}{'process':>11}{'a row':>12}{'busy':>10}")
    show(f"treewarden, {len(forty)} leaves", full)
    show(f"treewarden, {len(two)} leaves", ours)
    show(f"treewarden, {len(two)} leaves, best", hedged)
    show(f"reference, batches of {default['batch']} (default)", default)
    show(f"reference, batches of {best['batch']} (best)", best)
    print(f"  best: --concurrency {BEST_CONCURRENCY} {' '.join(BEST)}, {BEST_JAVA}; {hedged['asked_twice']} questions were asked twice")
    for what, runs in (("treewarden", ours), ("treewarden, best", hedged), ("reference, best", best)):
        print(f"  {what}: the median of {', '.join(map(str, runs['all_ms']))} ms a row")
    print("  the 2 leaves: " + ", ".join(leaf.path for leaf in two))
    result = {
        "bench": "saturation",
        "ours": round(full["used"], 4),
        "peer": 1.0,
        "ratio": round(full["used"], 4),
        "unit": "busy slots of available slots",
        "versus_default": round(per_row(default) / per_row(ours), 2),
        "versus_best": round(per_row(best) / per_row(hedged), 2),
        "versus_best_default": round(per_row(best) / per_row(ours), 2),
        "leaves": len(forty),
        "rows": full["rows"],
        "concurrency": concurrency,
        "busy_default": round(default["used"], 4),
        "busy_best": round(best["used"], 4),
        "busy_two": round(ours["used"], 4),
        "asked_twice": hedged["asked_twice"],
    }
    print(json.dumps(result))


main()
