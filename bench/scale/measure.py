"""Time and memory of `treewarden generate` for about 10,000 and about 100,000 rows.

One process with a heap of at most 512 MB runs the command for 2,000 rows to warm up, then for 10,000 and for 100,000, each
into a folder and with a cache of its own. The teacher is the stand-in in another process, without latency and without a
bound on its slots, so that it is our side, and the stand-in's own work, that takes the time: on both sizes the same
share. The ratio is the time per row at 10,000 over that at 100,000: 1 where time grows with the rows, less where it
grows faster. The heap's peak is the most that was in use when a collection began; "live" is the most that one left.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys

HOME = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(HOME / "bench" / "lib"))

import generate
import java
import leaves

ROWS_OF_A_LEAF = 100  # about: five seeds, thirty questions or contexts with questions each, less what judges refuse
SIZES = "2000,10000,100000"
HEAP_MB = 512
CONCURRENCY = 64


def main():
    arguments = argparse.ArgumentParser(prog="bench/run scale")
    arguments.add_argument("home", help=argparse.SUPPRESS)
    arguments.add_argument("--sizes", default=SIZES, help="about so many rows: to warm up, small, large (default: %(default)s)")
    sizes = [int(size) for size in arguments.parse_args().sizes.split(",")]
    folder = HOME / "bench" / "target" / "scale"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    options = [f"-Xmx{HEAP_MB}m", "-XX:+UseG1GC"]
    command = java.command(HOME, "treewarden.bench.scale.RunCommands", options=options)
    with java.Teacher(HOME, 0, 0, 0) as teacher, (folder / "log").open("w") as log:
        runs = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        first = 0
        results = []
        for size in sizes:
            count = max(1, size // ROWS_OF_A_LEAF)
            results.append(run(runs, folder, teacher, f"{size}", range(first, first + count)))
            first += count
        runs.stdin.close()
        runs.wait(timeout=60)
    report(*results[1:])


def run(runs, folder, teacher, name, numbers):
    """One size: leaves that no other size has, so that no answer is known from before."""
    taxonomy = leaves.write([leaves.made_up(number) for number in numbers], folder / f"taxonomy-{name}")
    out = folder / f"out-{name}"
    teacher.reset()
    words = generate.words(taxonomy, teacher, out, folder / f"cache-{name}", CONCURRENCY)
    print(f"generate, {len(numbers):,} leaves ...", file=sys.stderr)
    runs.stdin.write("\t".join(words) + "\n")
    runs.stdin.flush()
    said = runs.stdout.readline()
    if not said or json.loads(said)["exit"] != 0:
        sys.exit(f"generate failed; {folder / 'log'} ends:\n{(folder / 'log').read_text()[-3000:]}")
    return {**json.loads(said), **teacher.load(), "rows": generate.rows(out)}


def report(small, large):
    per_row = lambda run: run["seconds"] / run["rows"]
    mb = lambda amount: amount / (1 << 20)
    print(f"scale: a heap of {HEAP_MB} MB, a teacher without latency, after a warm-up")
    print(f"  {'rows':>9}{'requests':>11}{'time':>11}{'a row':>12}{'heap, peak':>14}{'live':>10}")
    for one in (small, large):
        print(
            f"  {one['rows']:9,}{one['requests']:11,}{one['seconds']:9.1f} s{1000 * per_row(one):9.3f} ms"
            f"{mb(one['heap_peak']):11.0f} MB{mb(one['heap_live']):7.0f} MB"
        )
    result = {
        "bench": "scale",
        "ours": round(1000 * per_row(large), 4),
        "peer": round(1000 * per_row(small), 4),
        "ratio": round(per_row(small) / per_row(large), 3),
        "unit": "ms a row",
        "heap_peak_mb": round(mb(max(small["heap_peak"], large["heap_peak"]))),
        "heap_live_mb": round(mb(max(small["heap_live"], large["heap_live"]))),
        "heap_limit_mb": HEAP_MB,
        "rows": [small["rows"], large["rows"]],
    }
    print(json.dumps(result))


main()
