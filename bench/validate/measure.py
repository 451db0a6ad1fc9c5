"""Measures treewarden validate beside the reference validator, in one run, on the same files.

Two claims, both with the rules of the reference alone:
  start-up included   one process over all files: `treewarden validate --format json` beside a Python script
  in process          the Validator called in a loop on all cores, beside the reference called in a loop; each reads the
                      files again in every round, as the reference always does

The reference starts `yamllint` for each file above schema version 1, and, where there is one, `yq` for each error. yq is
kept off its path: without it the reference is faster, so the comparison is the hardest for us.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lib"))

import environments

REFERENCE = "instructlab-schema==0.4.2"


def main():
    arguments = argparse.ArgumentParser(prog="bench/run validate")
    arguments.add_argument("--home", required=True, type=pathlib.Path, help=argparse.SUPPRESS)
    arguments.add_argument("--schema", choices=["declared", "latest"], default="declared")
    arguments.add_argument("--files", type=pathlib.Path, help="a folder with qna.yaml files")
    asked = arguments.parse_args()

    folder = asked.files or files(asked.home)
    names = sorted(str(path) for path in folder.rglob("qna.yaml"))
    if not names:
        sys.exit(f"there is no qna.yaml below {folder}")
    peer = Reference(reference(), asked.schema, names)
    ours = Treewarden(asked.home, asked.schema, folder)

    ours.once()  # the first run of a fresh build finds nothing in the page cache
    our_clean, our_seconds = best_of(5, ours.once)
    peer_clean, peer_seconds = best_of(3, peer.once)
    count = len(names)
    agree = sum(our_clean.get(name) == clean for name, clean in zip(names, peer_clean))
    peer_rate = peer.loop()
    our_loop = ours.loop()
    report(asked.schema, count, agree, our_seconds, peer_seconds, our_loop, peer_rate)


def files(home):
    """Every file ever committed upstream, where that is at hand; else leaves made up for this."""
    shared = home.parent / "shared" / "taxonomy" / "files"
    return shared if shared.is_dir() else made_up(home / "bench" / "target" / "validate-files")


def made_up(folder):
    """400 leaves of about 4 kB, as long as the real ones: skills and knowledge, a third of them with an error."""
    shutil.rmtree(folder, ignore_errors=True)
    words = "the sea keeps what rivers wash out of rocks and lets go of water that rises into clouds".split()
    for number in range(400):
        text = lambda length, salt: " ".join(words[(i * i + salt * 7 + number) % len(words)] for i in range(length))
        version = [1, 2, 3][number % 3]
        lines = [f"created_by: user{number}", f"version: {version}", f"task_description: {text(12, 1)}", "seed_examples:"]
        for example in range(5):
            lines += ["- answer: |"] + [f"    {text(12, example + line)}" for line in range(8)]
            lines += [f"  question: '{text(10, example)}", "", f"    {text(9, example + 3)} {number} {example}'"]
        if number % 3 == 1:
            lines[0] = "creator: nobody"
        path = folder / "compositional_skills" / f"topic_{number}" / "qna.yaml"
        path.parent.mkdir(parents=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def reference():
    """The folder of an environment with the reference, and in it a path with only what the reference needs: no yq."""
    folder = environments.environment(REFERENCE.replace("==", "-"), [[REFERENCE]])
    path = folder / "path"
    path.mkdir(exist_ok=True)
    for name in ("python", "yamllint"):
        link = path / name
        if not link.exists():
            link.symlink_to(folder / "bin" / name)
    return folder


class Reference:
    def __init__(self, environment, schema, names):
        self.environment = environment
        self.schema = schema
        self.names = "\n".join(names)

    def run(self, *options):
        script = pathlib.Path(__file__).with_name("reference.py")
        command = [str(self.environment / "bin" / "python"), str(script), self.schema, *options]
        done = subprocess.run(
            command,
            input=self.names,
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": str(self.environment / "path"), "LANG": "C.UTF-8"},
        )
        return json.loads(done.stdout)

    def once(self):
        start = time.perf_counter()
        result = self.run()
        return result["clean"], time.perf_counter() - start

    def loop(self):
        return self.run("--loop")["rate"]


class Treewarden:
    def __init__(self, home, schema, folder):
        self.home = home
        self.schema = schema
        self.folder = folder

    def once(self):
        command = ["validate", "--format", "json", "--rules", "reference", "--schema", self.schema, str(self.folder)]
        start = time.perf_counter()
        done = subprocess.run([str(self.home / "treewarden"), *command], capture_output=True, text=True)
        seconds = time.perf_counter() - start
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return {row["path"]: row["errors"] == 0 for row in rows}, seconds

    def loop(self):
        target = self.home / "bench" / "target"
        classes = f"{target}/treewarden-bench-0.1.0.jar:{target}/lib/*"
        main = "treewarden.bench.validate.MeasureValidator"
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
        command = [java, "-XX:+UseParallelGC", "-cp", classes, main, self.schema, str(self.folder)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def best_of(times, run):
    """The result, and the median of the times it took."""
    runs = [run() for _ in range(times)]
    return runs[0][0], statistics.median(seconds for _, seconds in runs)


def report(schema, count, agree, our_seconds, peer_seconds, our_loop, peer_rate):
    ours, peer = count / our_seconds, count / peer_seconds
    every, one = our_loop["rate"], our_loop["rate_of_one_thread"]
    print(f"{count} files, schema {schema}, rules of the reference; both agree on {agree} of them.")
    print(f"{'files a second':36}{'treewarden':>12}{'reference':>12}{'ratio':>10}")
    row = "{:36}{:12,.0f}{:12,.0f}{:9,.1f}x".format
    print(row("one process, start-up included", ours, peer, ours / peer))
    print(row(f"in process, {our_loop['threads']} threads beside 1", every, peer_rate, every / peer_rate))
    print(row("in process, 1 thread beside 1", one, peer_rate, one / peer_rate))
    result = {
        "bench": "validate",
        "ours": round(ours, 1),
        "peer": round(peer, 1),
        "ratio": round(ours / peer, 2),
        "unit": "files/s",
        "in_process": round(every / peer_rate, 1),
        "in_process_ours": round(every, 1),
        "in_process_peer": round(peer_rate, 1),
        "in_process_one_thread": round(one / peer_rate, 1),
        "schema": schema,
        "files": count,
        "agree": agree,
    }
    print(json.dumps(result))


main()
