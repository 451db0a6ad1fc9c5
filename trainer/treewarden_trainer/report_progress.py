"""Progress as JSON lines on what was standard output when the process started.

Libraries print. So the stream is moved to a descriptor of its own, and whatever anybody prints later goes to standard
error. Of several processes only the first reports.
"""

import json
import os
import sys
import time
from typing import IO, Any

SCHEMA = 1


class Report:
    """One line an event, complete or not there: each is written in one call."""

    def __init__(self, stream: IO[str] | None) -> None:
        self._stream = stream

    def __call__(self, event: str, **fields: Any) -> None:
        if self._stream is None:
            return
        line = {"schema": SCHEMA, "event": event, "time": round(time.time(), 3), **fields}
        self._stream.write(json.dumps(line, ensure_ascii=False, allow_nan=False, default=str) + "\n")
        self._stream.flush()


def take_standard_output(rank: int) -> Report:
    """Keeps standard output for reports; print() and libraries speak to standard error from here on."""
    sys.stdout.flush()
    own = os.dup(1)
    os.dup2(2, 1)
    return Report(os.fdopen(own, "w", encoding="utf-8") if rank == 0 else None)


def memory_in_use() -> int:
    """The peak in bytes: of the GPU where there is one, else of this process."""
    import torch

    if torch.cuda.is_available():
        return int(torch.cuda.max_memory_allocated())
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
