"""Downloads a release from the Hub with the Hub's own client, and compares its loss on answers with the base model's.

Arguments: the Hub's address, the repository, the tag, the folder of the base model, and rows as JSON lines.
Prints one line: the mean loss of the answers before and after.
"""

import json
import pathlib
import sys

import huggingface_hub
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


def loss(folder, rows):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    losses = []
    for row in rows:
        prompt = [{"role": "user", "content": row["question"]}]
        asked = tokenizer.apply_chat_template(prompt, add_generation_prompt=True, tokenize=False)
        before = tokenizer(asked, add_special_tokens=False, return_tensors="pt").input_ids
        whole = tokenizer(asked + row["answer"], add_special_tokens=False, return_tensors="pt").input_ids
        labels = whole.clone()
        labels[:, : before.shape[1]] = -100
        with torch.no_grad():
            losses.append(model(input_ids=whole, labels=labels).loss.item())
    return sum(losses) / len(losses)


endpoint, repository, tag, base, file = sys.argv[1:]
rows = [json.loads(line) for line in pathlib.Path(file).read_text(encoding="utf-8").splitlines()]
folder = huggingface_hub.snapshot_download(
    repository, revision=tag, endpoint=endpoint, cache_dir=str(pathlib.Path(base).parent / "cache")
)
print(f"{loss(base, rows):.4f} {loss(folder, rows):.4f}")
