"""The reference's data processing (PyPI instructlab-training) over training files; run in the environment that has it.

Arguments: a folder with a tokenizer, an empty folder, then the files. Prints one line of JSON: for each file the rows that
the reference made of it, and how many of them have something to learn from.
"""

import json
import logging
import pathlib
import sys

from instructlab.training.data_process import process_data

# Rows are dropped below 20 tokens and from this many on; no row is meant to be.
LONGEST = 1_000_000


def main():
    tokenizer, out, *files = sys.argv[1:]
    logging.disable(logging.WARNING)
    results = {}
    for number, file in enumerate(files):
        made = pathlib.Path(out) / str(number)
        process_data(
            data_path=file, data_output_path=str(made), max_seq_len=LONGEST, model_path=tokenizer, num_cpu_procs=1
        )
        results[file] = counts(made / "data.jsonl")
    print(json.dumps(results))


def counts(file):
    rows = learning = tokens = learnt = 0
    for line in file.open(encoding="utf-8"):
        row = json.loads(line)
        targets = sum(label != -100 for label in row["labels"])
        rows += 1
        learning += targets > 0
        tokens += row["len"]
        learnt += targets
    return {"rows": rows, "learning": learning, "tokens": tokens, "learnt": learnt}


main()
