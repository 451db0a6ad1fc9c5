"""Rows whose lengths in tokens are drawn as those of generated data are: log-normal, median 256, sigma 0.8, cut at 2,048."""

import json
import math
import pathlib
import random
from typing import Any

MEDIAN, SIGMA, LONGEST = 256, 0.8, 2048
SHORTEST = 24  # a question, an answer of a word, and what the template puts around them
AROUND = 10  # tokens that the template of write_tiny_model adds
LETTERS = "abcdefghijklmnopqrstuvwxyz "


def write_rows(file: pathlib.Path, count: int, seed: int) -> None:
    """A tokenizer without merges has a token for each letter, so that a length in letters is one in tokens."""
    draw = random.Random(seed)
    with file.open("w", encoding="utf-8") as out:
        for _ in range(count):
            out.write(json.dumps(_row(draw)) + "\n")


def _row(draw: random.Random) -> dict[str, Any]:
    length = min(LONGEST, max(SHORTEST, round(draw.lognormvariate(math.log(MEDIAN), SIGMA))))
    question = max(4, min(64, length // 4))
    answer = length - AROUND - question
    return {"messages": [_message(draw, "user", question), _message(draw, "assistant", answer)]}


def _message(draw: random.Random, role: str, letters: int) -> dict[str, str]:
    # Some letters more often than others, so that there is something to learn.
    words = "".join(draw.choices(LETTERS, weights=range(1, len(LETTERS) + 1), k=letters - 2))
    return {"role": role, "content": f"x{words}y"}
