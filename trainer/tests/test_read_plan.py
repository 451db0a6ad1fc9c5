import json
import pathlib
from typing import Any

import pytest

from treewarden_trainer.problems import BadPlan
from treewarden_trainer.read_plan import Lora, Phase, Plan, read_plan


def written(folder: pathlib.Path, **changes: Any) -> pathlib.Path:
    plan = {"schema": 1, "model": "base", "output": "out", "phases": [{"name": "knowledge", "data": ["a.jsonl"]}]}
    file = folder / "plan.json"
    file.write_text(json.dumps({key: value for key, value in (plan | changes).items() if value is not None}))
    return file


def said_of(file: pathlib.Path) -> str:
    with pytest.raises(BadPlan) as raised:
        read_plan(file)
    return str(raised.value)


def test_a_short_plan_gets_the_documented_defaults(tmp_path: pathlib.Path) -> None:
    plan = read_plan(written(tmp_path))
    phase = plan.phases[0]
    assert (phase.learning_rate, phase.effective_batch, phase.epochs, phase.warmup_steps) == (2e-5, 128, 7, 25)
    assert (phase.max_length, phase.seed, phase.betas, phase.epsilon) == (4096, 42, (0.9, 0.95), 1e-8)
    assert (phase.weight_decay, phase.clip, phase.lora, phase.scheduler) == (0.0, 1.0, None, "cosine")
    assert (plan.device, plan.dtype, plan.attention, plan.packing) == ("auto", "auto", "auto", True)
    assert (plan.checkpoints.every_steps, plan.checkpoints.keep) == (100, 2)


def test_relative_paths_are_meant_from_the_plan(tmp_path: pathlib.Path) -> None:
    plan = read_plan(written(tmp_path))
    assert plan.model == str(tmp_path / "base")
    assert plan.phases[0].data == (str(tmp_path / "a.jsonl"),)


def test_every_unknown_key_is_named(tmp_path: pathlib.Path) -> None:
    phases = [{"name": "k", "data": ["a"], "learning-rate": 1, "lora": {"ranks": 8}}]
    said = said_of(written(tmp_path, phases=phases, speed="high"))
    assert "Unknown key speed." in said
    assert "Unknown key phases[0].learning-rate." in said
    assert "Unknown key phases[0].lora.ranks." in said


def test_a_missing_key_is_named(tmp_path: pathlib.Path) -> None:
    assert "Missing key model." in said_of(written(tmp_path, model=None))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema": 2}, "schema must be 1."),
        ({"device": "tpu"}, "device must be one of auto, cpu, cuda."),
        ({"sharding": "zero3"}, "sharding must be one of none, fsdp."),
        ({"phases": []}, "The number of phases must be 1 or more."),
        ({"phases": [{"name": "k", "data": ["a"], "epochs": "7"}]}, "phases[0].epochs must be a whole number."),
        ({"phases": [{"name": "k", "data": ["a"], "epochs": True}]}, "phases[0].epochs must be a whole number."),
        ({"phases": [{"name": "k", "data": []}]}, "phases[0].data must name a file."),
        ({"phases": [{"name": "../k", "data": ["a"]}]}, "phases[0].name must be made of letters"),
        (
            {"phases": [{"name": "k", "data": ["a"], "replay": [{"phase": "later"}]}]},
            "phases[0].replay[0].phase later is not an earlier phase.",
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path: pathlib.Path, changes: dict[str, Any], said: str) -> None:
    assert said in said_of(written(tmp_path, **changes))


def test_a_plan_that_is_no_json(tmp_path: pathlib.Path) -> None:
    (tmp_path / "plan.json").write_text("{")
    assert "is not JSON" in said_of(tmp_path / "plan.json")
    assert "cannot be read" in said_of(tmp_path / "none.json")


def test_all_keys_can_be_given(tmp_path: pathlib.Path) -> None:
    phases = [
        {"name": "knowledge", "data": ["a"], "betas": [0.9, 0.99], "lora": {"rank": 4, "targets": ["q_proj", "v_proj"]}},
        {"name": "skills", "data": ["b"], "replay": [{"phase": "knowledge", "fraction": 0.1}, {"file": "c"}]},
    ]
    plan: Plan = read_plan(written(tmp_path, phases=phases))
    assert plan.phases[0].lora == Lora(rank=4, targets=("q_proj", "v_proj"))
    assert plan.phases[1].replay[0].fraction == 0.1
    assert isinstance(plan.phases[1], Phase)
