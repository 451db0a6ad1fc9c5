"""Rows of messages from JSONL files. A line that is not such a row stops the run: data are made by us, not found."""

import dataclasses
import hashlib
import json
import pathlib
from collections.abc import Iterator
from typing import Any

from treewarden_trainer.problems import BadData


@dataclasses.dataclass(frozen=True)
class Message:
    role: str
    content: str


@dataclasses.dataclass(frozen=True)
class Row:
    messages: tuple[Message, ...]
    unmask: bool = False


def read_rows(file: str | pathlib.Path) -> Iterator[Row]:
    try:
        with open(file, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(line, f"{pathlib.Path(file).name} line {number}")
    except OSError as error:
        raise BadData(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadData(f"{file} is not UTF-8: {error}.") from error


def digest(file: str | pathlib.Path) -> str:
    try:
        with open(file, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BadData(f"{file} cannot be read: {error.strerror}.") from error


def _row(line: str, at: str) -> Row:
    try:
        given = json.loads(line)
    except ValueError as error:
        raise BadData(f"{at} is not JSON: {error}.") from error
    if not isinstance(given, dict) or not isinstance(given.get("messages"), list) or not given["messages"]:
        raise BadData(f"{at} has no messages.")
    unmask = given.get("unmask")
    if unmask not in (None, True, False):
        raise BadData(f"{at}: unmask must be true or false.")
    return Row(tuple(_message(message, at) for message in given["messages"]), bool(unmask))


def _message(given: Any, at: str) -> Message:
    if not isinstance(given, dict) or not isinstance(given.get("role"), str) or not isinstance(given.get("content"), str):
        raise BadData(f"{at}: a message needs a role and a content, both texts.")
    unknown = sorted(set(given) - {"role", "content"})
    if unknown:
        raise BadData(f"{at}: a message has {unknown[0]}, which would be left out of training without a word.")
    return Message(given["role"], given["content"])
