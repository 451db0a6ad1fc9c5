"""The reference validator over a list of files; run by measure.py in the environment that has it.

Reads file names from standard input, prints one line of JSON. With --loop it goes over them again in the same process,
timed after one round of warming up; without it checks each once, as a script would.
"""

import json
import logging
import sys
import time

from instructlab.schema.taxonomy import TaxonomyParser, TaxonomyReadingException


def check(parser, files):
    """Whether each file is clean."""
    clean = []
    for file in files:
        try:
            clean.append(parser.parse(file).errors == 0)
        except TaxonomyReadingException:
            clean.append(False)
    return clean


def main():
    version = 0 if sys.argv[1] == "declared" else None
    loop = "--loop" in sys.argv
    logging.disable(logging.CRITICAL)
    files = sys.stdin.read().splitlines()
    parser = TaxonomyParser(schema_version=version, message_format="LOGGING")
    clean = check(parser, files)
    result = {"clean": clean}
    if loop:
        start = time.perf_counter()
        rounds = 0
        while rounds < 2 or time.perf_counter() - start < 3:
            check(parser, files)
            rounds += 1
        result["rate"] = rounds * len(files) / (time.perf_counter() - start)
    print(json.dumps(result))


main()
