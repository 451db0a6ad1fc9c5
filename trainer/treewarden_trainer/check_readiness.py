"""What a training would stumble over, found in seconds, before anything is paid for: the libraries, the device, the model.

The rules are those of the training itself: the same guard, the same tokenizer, the same choice of a device.
"""

import importlib.metadata
from typing import Any

from treewarden_trainer import __version__
from treewarden_trainer.guard_model import guard_model
from treewarden_trainer.problems import DONE, UNFORESEEN, Problem
from treewarden_trainer.read_plan import SCHEMA, Plan
from treewarden_trainer.report_progress import Report

TRAINER = "trainer"
BASE_MODEL = "base-model"
LIBRARIES = ("torch", "transformers", "trl")


def add_check(commands: Any) -> None:
    """The command's options."""
    check = commands.add_parser("check", help="look whether this machine can train a model: libraries, device, model")
    check.add_argument("--model", required=True, help="the base model's folder")
    check.add_argument("--longest-row", required=True, type=int, help="tokens of the longest row, the plan's max_length")
    check.add_argument("--device", default="auto", help="auto, cpu or cuda, as in a plan")


def check_readiness(model: str, longest_row: int, device: str, report: Report) -> int:
    """An event `checked` for the trainer and one for the base model; the exit code of the first problem."""
    codes = []
    # Without the libraries, since a folder that could run code must not be opened by one of them.
    try:
        guard_model(model, longest_row)
    except Problem as problem:
        codes.append(_tell(report, BASE_MODEL, problem))
    try:
        words = _trainer(device)
    except Problem as problem:
        return [*codes, _tell(report, TRAINER, problem)][0]
    except ImportError as error:
        report(
            "checked",
            what=TRAINER,
            good=False,
            message=f"{error}; `pip install ./trainer` into this environment brings what training needs.",
        )
        return [*codes, UNFORESEEN][0]
    report("checked", what=TRAINER, good=True, message=words)
    if codes:
        return codes[0]
    try:
        _read_tokenizer(model, longest_row)
    except Problem as problem:
        return _tell(report, BASE_MODEL, problem)
    report("checked", what=BASE_MODEL, good=True, message=f"{model} can be trained on, up to {longest_row} tokens a row")
    return DONE


def _tell(report: Report, what: str, problem: Problem) -> int:
    report("checked", what=what, good=False, message=str(problem))
    return problem.exit_code


def _trainer(device: str) -> str:
    """All that training imports, and on what it would compute."""
    import peft  # noqa: F401  # which training itself imports late

    import treewarden_trainer.run_phases  # noqa: F401
    from treewarden_trainer.load_model import machine

    on = machine(Plan(schema=SCHEMA, model="", output="", phases=(), device=device))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    return f"{__version__} with {versions}, on {'the CPU' if on.on_cpu else 'a GPU'}"


def _read_tokenizer(model: str, longest_row: int) -> None:
    from treewarden_trainer.load_model import load_tokenizer
    from treewarden_trainer.mask_rows import Masker

    Masker(load_tokenizer(model), longest_row)
