"""Whether a training could begin, asked as `treewarden release plan` asks."""

import json
import pathlib
import shutil
import subprocess
import sys
from typing import Any

import pytest

from .conftest import environment


def check(model: pathlib.Path, longest_row: int = 512, **variables: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code, and what was said about each thing."""
    command = [sys.executable, "-m", "treewarden_trainer", "check"]
    command += ["--model", str(model), "--longest-row", str(longest_row), "--device", "cpu"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, env={**environment(), **variables})
    events = [json.loads(line) for line in ended.stdout.splitlines()]
    assert all(event["event"] == "checked" for event in events), ended.stderr
    return ended.returncode, {event["what"]: event for event in events}


def test_a_machine_that_can_train_says_with_what(tiny_model: pathlib.Path) -> None:
    code, said = check(tiny_model)
    assert code == 0
    assert said["base-model"]["good"]
    assert said["trainer"]["good"]
    assert "torch 2." in said["trainer"]["message"]
    assert said["trainer"]["message"].endswith("on the CPU")


def test_what_the_guard_refuses_is_not_opened_by_a_library(tmp_path: pathlib.Path, tiny_model: pathlib.Path) -> None:
    model = pathlib.Path(shutil.copytree(tiny_model, tmp_path / "model"))
    (model / "modeling_x.py").write_text("raise SystemExit(3)")
    code, said = check(model)
    assert code == 66
    assert said["trainer"]["good"]
    assert not said["base-model"]["good"]
    assert "modeling_x.py" in said["base-model"]["message"]


def test_a_model_without_a_chat_template_is_told(tmp_path: pathlib.Path, tiny_model: pathlib.Path) -> None:
    model = pathlib.Path(shutil.copytree(tiny_model, tmp_path / "model"))
    (model / "chat_template.jinja").unlink(missing_ok=True)
    known = json.loads((model / "tokenizer_config.json").read_text())
    known.pop("chat_template", None)
    (model / "tokenizer_config.json").write_text(json.dumps(known))
    code, said = check(model)
    assert code == 66
    assert said["base-model"]["message"] == "The base model has no chat template."


@pytest.mark.parametrize("library", ["torch", "trl", "peft"])
def test_a_missing_library_is_named(tmp_path: pathlib.Path, tiny_model: pathlib.Path, library: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(f"import sys; sys.modules[{library!r}] = None")
    code, said = check(tiny_model, PYTHONPATH=str(tmp_path))
    assert code == 1
    assert not said["trainer"]["good"]
    assert library in said["trainer"]["message"]
    assert "pip install ./trainer" in said["trainer"]["message"]
