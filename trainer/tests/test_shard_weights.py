"""Several processes that have no room for all weights, as the worker starts them: torchrun, here on the CPU with gloo."""

import json
import pathlib
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from treewarden_trainer.problems import BadPlan
from treewarden_trainer.testing import write_tiny_model

from .conftest import command, environment, kill_all, launched, losses, of_kind, read_until, train, train_by_two

PlanFor = Callable[..., pathlib.Path]


def weights(output: pathlib.Path, phase: str = "01-knowledge") -> dict[str, torch.Tensor]:
    return dict(load_file(output / "phases" / phase / "model" / "model.safetensors"))


def are_close(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return set(one) == set(other) and all(torch.allclose(one[name], other[name], atol=1e-4) for name in one)


@pytest.mark.parametrize(
    ("phase", "changes"),
    [
        ({}, {}),
        ({"lora": {"rank": 4}}, {"gradient_checkpointing": True, "micro_batch_tokens": 64}),
    ],
    ids=["full", "lora-sparing"],
)
def test_spread_over_two_processes_it_learns_the_same(
    plan_for: PlanFor, tmp_path: pathlib.Path, phase: dict[str, Any], changes: dict[str, Any]
) -> None:
    phase = phase | {"effective_batch": 6}
    one = train(plan_for(phase, output="one", **changes))
    two = train_by_two(plan_for(phase, output="two", sharding="fsdp", **changes))
    assert of_kind(two, "start")[0]["sharding"] == "fsdp"
    assert losses(two) == pytest.approx(losses(one), abs=1e-4)
    assert [step["gradient_norm"] for step in of_kind(two, "step")] == pytest.approx(
        [step["gradient_norm"] for step in of_kind(one, "step")], abs=1e-3
    )
    assert are_close(weights(tmp_path / "one"), weights(tmp_path / "two"))


def test_killed_it_goes_on_from_what_all_wrote_together(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    changes: dict[str, Any] = {"checkpoints": {"every_steps": 3}}
    plan = plan_for({"epochs": 20}, sharding="fsdp", **changes)
    killed = subprocess.Popen(
        launched(plan), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()
    )
    events = read_until(killed, "checkpoint") + read_until(killed, "checkpoint") + read_until(killed, "step")
    events += kill_all(killed)
    parts = (tmp_path / "out").glob("phases/01-knowledge/checkpoints/step-*/pytorch_model_fsdp_0/*.distcp")
    assert {file.name[:3] for file in parts} == {"__0", "__1"}  # each its own
    resumed = train_by_two(plan)
    assert of_kind(resumed, "phase")[0]["resumed_from"]
    whole = train_by_two(plan_for({"epochs": 20}, output="whole", sharding="fsdp", **changes))
    assert losses(events) | losses(resumed) == losses(whole)
    assert are_close(weights(tmp_path / "out"), weights(tmp_path / "whole"))


def test_the_phases_follow_each_other_and_the_last_model_is_as_the_base(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    base = write_tiny_model(tmp_path / "tied", hidden=32, context=512, tied=True, dtype="bfloat16")
    one = json.loads(plan_for().read_text())["phases"][0]
    phases = {"phases": [one, one | {"name": "skills"}], "model": str(base), "dtype": "bfloat16"}
    alone = train(plan_for(output="one", **phases))
    events = train_by_two(plan_for(output="two", sharding="fsdp", **phases))
    assert losses(events) == pytest.approx(losses(alone), abs=2e-2)
    before, between, after = (
        load_file(base / "model.safetensors"),
        weights(tmp_path / "two"),
        weights(tmp_path / "two", "02-skills"),
    )
    assert set(after) == set(between) == set(before)
    assert {value.dtype for value in between.values()} == {torch.float32}
    assert {value.dtype for value in after.values()} == {torch.bfloat16}


def test_a_checkpoint_is_taken_up_only_with_the_sharding_it_was_written_with(plan_for: PlanFor) -> None:
    changes: dict[str, Any] = {"checkpoints": {"every_steps": 3}}
    plan = plan_for({"epochs": 20}, sharding="fsdp", **changes)
    killed = subprocess.Popen(
        launched(plan), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()
    )
    read_until(killed, "checkpoint")
    kill_all(killed)
    with pytest.raises(BadPlan, match=r"written with sharding fsdp, and the plan has none; go on with fsdp, or remove"):
        train(plan_for({"epochs": 20}, **changes))


def test_two_machines_find_each_other_and_learn_the_same(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    """Two launchers with one process each, as Slurm and Kubernetes start them; the folder is the one that both see."""
    plan = plan_for({"effective_batch": 6}, sharding="fsdp", output="two")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--nnodes=2", "--nproc-per-node=1", "--rdzv-backend=c10d", "--rdzv-id=both"]
    words += [f"--rdzv-endpoint=127.0.0.1:{port}", "--local-addr=127.0.0.1", "--max-restarts=0"]
    launch = [sys.executable, "-m", "torch.distributed.run", *words, *command(plan)[1:]]
    machines = [
        subprocess.Popen(launch, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment())
        for _ in range(2)
    ]
    said = [machine.communicate(timeout=300)[0] for machine in machines]
    assert [machine.returncode for machine in machines] == [0, 0]
    events = [json.loads(line) for told in said for line in told.splitlines()]
    assert [event["processes"] for event in of_kind(events, "start")] == [2]  # one of them tells
    one = train(plan_for({"effective_batch": 6}, output="one"))
    assert losses(events) == pytest.approx(losses(one), abs=1e-4)
    assert are_close(weights(tmp_path / "one"), weights(tmp_path / "two"))


def test_one_process_has_nobody_to_share_with(plan_for: PlanFor) -> None:
    with pytest.raises(BadPlan, match=r"there is one; start more .*, or take sharding none"):
        train(plan_for(sharding="fsdp"))
