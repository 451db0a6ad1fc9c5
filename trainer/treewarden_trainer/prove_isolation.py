"""Whether packed rows are kept apart by this very model, its attention and the libraries of today.

Asked of the model itself before each phase, because the answer is no more often than one would think: layers that carry
a state (Mamba and its kin) ignore positions, and other layers ignore them on the way through some attention kernels. Two
rows are packed, the first is changed in every token, and what the model says of the second must stay as it was.
"""

from typing import Any

import torch

from treewarden_trainer.mask_rows import Example
from treewarden_trainer.pack_rows import Layout, tensors

ROW = 32  # tokens; a leak shows in the first of them
TOLERANCE = 1e-3  # of the largest logit; a leak is hundreds of times as large, rounding hundreds of times smaller


def rows_are_kept_apart(model: Any, example: Example, padding: int, layout: Layout, dtype: torch.dtype | None) -> bool:
    size = min(ROW, len(example))
    if size < 2:
        return True
    second = Example(example.tokens[:size], example.labels[:size])
    words = int(model.get_input_embeddings().num_embeddings)
    changed = Example((second.tokens + 1 + size) % words, second.labels)
    said = [_logits_of_second(model, (first, second), padding, layout, dtype) for first in (second, changed)]
    allowed = TOLERANCE * float(said[0].abs().max())
    return bool((said[0] - said[1]).abs().max() <= allowed)


def _logits_of_second(
    model: Any, examples: tuple[Example, Example], padding: int, layout: Layout, dtype: torch.dtype | None
) -> torch.Tensor:
    given = tensors(((0, 1),), examples, padding, layout)
    del given["labels"]
    device = next(model.parameters()).device
    moved = {name: value.to(device) if torch.is_tensor(value) else value for name, value in given.items()}
    was_training = model.training
    model.eval()
    with torch.no_grad(), torch.autocast(device.type, dtype=dtype, enabled=dtype is not None):
        logits: torch.Tensor = model(**moved, use_cache=False).logits
    model.train(was_training)
    return logits[0, len(examples[0]) :].float()
