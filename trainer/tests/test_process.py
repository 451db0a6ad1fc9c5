"""The trainer as the worker knows it: a process, its exit code and the lines it writes."""

import pathlib
import signal
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from .conftest import command, environment, losses, of_kind, read_rest, read_until, run_trainer, train, train_by_two

PlanFor = Callable[..., pathlib.Path]


def started(plan: pathlib.Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(command(plan), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment())


def test_asked_to_stop_it_saves_and_says_again_later(plan_for: PlanFor) -> None:
    plan = plan_for({"epochs": 40})
    process = started(plan)
    events = read_until(process, "step")
    process.send_signal(signal.SIGTERM)
    events += read_rest(process)
    assert process.returncode == 75
    assert [event["event"] for event in events[-2:]] == ["checkpoint", "failed"]
    assert events[-1]["reason"] == "stopped"
    code, resumed, _ = run_trainer(plan)
    assert code == 0
    assert of_kind(resumed, "phase")[0]["resumed_from"] == of_kind(events, "checkpoint")[-1]["path"]
    assert losses(events) | losses(resumed) == losses(train(plan_for({"epochs": 40}, output="whole")))


def test_killed_it_goes_on_from_the_last_whole_checkpoint(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    changes: dict[str, Any] = {"checkpoints": {"every_steps": 3}}
    plan = plan_for({"epochs": 40}, **changes)
    events: list[dict[str, Any]] = []
    for _ in range(2):
        process = started(plan)
        events += read_until(process, "checkpoint") + read_until(process, "checkpoint") + read_until(process, "step")
        process.kill()
        events += read_rest(process)
    code, resumed, _ = run_trainer(plan)
    assert code == 0
    events += resumed
    whole = train(plan_for({"epochs": 40}, output="whole", **changes))
    assert losses(events) == losses(whole)
    ends = [load_file(tmp_path / out / "phases/01-knowledge/model/model.safetensors") for out in ("out", "whole")]
    assert all(torch.equal(ends[0][name], ends[1][name]) for name in ends[1])


def test_a_bad_plan_is_told_on_both_streams(plan_for: PlanFor) -> None:
    code, events, said = run_trainer(plan_for(speed=1))
    assert code == 64
    assert [event["event"] for event in events] == ["failed"]
    assert "Unknown key speed." in events[0]["message"]
    assert "Unknown key speed." in said


def test_two_trainers_do_not_share_an_output_folder(plan_for: PlanFor) -> None:
    plan = plan_for({"epochs": 400})
    process = started(plan)
    read_until(process, "step")
    code, events, _ = run_trainer(plan)
    process.kill()
    process.communicate(timeout=60)
    assert code == 74
    assert "Another process trains in" in events[-1]["message"]


def test_two_processes_train_as_one(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    plan = plan_for({"effective_batch": 6})  # the last step of an epoch has two rows, one for each process
    one = train(plan_for({"effective_batch": 6}, output="one"))
    two = train_by_two(plan)
    assert of_kind(two, "start")[0]["processes"] == 2
    assert losses(two) == pytest.approx(losses(one), abs=1e-4)
    ends = [load_file(tmp_path / out / "phases/01-knowledge/model/model.safetensors") for out in ("out", "one")]
    assert all(torch.allclose(ends[0][name], ends[1][name], atol=1e-4) for name in ends[1])
