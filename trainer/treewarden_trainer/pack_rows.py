"""Rows laid into micro-batches of so many tokens, such that no row sees another.

Three layouts, one idea: positions begin at 0 with each row, and attention never crosses such a beginning.

varlen   one line of rows without any padding; FlashAttention's variable-length kernels keep them apart
blocks   several lines of rows, each about as long as the longest row; a block-diagonal mask keeps them apart, and short
         lines keep that mask small (it grows with the square of a line)
padded   a line for each row: for models whose layers cannot be told where a row begins

Why not TRL's own packing: without FlashAttention it only warns that rows see each other, it cuts rows at max_length, and
it fills micro-batches by a number of lines instead of by tokens.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any, Literal

import torch

from treewarden_trainer.mask_rows import IGNORED, Example

Layout = Literal["varlen", "blocks", "padded"]
Line = tuple[int, ...]  # rows, one after the other
MicroBatch = tuple[Line, ...]


def pack(rows: Sequence[int], lengths: Sequence[int], budget: int, layout: Layout) -> list[MicroBatch]:
    """As few micro-batches as is easy, each within the budget of tokens unless a single row is above it."""
    longest_first = sorted(rows, key=lambda row: (-lengths[row], row))
    if layout == "varlen":
        return [(line,) for line in _fill(longest_first, lengths, budget)]
    if layout == "padded":
        return _stack([(row,) for row in longest_first], lengths, budget)
    longest = max((lengths[row] for row in rows), default=0)
    return _stack(_fill(longest_first, lengths, longest), lengths, budget)


def _fill(longest_first: Sequence[int], lengths: Sequence[int], capacity: int) -> list[Line]:
    """First fit, the longest first: at most 22 % more lines than the best there could be."""
    lines: list[list[int]] = []
    room: list[int] = []
    for row in longest_first:
        place = next((place for place, free in enumerate(room) if free >= lengths[row]), None)
        if place is None:
            lines.append([row])
            room.append(max(0, capacity - lengths[row]))
        else:
            lines[place].append(row)
            room[place] -= lengths[row]
    return [tuple(line) for line in lines]


def _stack(lines: list[Line], lengths: Sequence[int], budget: int) -> list[MicroBatch]:
    """Lines of about the same length together; the first of each micro-batch is the longest."""
    width = {line: sum(lengths[row] for row in line) for line in lines}
    batches: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-width[line], line)):
        if batches and (len(batches[-1]) + 1) * width[batches[-1][0]] <= budget:
            batches[-1].append(line)
        else:
            batches.append([line])
    return [tuple(batch) for batch in batches]


@dataclasses.dataclass(frozen=True)
class PackedTokens:
    """How well a layout does: real tokens beside those that the model has to look at."""

    real: int
    all: int


def count(batches: Sequence[MicroBatch], lengths: Sequence[int]) -> PackedTokens:
    widths = [[sum(lengths[row] for row in line) for line in batch] for batch in batches]
    return PackedTokens(sum(map(sum, widths)), sum(len(lines) * max(lines) for lines in widths))


def tensors(batch: MicroBatch, examples: Sequence[Example], padding: int, layout: Layout) -> dict[str, Any]:
    """What the model is given. No attention mask: padding stands last, where causal attention never looks back at it."""
    width = max(sum(len(examples[row]) for row in line) for line in batch)
    tokens = torch.full((len(batch), width), padding, dtype=torch.long)
    labels = torch.full((len(batch), width), IGNORED, dtype=torch.long)
    positions = torch.arange(width).repeat(len(batch), 1)
    for number, line in enumerate(batch):
        start = 0
        for row in line:
            example, end = examples[row], start + len(examples[row])
            tokens[number, start:end] = torch.from_numpy(example.tokens)
            labels[number, start:end] = torch.from_numpy(example.labels)
            positions[number, start:end] = torch.arange(end - start)
            start = end
        if layout == "blocks":
            positions[number, start:] = torch.arange(width - start)  # padding is a row of its own
    given: dict[str, Any] = {"input_ids": tokens, "labels": labels, "position_ids": positions}
    if layout == "varlen":
        given |= _varlen([len(examples[row]) for line in batch for row in line])
    return given


def nothing(like: Example, padding: int, layout: Layout) -> dict[str, Any]:
    """A micro-batch without loss, for a process that has fewer than its peers: they meet in each forward and backward."""
    empty = Example(like.tokens[:2], like.labels[:2] * 0 + IGNORED)
    return tensors(((0,),), [empty], padding, layout)


def _varlen(lengths: list[int]) -> dict[str, Any]:
    """Said once here, so that the attention layers need not find it out from the positions again and again."""
    ends = torch.tensor([0, *lengths], dtype=torch.int32).cumsum(0, dtype=torch.int32)
    longest = max(lengths)
    return {"cu_seq_lens_q": ends, "cu_seq_lens_k": ends, "max_length_q": longest, "max_length_k": longest}
