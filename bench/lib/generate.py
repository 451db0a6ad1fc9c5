"""`treewarden generate` as a user would call it."""

import json
import os
import pathlib
import subprocess
import time


def words(taxonomy, teacher, out, cache, concurrency, *more):
    """The command without the program."""
    return [
        "generate", "--taxonomy", str(taxonomy), "--teacher", teacher.url, "--model", teacher.model, "--pipeline", "full",
        "--concurrency", str(concurrency), "--cache", str(cache), "--out", str(out), *more,
    ]


def command(home, *given):
    return [str(home / "treewarden"), *words(*given)]


def environment(java_options=""):
    """The one of this process, where the command does not look whether it is built: the script before has seen to that."""
    return {**os.environ, "TREEWARDEN_BUILD": "never", "TREEWARDEN_JAVA_OPTS": java_options}


def run(command, timeout, java_options=""):
    """The seconds that the whole process took, and what it said; ends the benchmark where it failed."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment(java_options))
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return seconds, done


def report(out):
    return json.loads((pathlib.Path(out) / "report.json").read_text(encoding="utf-8"))


# The last judges of the skill pipelines.
LAST_JUDGES = ("filter_qa_pair", "filter_grounded_qa_pair")


def rows(out):
    """Rows of skills that the last judge of their pipeline let through, before those too like another are removed."""
    steps = (step for leaf in report(out)["leaves"] for step in leaf["funnel"])
    return sum(step["rows"] for step in steps if step["block"] in LAST_JUDGES)
