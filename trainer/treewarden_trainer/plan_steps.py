"""Which rows belong to which step, and which process takes which of them.

A step's rows depend on seed, epoch and effective batch alone: neither on the number of processes nor on the size of a
micro-batch, so a run that resumes elsewhere, or with less memory, goes on with the very rows it would have had.
"""

import dataclasses
import functools
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray


@dataclasses.dataclass(frozen=True)
class Steps:
    rows: int
    epochs: int
    effective_batch: int
    seed: int

    def __len__(self) -> int:
        return self.epochs * self.per_epoch

    @property
    def per_epoch(self) -> int:
        return -(-self.rows // self.effective_batch)

    def rows_of(self, step: int) -> list[int]:
        """Shuffled anew in each epoch; the last step of an epoch has what is left."""
        epoch, place = divmod(step, self.per_epoch)
        return [
            int(row)
            for row in _shuffled(self.rows, self.seed, epoch)[place * self.effective_batch :][: self.effective_batch]
        ]


@functools.lru_cache(maxsize=2)
def _shuffled(rows: int, seed: int, epoch: int) -> NDArray[numpy.int64]:
    return numpy.random.default_rng([seed, epoch]).permutation(rows)


def share(rows: Sequence[int], lengths: Sequence[int], processes: int) -> list[list[int]]:
    """A part for each process, of about as many tokens: the longest row left goes to whoever has the fewest."""
    parts: list[list[int]] = [[] for _ in range(processes)]
    loads = [0] * processes
    for row in sorted(rows, key=lambda row: (-lengths[row], row)):
        least = loads.index(min(loads))
        parts[least].append(row)
        loads[least] += lengths[row]
    return parts
