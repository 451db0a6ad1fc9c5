import pathlib
import shutil

import pytest

from treewarden_trainer import keep_checkpoint


def sealed(folder: pathlib.Path, step: int) -> pathlib.Path:
    unfinished, finished = folder / "unfinished", folder / "checkpoints" / keep_checkpoint.name_of(step)
    (unfinished / "parts").mkdir(parents=True)
    (unfinished / "weights.safetensors").write_bytes(b"weights of " + str(step).encode())
    (unfinished / "parts" / "state.json").write_text("{}")
    keep_checkpoint.seal(unfinished, finished, {"step": step})
    return finished


def test_a_sealed_folder_is_whole_and_tells_its_facts(tmp_path: pathlib.Path) -> None:
    finished = sealed(tmp_path, 3)
    assert not (tmp_path / "unfinished").exists()
    assert keep_checkpoint.facts(finished) == {"step": 3}


def test_whatever_changes_it_is_noticed(tmp_path: pathlib.Path) -> None:
    for number, spoil in enumerate(
        (
            lambda folder: (folder / "weights.safetensors").write_bytes(b"weights of X"),
            lambda folder: (folder / "weights.safetensors").write_bytes(b""),
            lambda folder: (folder / "weights.safetensors").unlink(),
            lambda folder: (folder / "more.bin").write_bytes(b"who put this here"),
            lambda folder: (folder / "manifest.json").write_text("{"),
            lambda folder: (folder / "manifest.json").unlink(),
        ),
        10,
    ):
        finished = sealed(tmp_path, number)
        spoil(finished)
        assert keep_checkpoint.facts(finished) is None


def test_the_newest_whole_one_is_found(tmp_path: pathlib.Path) -> None:
    sealed(tmp_path, 1)
    second, third = sealed(tmp_path, 2), sealed(tmp_path, 10)
    (third / "manifest.json").unlink()
    assert keep_checkpoint.newest(tmp_path / "checkpoints") == (second, {"step": 2})
    shutil.rmtree(tmp_path / "checkpoints")
    assert keep_checkpoint.newest(tmp_path / "checkpoints") is None


def test_older_ones_go_only_behind_a_whole_newest(tmp_path: pathlib.Path) -> None:
    folders = [sealed(tmp_path, step) for step in (1, 2, 3, 4)]
    (folders[3] / "manifest.json").unlink()
    keep_checkpoint.prune(tmp_path / "checkpoints", keep=1)
    assert all(folder.exists() for folder in folders)
    newest = sealed(tmp_path, 5)
    keep_checkpoint.prune(tmp_path / "checkpoints", keep=2)
    assert [folder.exists() for folder in folders] == [False, False, True, False]
    assert newest.exists()


def test_a_full_disk_is_said(tmp_path: pathlib.Path) -> None:
    full = pathlib.Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    with pytest.raises(keep_checkpoint.CannotWrite, match="No space left"), keep_checkpoint.said_plainly(tmp_path):
        full.write_text("x")
