"""What can go wrong, each with the exit code that tells the worker what to do next. The one place of exit codes.

0 is done. Any other code that is not below (1 for an error nobody foresaw, a negative one for a signal) is worth a few
further tries; so is AGAIN, as often as it comes. The others would end the same way again, whoever tries.
"""

DONE = 0
UNFORESEEN = 1
AGAIN = 75  # EX_TEMPFAIL: saved and left because asked to, or because the next start shall use less memory


class Problem(Exception):
    """Ends the process with its exit code; the message is one line that a person can act on."""

    exit_code = UNFORESEEN
    name = "unforeseen"


class BadPlan(Problem):
    exit_code = 64
    name = "bad-plan"


class BadData(Problem):
    exit_code = 65
    name = "bad-data"


class BadModel(Problem):
    exit_code = 66
    name = "bad-model"


class NotANumber(Problem):
    exit_code = 67
    name = "not-a-number"


class OutOfMemory(Problem):
    """Even one row at a time does not fit."""

    exit_code = 68
    name = "out-of-memory"


class AcceleratorGone(Problem):
    """The GPU fell off the bus, or the next start does not find it: mended by the operator, or another machine has one."""

    exit_code = 69
    name = "accelerator-gone"


class CannotWrite(Problem):
    """The disk of the output folder is full, or it is not ours: mended by the operator, hence worth another try."""

    exit_code = 74
    name = "cannot-write"


class AskedToStop(Problem):
    exit_code = AGAIN
    name = "stopped"


class SmallerBatchNextTime(Problem):
    """One of many processes ran out of memory; its peers wait for it in a collective, so only a restart helps."""

    exit_code = AGAIN
    name = "smaller-batch"


ALL = (
    BadPlan,
    BadData,
    BadModel,
    NotANumber,
    OutOfMemory,
    AcceleratorGone,
    CannotWrite,
    AskedToStop,
    SmallerBatchNextTime,
)
