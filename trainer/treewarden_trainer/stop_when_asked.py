"""SIGTERM, as Slurm, Kubernetes and the worker send it, sets a flag that is looked at between two steps.

Nothing else may happen in the handler: a process that leaves within a collective leaves its peers waiting for ever.
"""

import signal
from types import FrameType


class StopFlag:
    def __init__(self) -> None:
        self.is_set = False

    def watch(self) -> "StopFlag":
        for number in (signal.SIGTERM, signal.SIGUSR1, signal.SIGINT):
            signal.signal(number, self._set)
        return self

    def _set(self, _number: int, _frame: FrameType | None) -> None:
        self.is_set = True
