"""Folders that are there whole or not at all, and known to be whole before they are used.

A folder is written under another name, everything in it is flushed to the disk, then its manifest (the size and SHA-256
of each file) is written and renamed into place, and last the folder gets its name. Whoever reads one checks it against
its manifest first. Older ones go only when a newer one has been checked.
"""

import contextlib
import errno
import hashlib
import json
import os
import pathlib
import re
import shutil
from collections.abc import Iterator
from typing import Any

from treewarden_trainer.problems import CannotWrite

MANIFEST = "manifest.json"
STEP = re.compile(r"step-(\d{8})")


def seal(unfinished: pathlib.Path, finished: pathlib.Path, facts: dict[str, Any]) -> None:
    """Makes a written folder a whole one, together with what is to be known of it."""
    with said_plainly(finished):
        files = {}
        for file in _files(unfinished):
            _flush(file)
            files[file.relative_to(unfinished).as_posix()] = {"size": file.stat().st_size, "sha256": _sha256(file)}
        temporary = unfinished / (MANIFEST + ".tmp")
        temporary.write_text(json.dumps({**facts, "files": files}, indent=1), encoding="utf-8")
        _flush(temporary)
        temporary.rename(unfinished / MANIFEST)
        for folder in {file.parent for file in _files(unfinished)} | {unfinished}:
            _flush(folder)
        finished.parent.mkdir(parents=True, exist_ok=True)
        if finished.exists():  # of an earlier try, and not whole: else it would have been used
            shutil.rmtree(finished)
        unfinished.rename(finished)
        _flush(finished.parent)


def facts(folder: pathlib.Path, by_size: bool = False) -> dict[str, Any] | None:
    """What is known of the folder if it is whole and unchanged, else None. By size alone it takes no time."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = dict(manifest.pop("files"))
        found = {file.relative_to(folder).as_posix() for file in _files(folder)} - {MANIFEST}
        if found != set(files):
            return None
        for name, known in files.items():
            if (folder / name).stat().st_size != known["size"]:
                return None
        if not by_size and any(_sha256(folder / name) != known["sha256"] for name, known in files.items()):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return dict(manifest)


def newest(folder: pathlib.Path) -> tuple[pathlib.Path, dict[str, Any]] | None:
    """The newest whole checkpoint; those after it are half-written or spoilt, and never used."""
    for checkpoint in reversed(_checkpoints(folder)):
        known = facts(checkpoint)
        if known is not None:
            return checkpoint, known
    return None


def name_of(step: int) -> str:
    return f"step-{step:08d}"


def prune(folder: pathlib.Path, keep: int) -> None:
    """Removes all but the newest few whole ones, and only when the newest of them is whole."""
    checkpoints = _checkpoints(folder)
    if len(checkpoints) <= keep or facts(checkpoints[-1]) is None:
        return
    whole = 1
    for checkpoint in reversed(checkpoints[:-1]):
        if whole >= keep or facts(checkpoint, by_size=True) is None:
            shutil.rmtree(checkpoint)
        else:
            whole += 1


@contextlib.contextmanager
def said_plainly(path: pathlib.Path) -> Iterator[None]:
    """A full or forbidden disk as what it is, instead of as a failure of some library."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO):
            raise CannotWrite(f"{path} cannot be written: {error.strerror}.") from error
        raise
    except Exception as error:  # safetensors and torch.save have exceptions of their own for it
        if "No space left on device" in str(error):
            raise CannotWrite(f"{path} cannot be written: no space left on the disk.") from error
        raise


def _checkpoints(folder: pathlib.Path) -> list[pathlib.Path]:
    return sorted(child for child in folder.glob("step-*") if STEP.fullmatch(child.name))


def _files(folder: pathlib.Path) -> list[pathlib.Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _sha256(file: pathlib.Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _flush(path: pathlib.Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
