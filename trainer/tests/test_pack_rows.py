import pathlib
import random
import types
from typing import Any

import numpy
import pytest
import torch

from treewarden_trainer.load_model import load_student, load_tokenizer, machine
from treewarden_trainer.mask_rows import Example, Masker, mask_rows
from treewarden_trainer.pack_rows import count, pack, tensors
from treewarden_trainer.plan_steps import Steps, share
from treewarden_trainer.prove_isolation import rows_are_kept_apart
from treewarden_trainer.read_plan import Phase, Plan
from treewarden_trainer.read_rows import Message, Row

from .conftest import conversation


def student(folder: pathlib.Path, attention: str) -> Any:
    plan = Plan(1, str(folder), "out", (Phase("k", ("a",)),), device="cpu", attention=attention)
    return load_student(folder, machine(plan), None).eval()


def examples(folder: pathlib.Path, count: int = 6) -> list[Example]:
    rows = [
        Row(tuple(Message(m["role"], m["content"]) for m in conversation(number)["messages"])) for number in range(count)
    ]
    return mask_rows(rows, Masker(load_tokenizer(folder), 256))[0]


def loss_of_each_row(model: Any, given: dict[str, Any], rows: list[int], all_rows: list[Example]) -> list[float]:
    """The summed loss of each row of a line, by its place in it."""
    given = {name: value for name, value in given.items() if torch.is_tensor(value) and name != "labels"}
    with torch.no_grad():
        logits = model(**given, use_cache=False).logits[0]
    losses, start = [], 0
    for row in rows:
        size = len(all_rows[row])
        labels = torch.from_numpy(all_rows[row].labels).long()
        said = logits[start : start + size - 1]
        losses.append(float(torch.nn.functional.cross_entropy(said, labels[1:], ignore_index=-100, reduction="sum")))
        start += size
    return losses


@pytest.mark.parametrize("attention", ["sdpa", "eager"])
def test_each_rows_loss_is_the_same_packed_and_alone(tiny_model: pathlib.Path, attention: str) -> None:
    model, rows = student(tiny_model, attention), examples(tiny_model)
    line = tuple(range(len(rows)))
    longest = max(line, key=lambda row: len(rows[row]))
    packed = loss_of_each_row(model, tensors((line,), rows, 2, "blocks"), list(line), rows)
    for row in line:
        alone = loss_of_each_row(model, tensors(((row,),), rows, 2, "padded"), [row], rows)[0]
        padded = loss_of_each_row(model, tensors(((row,), (longest,)), rows, 2, "padded"), [row], rows)[0]
        assert packed[row] == pytest.approx(alone, abs=1e-4)
        assert padded == pytest.approx(alone, abs=1e-4)


class Recurrent(torch.nn.Module):
    """What it says of a token depends on all tokens before it, whatever the positions are."""

    def __init__(self) -> None:
        super().__init__()
        self.words = torch.nn.Embedding(300, 8)

    def get_input_embeddings(self) -> torch.nn.Embedding:
        return self.words

    def forward(self, input_ids: torch.Tensor, **_: Any) -> Any:
        return types.SimpleNamespace(logits=self.words(input_ids).cumsum(1))


def test_a_model_that_cannot_keep_rows_apart_is_found_out(tiny_model: pathlib.Path) -> None:
    row = examples(tiny_model)[0]
    assert rows_are_kept_apart(student(tiny_model, "sdpa"), row, 2, "blocks", None)
    assert rows_are_kept_apart(student(tiny_model, "eager"), row, 2, "blocks", torch.bfloat16)
    assert not rows_are_kept_apart(Recurrent(), row, 2, "blocks", None)


def lengths(number: int) -> list[int]:
    draw = random.Random(7)
    return [min(2048, max(2, int(draw.lognormvariate(5.5, 0.8)))) for _ in range(number)]


@pytest.mark.parametrize("layout", ["varlen", "blocks", "padded"])
def test_every_row_is_packed_once_within_the_budget(layout: Any) -> None:
    sizes = lengths(300)
    batches = pack(range(300), sizes, 4096, layout)
    assert sorted(row for batch in batches for line in batch for row in line) == list(range(300))
    for batch in batches:
        assert len(batch) * max(sum(sizes[row] for row in line) for line in batch) <= 4096


def test_a_row_above_the_budget_is_a_micro_batch_of_its_own() -> None:
    assert pack([0, 1, 2], [50, 5, 5], 10, "padded") == [((0,),), ((1,), (2,))]
    assert pack([0, 1, 2], [50, 5, 5], 10, "varlen") == [((0,),), ((1, 2),)]


def test_packing_wastes_little_where_padding_wastes_much() -> None:
    sizes = lengths(128)
    assert count(pack(range(128), sizes, 8192, "varlen"), sizes).all == sum(sizes)
    assert count(pack(range(128), sizes, 8192, "blocks"), sizes).all < 1.05 * sum(sizes)


def test_a_step_has_the_same_rows_whoever_takes_part() -> None:
    steps, sizes = Steps(rows=103, epochs=2, effective_batch=16, seed=42), lengths(103)
    assert len(steps) == 14
    for epoch in (0, 1):
        seen = [row for step in range(7) for row in steps.rows_of(7 * epoch + step)]
        assert sorted(seen) == list(range(103))
    assert steps.rows_of(0) != steps.rows_of(7)
    for processes in (1, 2, 5):
        parts = share(steps.rows_of(3), sizes, processes)
        assert sorted(row for part in parts for row in part) == sorted(steps.rows_of(3))


def test_shares_are_about_equal() -> None:
    sizes = lengths(128)
    loads = [sum(sizes[row] for row in part) for part in share(range(128), sizes, 8)]
    assert max(loads) < 1.05 * numpy.mean(loads)
