"""The model of demonstrations, as the command line writes it."""

import pathlib
import subprocess
import sys

from treewarden_trainer.guard_model import guard_model

from .conftest import environment


def write(folder: pathlib.Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "treewarden_trainer", "tiny-model", "--output", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment())


def test_what_is_written_can_be_trained_on(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "deep" / "tiny"
    ended = write(folder)
    assert ended.returncode == 0, ended.stderr
    guard_model(folder, 2048)


def test_nothing_is_written_over(tmp_path: pathlib.Path) -> None:
    (tmp_path / "mine").write_text("kept")
    ended = write(tmp_path)
    assert ended.returncode != 0
    assert "is there already" in ended.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]
