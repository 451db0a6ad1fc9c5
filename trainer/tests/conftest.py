import io
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from treewarden_trainer.guard_model import close_the_doors

close_the_doors()

from treewarden_trainer.read_plan import read_plan  # noqa: E402
from treewarden_trainer.report_progress import Report  # noqa: E402
from treewarden_trainer.run_phases import run_phases  # noqa: E402
from treewarden_trainer.stop_when_asked import StopFlag  # noqa: E402
from treewarden_trainer.testing import write_tiny_model  # noqa: E402

WORDS = ["oak", "elm", "ash", "fir", "yew", "bay", "fig", "may", "sap", "bud", "leaf", "root", "bark", "twig", "moss"]


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    return write_tiny_model(tmp_path_factory.mktemp("model"), hidden=32, context=512)


def conversation(number: int, words: int | None = None) -> dict[str, Any]:
    """A row of a length drawn by its number."""
    draw = random.Random(number)
    count = words or draw.randint(2, 20)
    return {
        "messages": [
            {"role": "user", "content": " ".join(draw.choices(WORDS, k=3))},
            {"role": "assistant", "content": " ".join(draw.choices(WORDS, k=count))},
        ]
    }


def write_rows(file: pathlib.Path, rows: list[dict[str, Any]]) -> pathlib.Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def plan_for(tmp_path: pathlib.Path, tiny_model: pathlib.Path) -> Callable[..., pathlib.Path]:
    """Writes a plan of one short phase over 20 rows; keys given replace those of the plan, `phase` those of the phase."""

    def write(phase: dict[str, Any] | None = None, output: str = "out", **changes: Any) -> pathlib.Path:
        data = write_rows(tmp_path / "data.jsonl", [conversation(number) for number in range(20)])
        one = {"name": "knowledge", "data": [str(data)], "epochs": 2, "effective_batch": 4, "max_length": 256}
        one |= {"learning_rate": 1e-3, "warmup_steps": 2} | (phase or {})
        plan = {"schema": 1, "model": str(tiny_model), "output": str(tmp_path / output), "device": "cpu"}
        plan |= {"micro_batch_tokens": 512, "phases": [one]} | changes
        file = tmp_path / f"plan-{output}.json"
        file.write_text(json.dumps(plan), encoding="utf-8")
        return file

    return write


def environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1"}


def command(plan: pathlib.Path) -> list[str]:
    return [sys.executable, "-m", "treewarden_trainer", "run", "--plan", str(plan)]


def run_trainer(plan: pathlib.Path) -> tuple[int, list[dict[str, Any]], str]:
    """As the worker starts it: the exit code, the events, and what it said to standard error."""
    ended = subprocess.run(command(plan), capture_output=True, text=True, timeout=300, env=environment())
    return ended.returncode, [json.loads(line) for line in ended.stdout.splitlines()], ended.stderr


def launched(plan: pathlib.Path) -> list[str]:
    """As the worker starts two processes on one machine."""
    return [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", *command(plan)[1:]]


def train_by_two(plan: pathlib.Path) -> list[dict[str, Any]]:
    ended = subprocess.run(launched(plan), capture_output=True, text=True, timeout=300, env=environment())
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


def read_until(process: "subprocess.Popen[str]", event: str) -> list[dict[str, Any]]:
    assert process.stdout is not None
    events: list[dict[str, Any]] = []
    for line in process.stdout:
        events.append(json.loads(line))
        if events[-1]["event"] == event:
            break
    return events


def read_rest(process: "subprocess.Popen[str]") -> list[dict[str, Any]]:
    """What it wrote until its end, with what was read ahead: `communicate` would pass over that. A line cut off is none."""
    assert process.stdout is not None
    rest = process.stdout.read()
    process.wait(timeout=120)
    return [json.loads(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]


def kill_all(launcher: "subprocess.Popen[str]") -> list[dict[str, Any]]:
    """As a machine that is switched off: the launcher and its processes, at once. What they wrote and nobody read yet."""
    children = pathlib.Path(f"/proc/{launcher.pid}/task/{launcher.pid}/children").read_text().split()
    for pid in (launcher.pid, *map(int, children)):
        os.kill(pid, signal.SIGKILL)
    return read_rest(launcher)


def losses(events: list[dict[str, Any]]) -> dict[int, float]:
    """By their step: what is told twice, after a checkpoint was taken up, counts once."""
    return {event["step"]: event["loss"] for event in of_kind(events, "step")}


def train(
    plan: pathlib.Path, flag: StopFlag | None = None, on_event: Callable[[dict[str, Any]], None] = lambda _: None
) -> list[dict[str, Any]]:
    """In this process: the events; `on_event` is told each at once."""
    events: list[dict[str, Any]] = []

    class Lines(io.StringIO):
        def write(self, line: str) -> int:
            events.append(json.loads(line))
            on_event(events[-1])
            return len(line)

    run_phases(read_plan(plan), Report(Lines()), flag or StopFlag())
    return events


def of_kind(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["event"] == kind]
