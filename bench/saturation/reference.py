"""The reference (PyPI instructlab-sdg) over a folder with leaves; run by measure.py in the environment that has it.

It is called as its own command line calls it: `generate_data` with the `full` pipeline, on the qna.yaml files themselves.
Arguments: the teacher's address and model, the folder, an empty folder for what it writes, batch size, worker threads.
Prints one line of JSON: its rows of each leaf, and the seconds that the call took, imports not counted.
"""

import json
import logging
import pathlib
import sys
import time
import warnings

import openai
from instructlab.sdg import generate_data


def main():
    url, model, taxonomy, out, batch_size, workers = sys.argv[1:]
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    client = openai.OpenAI(base_url=url, api_key="none")
    start = time.perf_counter()
    generate_data(
        client=client,
        model_name=model,
        model_family="mixtral",
        taxonomy=taxonomy,
        taxonomy_base="empty",
        output_dir=out,
        pipeline="full",
        batch_size=int(batch_size),
        num_cpus=int(workers),
        console_output=False,
    )
    seconds = time.perf_counter() - start
    files = sorted(pathlib.Path(out).glob("generated_*/*.jsonl"))
    rows = {file.stem: sum(1 for _ in file.open(encoding="utf-8")) for file in files}
    print(json.dumps({"rows": rows, "seconds": seconds}))


main()
