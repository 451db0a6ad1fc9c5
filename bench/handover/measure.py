"""The training files of `treewarden generate`, loaded by the data processing of PyPI instructlab-training.

Skills with and without contexts and knowledge with documents go through the whole run with the stand-in teacher. Each file
of messages that it wrote, the two mixes and those of each leaf, is then read by the reference's `process_data`, which
writes token ids and labels with a tokenizer made on the spot. Asked is that it finds no fault, that it makes one row of
each row, as many as our report names, and that every row has something to learn from. No model is downloaded.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

HOME = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(HOME / "bench" / "lib"))

import generate
import java
import leaves
import peers
from environments import python


def main():
    arguments = argparse.ArgumentParser(prog="bench/run handover")
    arguments.add_argument("home", help=argparse.SUPPRESS)
    arguments.add_argument("--data", type=pathlib.Path, help="an output folder of generate (default: one made for this)")
    asked = arguments.parse_args()
    folder = HOME / "bench" / "target" / "handover"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = peers.torch()
    data = asked.data or made(folder)
    files = message_files(data)
    if not files:
        sys.exit(f"there are no training files in {data}")
    reference = load(environment, folder, [file for file, _ in files])
    report(data, files, reference)


def made(folder):
    """The output folder of a run over six skills and two knowledge leaves."""
    knowledge = [leaves.made_up_knowledge(number, folder / f"documents-{number}") for number in range(2)]
    skills = [leaves.made_up(number) for number in range(6)]
    taxonomy = leaves.write(skills + [leaf for leaf, _, _ in knowledge], folder / "taxonomy")
    mirrors = [word for _, address, documents in knowledge for word in ("--mirror", f"{address}={documents}")]
    out = folder / "out"
    print("generate, 8 leaves ...", file=sys.stderr)
    with java.Teacher(HOME, 0, 0, 0) as teacher:
        generate.run(generate.command(HOME, taxonomy, teacher, out, folder / "cache", 64, *mirrors), 600)
    return out


def message_files(data):
    """The files that a trainer may be given, each with the rows that our report says it has."""
    found = []
    for file in generate.report(data)["files"]:
        path = data / file["name"]
        if path.suffix == ".jsonl" and is_messages(path):
            found.append((str(path), file["rows"]))
    return found


def is_messages(path):
    """The older forms and the evaluation questions have other fields."""
    with path.open(encoding="utf-8") as lines:
        first = lines.readline()
    return bool(first) and {"id", "messages", "unmask"} <= json.loads(first).keys()


def load(environment, folder, files):
    tokenizer = folder / "tokenizer"
    offline = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_CACHE": str(folder / "datasets"), "TOKENIZERS_PARALLELISM": "false"}
    make = [python(environment), str(HOME / "bench" / "lib" / "tiny_model.py"), str(tokenizer), "tokenizer", *files[:2]]
    subprocess.run(make, check=True, timeout=300, env=offline)
    script = str(pathlib.Path(__file__).with_name("training.py"))
    command = [python(environment), script, str(tokenizer), str(folder / "processed"), *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200, env=offline)
    if done.returncode != 0:
        sys.exit(f"{peers.TRAINING} could not load the files:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def report(data, files, reference):
    print(f"handover: {data}, loaded by {peers.TRAINING}")
    print(f"  {'file':66}{'ours':>8}{'theirs':>8}{'learning':>10}{'tokens':>10}{'learnt':>10}")
    agree = 0
    for file, rows in files:
        theirs = reference[file]
        agree += rows == theirs["rows"] == theirs["learning"]
        print(
            f"  {str(pathlib.Path(file).relative_to(data)):66}{rows:8,}{theirs['rows']:8,}{theirs['learning']:10,}"
            f"{theirs['tokens']:10,}{theirs['learnt']:10,}"
        )
    result = {
        "bench": "handover",
        "ours": agree,
        "peer": len(files),
        "ratio": round(agree / len(files), 3),
        "unit": "files that agree",
        "rows": sum(rows for _, rows in files),
        "rows_of_the_reference": sum(one["rows"] for one in reference.values()),
    }
    print(json.dumps(result))
    sys.exit(0 if agree == len(files) else 1)


main()
