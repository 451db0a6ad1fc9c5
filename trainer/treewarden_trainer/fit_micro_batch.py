"""How many tokens a micro-batch may have: the plan's number, halved each time that memory was short, and remembered."""

import json
import pathlib

from treewarden_trainer.keep_checkpoint import said_plainly

NAME = "micro-batch.json"


def recorded(output: pathlib.Path, wanted: int) -> int:
    """The plan's number, or the smaller one with which an earlier try went on."""
    try:
        known = json.loads((output / NAME).read_text(encoding="utf-8"))["micro_batch_tokens"]
    except (OSError, ValueError, KeyError, TypeError):
        return wanted
    return min(wanted, known) if isinstance(known, int) and known > 0 else wanted


def record(output: pathlib.Path, tokens: int) -> None:
    with said_plainly(output):
        temporary = output / (NAME + ".tmp")
        temporary.write_text(json.dumps({"micro_batch_tokens": tokens}), encoding="utf-8")
        temporary.replace(output / NAME)
