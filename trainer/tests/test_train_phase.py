import errno
import json
import pathlib
from collections.abc import Callable
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from treewarden_trainer import train_phase
from treewarden_trainer.__main__ import is_of_the_accelerator
from treewarden_trainer.problems import (
    AcceleratorGone,
    AskedToStop,
    BadData,
    BadPlan,
    CannotWrite,
    NotANumber,
    OutOfMemory,
)
from treewarden_trainer.stop_when_asked import StopFlag
from treewarden_trainer.testing import write_tiny_model

from .conftest import conversation, of_kind, train, write_rows

PlanFor = Callable[..., pathlib.Path]


def losses(events: list[dict[str, Any]]) -> list[float]:
    return [event["loss"] for event in of_kind(events, "step")]


def norms(events: list[dict[str, Any]]) -> list[float]:
    return [event["gradient_norm"] for event in of_kind(events, "step")]


def weights(plan: pathlib.Path, phase: str = "01-knowledge") -> dict[str, torch.Tensor]:
    output = pathlib.Path(json.loads(plan.read_text())["output"])
    return dict(load_file(output / "phases" / phase / "model" / "model.safetensors"))


def the_same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return set(one) == set(other) and all(torch.equal(one[name], other[name]) for name in one)


def test_the_loss_falls_and_the_model_can_be_loaded(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    events = train(plan_for({"epochs": 8, "learning_rate": 1e-2}))
    assert losses(events)[-1] < 0.7 * losses(events)[0]
    model = tmp_path / "out" / "phases" / "01-knowledge" / "model"
    assert AutoModelForCausalLM.from_pretrained(model).dtype == torch.float32
    assert AutoTokenizer.from_pretrained(model).chat_template
    assert {file.suffix for file in model.iterdir()} == {".safetensors", ".json", ".jinja"}
    assert str(tmp_path) not in (model / "config.json").read_text()
    assert not (tmp_path / "out" / "phases" / "01-knowledge" / "checkpoints").exists()


def test_what_a_step_tells(plan_for: PlanFor) -> None:
    events = train(plan_for())
    assert [event["event"] for event in events] == ["start", "phase", *["step"] * 10, "phase-done", "done"]
    assert len(events[-1]["base"]) == 64 and events[-1]["base"] != events[-1]["key"]
    step = of_kind(events, "step")[4]
    assert (step["phase"], step["step"], step["of"]) == ("knowledge", 5, 10)
    for name in ("loss_tokens", "tokens", "tokens_per_second", "learning_rate", "gradient_norm", "memory"):
        assert step[name] > 0
    assert step["loss_tokens"] < step["tokens"]
    phase = of_kind(events, "phase")[0]
    assert sum(event["tokens"] for event in of_kind(events, "step")) == 2 * phase["tokens"]


def test_a_long_step_says_that_it_goes_on(plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_phase, "LONGEST_SILENCE", 0.0)
    events = train(plan_for(micro_batch_tokens=1, packing=False))
    first = [event for event in events if event["event"] in ("working", "step")][:5]
    assert [event["event"] for event in first] == ["working"] * 4 + ["step"]
    assert [(event["step"], event["done"], event["of"]) for event in first[:4]] == [(1, done, 4) for done in (1, 2, 3, 4)]


def test_rows_one_by_one_give_the_gradients_of_rows_together(plan_for: PlanFor) -> None:
    together, one_by_one, padded = (
        train(plan_for(output="together", micro_batch_tokens=100_000)),
        train(plan_for(output="single", micro_batch_tokens=1, packing=False)),
        train(plan_for(output="padded", micro_batch_tokens=100_000, packing=False)),
    )
    assert {event["micro_batches"] for event in of_kind(together, "step")} == {1}
    assert {event["micro_batches"] for event in of_kind(one_by_one, "step")} == {4}
    for other in (one_by_one, padded):
        assert losses(other) == pytest.approx(losses(together), abs=1e-5)
        assert norms(other) == pytest.approx(norms(together), abs=1e-4)


def test_the_last_step_of_an_epoch_counts_only_what_it_has(plan_for: PlanFor) -> None:
    """20 rows in steps of 8: the last has 4, whose mean is over their own tokens."""
    together = train(plan_for({"effective_batch": 8}, output="a", micro_batch_tokens=100_000))
    one_by_one = train(plan_for({"effective_batch": 8}, output="b", micro_batch_tokens=1, packing=False))
    assert [event["micro_batches"] for event in of_kind(one_by_one, "step")] == [8, 8, 4, 8, 8, 4]
    assert losses(one_by_one) == pytest.approx(losses(together), abs=1e-5)


def stop_at(step: int) -> tuple[StopFlag, Callable[[dict[str, Any]], None]]:
    flag = StopFlag()

    def on_event(event: dict[str, Any]) -> None:
        flag.is_set = flag.is_set or (event["event"] == "step" and event["step"] == step)

    return flag, on_event


@pytest.mark.parametrize("lora", [None, {"rank": 4, "dropout": 0.1}])
def test_stopped_and_resumed_is_as_never_stopped(plan_for: PlanFor, lora: dict[str, Any] | None) -> None:
    whole = train(plan_for({"lora": lora}, output="whole"))
    plan, heard = plan_for({"lora": lora}, output="halves"), []
    flag, on_event = stop_at(6)  # noticed in the next step, which is the second of the second epoch
    with pytest.raises(AskedToStop, match="saved at step 7"):
        train(plan, flag, lambda event: (heard.append(event), on_event(event))[1])
    rest = train(plan)
    assert of_kind(rest, "phase")[0]["resumed_from"].endswith("step-00000007")
    assert losses(heard) + losses(rest) == losses(whole)
    assert norms(heard) + norms(rest) == norms(whole)
    assert the_same(weights(plan_for(output="whole")), weights(plan))


def test_a_spoilt_checkpoint_is_passed_over(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    plan = plan_for(checkpoints={"every_steps": 2, "keep": 3})
    flag, on_event = stop_at(6)
    with pytest.raises(AskedToStop):
        train(plan, flag, on_event)
    checkpoints = tmp_path / "out" / "phases" / "01-knowledge" / "checkpoints"
    assert sorted(folder.name for folder in checkpoints.iterdir()) == ["step-00000004", "step-00000006", "step-00000007"]
    newest = checkpoints / "step-00000007" / "optimizer.pt"
    newest.write_bytes(newest.read_bytes()[:-1] + b"?")  # the size is right
    (checkpoints / "step-00000006" / "manifest.json").unlink()
    rest = train(plan)
    assert of_kind(rest, "phase")[0]["resumed_from"].endswith("step-00000004")
    assert losses(rest) == losses(train(plan_for(output="whole")))[4:]


def test_a_loss_that_is_no_number_stops_before_step_and_save(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    plan = plan_for({"learning_rate": 1e30, "warmup_steps": 0, "clip": 0.0}, checkpoints={"every_steps": 1})
    with pytest.raises(NotANumber, match=r"Phase knowledge, step \d+ of 10: the (loss|gradient norm) is (nan|inf)"):
        train(plan)
    assert not (tmp_path / "out" / "phases" / "01-knowledge" / "model").exists()


def no_memory_above(tokens: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = train_phase.tensors

    def tensors(*given: Any) -> dict[str, Any]:
        made = whole(*given)
        if made["input_ids"].numel() > tokens:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return made

    monkeypatch.setattr(train_phase, "tensors", tensors)


def test_out_of_memory_is_answered_by_smaller_micro_batches(
    plan_for: PlanFor, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = train(plan_for(output="whole"))
    no_memory_above(200, monkeypatch)
    events = train(plan_for())
    assert of_kind(events, "smaller-batch")[0]["before"] == 512
    assert of_kind(events, "smaller-batch")[-1]["after"] < 256
    assert losses(events) == pytest.approx(losses(whole), abs=1e-5)
    assert [event["tokens"] for event in of_kind(events, "step")] == [event["tokens"] for event in of_kind(whole, "step")]
    kept = json.loads((tmp_path / "out" / "micro-batch.json").read_text())["micro_batch_tokens"]
    assert kept == of_kind(events, "smaller-batch")[-1]["after"]


def test_a_single_row_that_does_not_fit_ends_it(plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch) -> None:
    no_memory_above(20, monkeypatch)
    with pytest.raises(OutOfMemory, match="not even one row at a time"):
        train(plan_for())


def test_what_began_on_a_gpu_does_not_go_on_without_one(
    plan_for: PlanFor, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "device").write_text("cuda")
    with pytest.raises(AcceleratorGone, match=r"began on a GPU.*nvidia-smi.*goes on from its last checkpoint"):
        train(plan_for(device="auto"))
    train(plan_for(device="cpu"))  # somebody wants it so


def test_a_plan_that_wants_a_gpu_waits_for_one(plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(AcceleratorGone, match="there is none that this PyTorch can use"):
        train(plan_for(device="cuda"))


def test_a_gpu_whose_driver_is_dead_is_not_passed_over(
    plan_for: PlanFor, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slot, vendor, kind in (("00:1f.2", "0x8086", "0x010601"), ("41:00.0", "0x10de", "0x030200")):
        device = tmp_path / "pci" / slot
        device.mkdir(parents=True)
        (device / "vendor").write_text(vendor + "\n")
        (device / "class").write_text(kind + "\n")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr("treewarden_trainer.load_model.PCI_DEVICES", tmp_path / "pci")
    with pytest.raises(AcceleratorGone, match=r"has an NVIDIA GPU that this PyTorch cannot use.*device cpu"):
        train(plan_for(device="auto"))
    assert of_kind(train(plan_for(device="cpu")), "done")


@pytest.mark.parametrize(
    ("error", "is_one"),
    [
        (RuntimeError("CUDA error: unspecified launch failure"), True),
        (RuntimeError("CUDA error: no CUDA-capable device is detected"), True),
        (RuntimeError("The size of tensor a must match the size of tensor b"), False),
    ],
)
def test_a_gpu_that_fell_off_the_bus_is_known_by_its_words(error: RuntimeError, is_one: bool) -> None:
    assert is_of_the_accelerator(error) == is_one


def test_a_full_disk_is_said_and_the_checkpoint_before_it_is_used(
    plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, save, saved = plan_for(checkpoints={"every_steps": 2}), torch.save, []

    def full(*given: Any, **more: Any) -> None:
        saved.append(given)
        if len(saved) > 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        save(*given, **more)

    monkeypatch.setattr(torch, "save", full)
    with pytest.raises(CannotWrite, match="No space left"):
        train(plan)
    monkeypatch.setattr(torch, "save", save)
    rest = train(plan)
    assert of_kind(rest, "phase")[0]["resumed_from"].endswith("step-00000002")
    assert losses(rest) == losses(train(plan_for(output="whole")))[2:]


@pytest.mark.parametrize("lora", [None, {"rank": 4}])
def test_the_last_model_has_the_type_and_the_parts_of_the_base(
    plan_for: PlanFor, tmp_path: pathlib.Path, lora: dict[str, Any] | None
) -> None:
    base = write_tiny_model(tmp_path / "tied", hidden=32, context=512, tied=True, dtype="bfloat16")
    one = json.loads(plan_for({"lora": lora}).read_text())["phases"][0]
    plan = plan_for(phases=[one, one | {"name": "skills"}], model=str(base), dtype="bfloat16")
    events = train(plan)
    assert of_kind(events, "start")[0]["dtype"] == "bfloat16"
    before, between, after = load_file(base / "model.safetensors"), weights(plan), weights(plan, "02-skills")
    assert set(after) == set(between) == set(before)
    assert {value.dtype for value in after.values()} == {torch.bfloat16}
    assert {value.dtype for value in between.values()} == {torch.bfloat16 if lora else torch.float32}


def test_gradient_checkpointing_changes_nothing_but_memory(plan_for: PlanFor) -> None:
    for lora in (None, {"rank": 4}):
        plain = train(plan_for({"lora": lora}, output=f"plain-{lora is None}"))
        saving = train(plan_for({"lora": lora}, output=f"saving-{lora is None}", gradient_checkpointing=True))
        assert losses(saving) == pytest.approx(losses(plain), abs=1e-5)


def test_lora_is_merged_and_only_its_matrices_were_trained(plan_for: PlanFor, tiny_model: pathlib.Path) -> None:
    plan = plan_for({"lora": {"rank": 4}, "learning_rate": 1e-2})
    events = train(plan)
    phase = of_kind(events, "phase")[0]
    assert phase["trained_parameters"] < phase["parameters"] / 2
    assert of_kind(events, "phase-done")[0]["lora_merged"]
    before, after = dict(load_file(tiny_model / "model.safetensors")), weights(plan)
    assert set(after) == set(before)
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed == {name for name in before if "_proj." in name}
    assert losses(events)[-1] < losses(events)[0]


def test_phases_build_on_each_other_with_replay(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    skills = write_rows(tmp_path / "skills.jsonl", [conversation(number) for number in range(100, 108)])
    one = json.loads(plan_for().read_text())["phases"][0]
    two = one | {"name": "skills", "data": [str(skills)], "replay": [{"phase": "knowledge", "fraction": 0.25}]}
    plan = plan_for(phases=[one, two])
    first = train(plan)
    assert [event["rows"] for event in of_kind(first, "phase")] == [20, 13]
    assert of_kind(first, "phase")[1]["replayed"] == 5
    assert losses(first)[10] < losses(first)[0]  # where the second phase began
    again = train(plan)
    assert [event["kept"] for event in of_kind(again, "phase")] == [True, True]
    assert of_kind(again, "step") == []
    write_rows(skills, [conversation(number) for number in range(200, 208)])
    with pytest.raises(BadPlan, match="made by another plan, other data or another model"):
        train(plan)


def test_what_is_dropped_is_told(plan_for: PlanFor, tmp_path: pathlib.Path) -> None:
    long = conversation(1, words=400)
    data = write_rows(
        tmp_path / "mixed.jsonl", [long, long, {"messages": [{"role": "user", "content": "q"}]}, conversation(2)]
    )
    events = train(plan_for({"data": [str(data)]}))
    assert {event["reason"]: event["rows"] for event in of_kind(events, "dropped")} == {
        "longer than max_length": 2,
        "no token to learn from": 1,
    }
    assert of_kind(events, "phase")[0]["dropped"] == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2 is not JSON"),
        ('{"messages": []}', "line 2 has no messages"),
        ('{"messages": [{"role": "user"}]}', "line 2: a message needs a role and a content"),
        ('{"messages": [{"role": "user", "content": "a", "thinking": "b"}]}', "line 2: a message has thinking"),
        ('{"messages": [{"role": "user", "content": "a"}], "unmask": "yes"}', "unmask must be true or false"),
    ],
)
def test_a_broken_line_is_named(plan_for: PlanFor, tmp_path: pathlib.Path, line: str, said: str) -> None:
    data = tmp_path / "broken.jsonl"
    data.write_text(json.dumps(conversation(1)) + "\n" + line + "\n")
    with pytest.raises(BadData, match=said):
        train(plan_for({"data": [str(data)]}))
