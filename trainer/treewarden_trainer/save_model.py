"""The model that a phase leaves: safetensors and JSON alone, whole or not at all."""

import json
import pathlib
import shutil
from typing import Any

import torch

from treewarden_trainer import keep_checkpoint
from treewarden_trainer.guard_model import guard_model

# As they are, byte for byte: a tokenizer that is loaded and written anew may come out with another chat template.
TOKENIZER_FILES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "chat_template.jinja",
    "vocab.json",
    "merges.txt",
)


def save_model(
    accelerator: Any,
    model: Any,
    base: pathlib.Path,
    folder: pathlib.Path,
    dtype: torch.dtype | None,
    facts: dict[str, Any],
    longest_row: int,
) -> None:
    """Called by every process, and done by the first, which has the model with all of its weights.

    LoRA's matrices are merged into the weights, so that the model needs nothing beside it.
    """
    if accelerator.is_main_process:
        if hasattr(model, "merge_and_unload"):
            model = model.merge_and_unload()
        unfinished = folder.with_name(folder.name + ".unfinished")
        with keep_checkpoint.said_plainly(folder):
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            if dtype is not None:
                model.to(dtype)
            told = json.loads((base / "config.json").read_text(encoding="utf-8"))
            model.config.use_cache = told.get("use_cache", True)  # training has it off
            model.save_pretrained(unfinished, max_shard_size="5GB")
            (unfinished / "README.md").unlink(missing_ok=True)
            for name in TOKENIZER_FILES:
                if (base / name).is_file():
                    shutil.copyfile(base / name, unfinished / name)
        guard_model(unfinished, longest_row)  # what we hand on would be let in again
        keep_checkpoint.seal(unfinished, folder, facts)
    accelerator.wait_for_everyone()
