"""The supply of models: safetensors and JSON, nothing that could run. Looked at before any library opens the folder."""

import json
import os
import pathlib
from typing import Any

from treewarden_trainer.problems import BadModel

# Pickles run code when they are opened, whatever their name promises.
PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt")
CONFIGS = ("config.json", "tokenizer_config.json", "processor_config.json", "generation_config.json")
CONTEXT_KEYS = ("max_position_embeddings", "n_positions", "max_sequence_length", "seq_length")
LARGEST_HEADER = 100_000_000  # as the safetensors library has it


def close_the_doors() -> None:
    """No network, no code of strangers, whatever the environment says. Before any library is imported."""
    for name in ("TRUST_REMOTE_CODE", "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "WANDB_API_KEY"):
        os.environ.pop(name, None)
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[name] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    for name in list(os.environ):
        if name.startswith(("FSDP_", "ACCELERATE_")):  # the plan decides, not what some launcher left there
            del os.environ[name]


def guard_model(folder: str | pathlib.Path, longest_row: int) -> None:
    """Says no to a folder that could run code, that lacks a part, or whose context is too short for the rows."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise BadModel(f"The base model {folder} is not a folder.")
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in PICKLES:
            raise BadModel(f"The base model has {file.name}, a pickle; only safetensors are read.")
        if file.suffix.lower() == ".py":
            raise BadModel(f"The base model has {file.name}; models that bring code are not run.")
    for name in CONFIGS:
        if "auto_map" in _json(folder / name, needed=name == "config.json"):
            raise BadModel(f"{name} of the base model has auto_map: it needs remote code, which is not run.")
    if not (folder / "tokenizer.json").is_file():
        raise BadModel("The base model has no tokenizer.json; a fast tokenizer is needed to find what to learn from.")
    for shard in _shards(folder):
        _guard_header(folder / shard)
    _guard_context(_json(folder / "config.json"), longest_row)


def _json(file: pathlib.Path, needed: bool = True) -> dict[str, Any]:
    if not file.is_file():
        if needed:
            raise BadModel(f"The base model has no {file.name}.")
        return {}
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadModel(f"{file.name} of the base model is not JSON: {error}.") from error
    if not isinstance(read, dict):
        raise BadModel(f"{file.name} of the base model is not an object.")
    return read


def _shards(folder: pathlib.Path) -> list[str]:
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        return ["model.safetensors"]
    shards = sorted(set(map(str, _json(index).get("weight_map", {}).values())))
    if not shards or any(pathlib.Path(shard).name != shard for shard in shards):
        raise BadModel(f"{index.name} of the base model names no shards, or some outside its folder.")
    return shards


def _guard_header(file: pathlib.Path) -> None:
    """A cut-off download is told here in a millisecond, instead of by a library in the middle of loading."""
    if not file.is_file():
        raise BadModel(f"The base model has no {file.name}.")
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if not 0 < length <= min(LARGEST_HEADER, size - 8):
            raise BadModel(f"{file.name} of the base model is no safetensors file, or a part of one.")
        try:
            header = json.loads(stream.read(length))
        except ValueError as error:
            raise BadModel(f"{file.name} of the base model has a broken header.") from error
    ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
    if 8 + length + max(ends, default=0) != size:
        raise BadModel(f"{file.name} of the base model is not as long as its header says; it may be cut off.")


def _guard_context(config: dict[str, Any], longest_row: int) -> None:
    for part in (config, config.get("text_config") or {}):
        for key in CONTEXT_KEYS:
            if isinstance(part.get(key), int) and part[key] < longest_row:
                raise BadModel(f"The base model reads {part[key]} tokens ({key}), but max_length is {longest_row}.")
