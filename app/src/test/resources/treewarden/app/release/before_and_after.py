"""Downloads a release from the Hub with the Hub's own client, and compares it with the base model.

Arguments: the Hub's address, the repository, the tag, the folder of the base model, and rows as JSON lines.
Prints one line of JSON: of the model before and after, its mean loss on the answers and what it says to the first question.
"""

import json
import pathlib
import sys

import huggingface_hub
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


def examine(folder, rows):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder).eval()

    def asked(row):
        prompt = [{"role": "user", "content": row["question"]}]
        return tokenizer.apply_chat_template(prompt, add_generation_prompt=True, tokenize=False)

    def tokens(text):
        return tokenizer(text, add_special_tokens=False, return_tensors="pt")

    losses = []
    for row in rows:
        before = tokens(asked(row)).input_ids
        whole = tokens(asked(row) + row["answer"]).input_ids
        labels = whole.clone()
        labels[:, : before.shape[1]] = -100
        with torch.no_grad():
            losses.append(model(input_ids=whole, labels=labels).loss.item())
    first = tokens(asked(rows[0]))
    answer = model.generate(**first, max_new_tokens=24, do_sample=False)[0, first.input_ids.shape[1] :]
    return {
        "loss": round(sum(losses) / len(losses), 4),
        "question": rows[0]["question"],
        "answer": tokenizer.decode(answer, skip_special_tokens=True),
    }


endpoint, repository, tag, base, file = sys.argv[1:]
rows = [json.loads(line) for line in pathlib.Path(file).read_text(encoding="utf-8").splitlines()]
folder = huggingface_hub.snapshot_download(
    repository, revision=tag, endpoint=endpoint, cache_dir=str(pathlib.Path(base).parent / "cache")
)
print(json.dumps({"before": examine(base, rows), "after": examine(folder, rows)}))
