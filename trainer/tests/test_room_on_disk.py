"""What a training writes, weighed: by these numbers `treewarden release plan` says whether the disk has room for it."""

import json
import math
import pathlib
import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from safetensors import safe_open

from treewarden_trainer import keep_checkpoint
from treewarden_trainer.testing import write_tiny_model

from .conftest import environment, kill_all, launched, of_kind, read_until, train

PlanFor = Callable[..., pathlib.Path]

READY = pathlib.Path(__file__).parents[2] / "app/src/main/java/treewarden/app/release/ready"
NEAR = 0.02  # tokenizer, manifest, the state of random numbers: nothing beside the weights of a model in use


def constants() -> dict[str, int]:
    """Of the check before a release, which is written in Java: one of its numbers that is wrong fails here."""
    found = re.findall(r"static final int ([A-Z_]+) = (\d+);", (READY / "RoomToTrain.java").read_text(encoding="utf-8"))
    return {name: int(number) for name, number in found}


BYTES = constants()
CHECKPOINT = BYTES["TRAINED_WEIGHT"] + BYTES["MOMENTS"]


def size(folder: pathlib.Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def shapes(model: pathlib.Path) -> dict[str, list[int]]:
    with safe_open(str(model / "model.safetensors"), "pt") as file:
        return {name: list(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118


def parameters(model: pathlib.Path) -> int:
    return sum(math.prod(shape) for shape in shapes(model).values())


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Large enough that the weights outweigh all else."""
    return write_tiny_model(tmp_path_factory.mktemp("base"), hidden=256, context=512, tied=True, dtype="bfloat16")


@pytest.fixture
def before_pruning(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The size of each checkpoint that was there, each time that one had become whole."""
    seen: list[list[int]] = []
    prune = keep_checkpoint.prune

    def weigh(folder: pathlib.Path, keep: int) -> None:
        seen.append([size(checkpoint) for checkpoint in sorted(folder.iterdir())])
        prune(folder, keep)

    monkeypatch.setattr(keep_checkpoint, "prune", weigh)
    return seen


def test_a_checkpoint_has_each_weight_and_its_moments_in_float32(
    plan_for: PlanFor, base: pathlib.Path, before_pruning: list[list[int]]
) -> None:
    train(plan_for(model=str(base), dtype="bfloat16", checkpoints={"every_steps": 2, "keep": 2}))
    assert before_pruning[-1] == pytest.approx([CHECKPOINT * parameters(base)] * (2 + BYTES["BEING_WRITTEN"]), rel=NEAR)


def test_lora_keeps_its_own_weights_alone(plan_for: PlanFor, base: pathlib.Path, before_pruning: list[list[int]]) -> None:
    lora = {"rank": 64}
    plan = plan_for({"lora": lora}, model=str(base), dtype="bfloat16", checkpoints={"every_steps": 5})
    phase = of_kind(train(plan), "phase")[0]
    trained = sum(64 * sum(shape) for name, shape in shapes(base).items() if len(shape) == 2 and "embed" not in name)
    assert phase["trained_parameters"] == trained
    assert before_pruning[-1] == pytest.approx([CHECKPOINT * trained], rel=NEAR)


@pytest.mark.parametrize(("lora", "between"), [(None, BYTES["TRAINED_WEIGHT"]), ({"rank": 4}, 2)], ids=["full", "lora"])
def test_the_model_of_each_phase_stays_and_its_checkpoints_go(
    plan_for: PlanFor, tmp_path: pathlib.Path, base: pathlib.Path, lora: dict[str, Any] | None, between: int
) -> None:
    one = json.loads(plan_for({"lora": lora}).read_text())["phases"][0]
    phases = [one, one | {"name": "skills"}]
    train(plan_for(phases=phases, model=str(base), dtype="bfloat16", checkpoints={"every_steps": 5}))
    left = tmp_path / "out" / "phases"
    assert size(left / "01-knowledge") == pytest.approx(between * parameters(base), rel=NEAR)
    assert size(left / "02-skills") == pytest.approx(2 * parameters(base), rel=NEAR)
    assert size(tmp_path / "out") == pytest.approx((between + 2) * parameters(base), rel=NEAR)


@pytest.mark.parametrize("tied", [False, True])
def test_spread_over_processes_only_a_tied_output_is_written_twice(
    plan_for: PlanFor, tmp_path: pathlib.Path, tied: bool
) -> None:
    base = write_tiny_model(tmp_path / "base", hidden=512, context=512, tied=tied)
    plan = plan_for({"epochs": 20}, model=str(base), sharding="fsdp", checkpoints={"every_steps": 2})
    killed = subprocess.Popen(
        launched(plan), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()
    )
    written = pathlib.Path(read_until(killed, "checkpoint")[-1]["path"])
    kill_all(killed)
    twice = math.prod(shapes(base)["model.embed_tokens.weight"]) if tied else 0
    assert size(written) == pytest.approx(CHECKPOINT * parameters(base) + BYTES["TRAINED_WEIGHT"] * twice, rel=NEAR)
