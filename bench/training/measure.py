"""Tokens a second and the loss of our trainer, which packs, beside TRL's SFTTrainer as it is, which pads.

Both train the same model of random weights, made on the spot, on the same rows in the same steps, with the same optimizer,
arithmetic and attention; counted are the tokens of rows, not those of padding. The rate is that from the end of the last
step of warming up to the end of the last step. A loss that differs ends the run: then something else was trained.

A micro-batch of ours has at most 8,192 tokens. For TRL it is a number of rows: its default of 8, and 4, of which
8,192 tokens are sure to have room for the longest rows. The faster of the two is the peer.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from treewarden_trainer.guard_model import close_the_doors

close_the_doors()

import torch  # noqa: E402
from lengths import LONGEST, MEDIAN, SIGMA, write_rows  # noqa: E402
from transformers import LlamaConfig, LlamaForCausalLM  # noqa: E402
from treewarden_trainer.testing import write_tiny_model  # noqa: E402

SEED = 11
LEAST_RATIO = 1.5
LEAST_UTILISATION = 0.4
MICRO_BATCH_TOKENS = 8192
ROWS_OF_TRL = (8, 4)
WARM_UP = 1  # steps; on a GPU more, since kernels are chosen and memory is laid out
WARM_UP_GPU = 4

# Dense bfloat16, in floating-point operations a second, by their makers' data sheets.
PEAKS = {"H100 PCIe": 756e12, "H100": 989e12, "H200": 989e12, "A100": 312e12}

# Largest difference of a step's loss: the order of additions differs, more so in bfloat16.
TOLERANCE = {"cpu": 2e-3, "cuda": 2e-2}


def main() -> None:
    arguments = argparse.ArgumentParser(prog="bench/run training")
    arguments.add_argument("folder", type=pathlib.Path, help=argparse.SUPPRESS)
    arguments.add_argument("--steps", type=int, help="steps that are measured (default: 4, on a GPU 20)")
    arguments.add_argument("--rows", type=int, help="rows of a step (default: 64, on a GPU 128)")
    arguments.add_argument("--device", choices=["cpu", "cuda"], default="cuda" if torch.cuda.is_available() else "cpu")
    asked = arguments.parse_args()
    on_gpu = asked.device == "cuda"
    asked.rows = asked.rows or (128 if on_gpu else 64)
    warm_up = WARM_UP_GPU if on_gpu else WARM_UP
    steps = warm_up + (asked.steps or (20 if on_gpu else 4))
    write_model(asked.folder / "model", on_gpu)
    write_rows(asked.folder / "rows.jsonl", steps * asked.rows, SEED)
    plan = write_plan(asked.folder, asked.device, asked.rows)
    peers = {rows: measure(["plain.py", str(plan), str(rows)], steps, warm_up) for rows in ROWS_OF_TRL}
    ours = measure(["-m", "treewarden_trainer", "run", "--plan", str(plan)], steps, warm_up)
    report(asked, ours, peers, on_gpu, steps - warm_up)


def write_model(folder: pathlib.Path, on_gpu: bool) -> None:
    """The tokenizer has a token for each byte; the model knows as many words as a real one of its size."""
    write_tiny_model(folder, context=LONGEST)
    given = LlamaConfig.from_pretrained(folder).to_dict()
    if on_gpu:  # 1.1 billion parameters
        size = dict(hidden_size=2048, intermediate_size=5632, num_hidden_layers=22, num_attention_heads=32)
        size |= dict(num_key_value_heads=4, vocab_size=32000)
    else:  # 4 million
        size = dict(hidden_size=256, intermediate_size=688, num_hidden_layers=4, num_attention_heads=4)
        size |= dict(num_key_value_heads=4, vocab_size=2000)
    torch.manual_seed(SEED)
    LlamaForCausalLM(LlamaConfig(**(given | size | {"head_dim": 64}))).save_pretrained(folder)


def write_plan(folder: pathlib.Path, device: str, rows: int) -> pathlib.Path:
    phase = {"name": "bench", "data": ["rows.jsonl"], "epochs": 1, "effective_batch": rows, "max_length": LONGEST}
    phase |= {"learning_rate": 2e-4, "warmup_steps": 2}
    plan = {"schema": 1, "model": "model", "output": "out", "device": device, "phases": [phase]}
    plan |= {"micro_batch_tokens": MICRO_BATCH_TOKENS, "checkpoints": {"every_steps": 1_000_000}}
    file = folder / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    return file


def measure(words: list[str], steps: int, warm_up: int) -> dict[str, Any]:
    """Runs one side in a process of its own."""
    here = pathlib.Path(__file__).parent
    words = [str(here / word) if word.endswith(".py") else word for word in words]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    told = [event for event in events if event["event"] == "step"]
    if len(told) != steps:
        sys.exit(f"{' '.join(words)} made {len(told)} steps of {steps}")
    ends = [event.get("ended", event["time"]) for event in told]
    tokens = sum(event["tokens"] for event in told[warm_up:])
    about = {key: value for event in events if event["event"] in ("start", "phase") for key, value in event.items()}
    seconds = ends[-1] - ends[warm_up - 1]
    return {"rate": tokens / seconds, "tokens": tokens, "losses": [event["loss"] for event in told], **about}


def report(asked: Any, ours: dict[str, Any], peers: dict[int, dict[str, Any]], on_gpu: bool, steps: int) -> None:
    best = max(peers, key=lambda rows: peers[rows]["rate"])
    peer = peers[best]
    name = torch.cuda.get_device_name() if on_gpu else f"{os.cpu_count()} cores"
    print(
        f"training: {name}, {ours['parameters']:,} parameters, {ours['dtype']}, attention {ours['attention']}, "
        f"{steps} steps of {asked.rows} rows, lengths log-normal (median {MEDIAN}, sigma {SIGMA}, cut at {LONGEST:,})\n"
    )
    lines = [(f"Treewarden, packed ({ours['layout']}), {MICRO_BATCH_TOKENS:,} tokens a micro-batch", ours)]
    lines += [(f"TRL, padded, {rows} rows a micro-batch", peers[rows]) for rows in ROWS_OF_TRL]
    for what, side in lines:
        print(f"  {what:58}{side['rate']:>10,.0f} tokens/s   loss {side['losses'][0]:.4f} to {side['losses'][-1]:.4f}")
    ratio = ours["rate"] / peer["rate"]
    apart = max(abs(a - b) for side in peers.values() for a, b in zip(ours["losses"], side["losses"], strict=True))
    print(f"  {'ratio, beside the faster of them':58}{ratio:>10.2f}")
    print(f"  {'largest difference of a step’s loss':58}{apart:>10.5f}")
    utilisation = model_flops_utilisation(ours, name) if on_gpu else None
    if utilisation is not None:
        print(f"  {'model FLOPs utilisation':58}{100 * utilisation:>10.1f} %")
    result = {
        "bench": "training",
        "ours": round(ours["rate"]),
        "peer": round(peer["rate"]),
        "ratio": round(ratio, 2),
        "unit": "tokens of rows per second",
        "device": name,
        "parameters": ours["parameters"],
        "attention": ours["attention"],
        "layout": ours["layout"],
        "peer_rows": best,
        "peers": {rows: round(side["rate"]) for rows, side in peers.items()},
        "loss": ours["losses"][-1],
        "peer_loss": round(peer["losses"][-1], 6),
        "loss_apart": round(apart, 6),
        "mfu": None if utilisation is None else round(utilisation, 4),
    }
    goals = [("ratio", ratio, LEAST_RATIO)]
    if utilisation is not None and "H100" in name:
        goals.append(("model FLOPs utilisation", utilisation, LEAST_UTILISATION))
    missed = [what for what, reached, least in goals if reached < least]
    print()
    for what, reached, least in goals:
        print(f"  goal: {what} at least {least:.3f}, reached {reached:.3f}: {'MISSED' if what in missed else 'met'}")
    print("\n" + json.dumps(result))
    if missed:
        print(f"{' and '.join(missed)} is beyond its limit; see above", file=sys.stderr)
    if apart > TOLERANCE[asked.device]:
        sys.exit("the losses differ: the two sides have not trained the same")
    if missed:
        sys.exit(1)


def model_flops_utilisation(ours: dict[str, Any], name: str) -> float | None:
    """Six operations for each parameter and token, but for the input embeddings, which are looked up; attention's own
    products are left out, so that the figure is rather too low."""
    peak = next((peak for part, peak in PEAKS.items() if part in name), None)
    embeddings = 32000 * 2048
    return None if peak is None else 6 * (ours["parameters"] - embeddings) * ours["rate"] / peak


main()
