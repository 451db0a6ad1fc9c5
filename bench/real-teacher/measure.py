"""Speaks to `transformers serve`, an OpenAI-compatible server of PyPI, with a tiny model of random weights.

The model is made on the spot, so nothing is downloaded but packages. What it says is noise; what is checked is the
protocol: chat and plain completions, the model's name, the usage that the server counts, why an answer ended, several
requests at once, a model that is not there; and that `treewarden sample` says what is wrong with answers like these.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

HOME = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(HOME / "bench" / "lib"))

import java
import leaves
import peers
from environments import python

START = 180  # seconds for the server to import PyTorch and load the model


def main():
    folder = HOME / "bench" / "target" / "real-teacher"
    environment = peers.torch()
    model = tiny_model(environment, folder / "model")
    with Server(environment, model) as server:
        answers = ours("treewarden.bench.realteacher.AskServer", server.url, str(model))
        leaf = leaves.write([leaves.made_up(1)], folder / "taxonomy")
        sample = [str(HOME / "treewarden"), "sample", "--format", "json", "--rows", "1"]
        sample += ["--teacher", server.url, "--model", str(model), str(leaf)]
        sampled = subprocess.run(sample, capture_output=True, text=True, timeout=300)
    report(server, checks(answers, str(model), sampled))


def tiny_model(environment, folder):
    shutil.rmtree(folder, ignore_errors=True)
    script = str(HOME / "bench" / "lib" / "tiny_model.py")
    subprocess.run([python(environment), script, str(folder), "model"], check=True, timeout=300)
    return folder


def ours(main, *arguments):
    done = subprocess.run(java.command(HOME, main, *arguments), stdout=subprocess.PIPE, text=True, check=True, timeout=300)
    return json.loads(done.stdout)


class Server:
    """`transformers serve` on a free port; its log is shown where it does not start."""

    def __init__(self, environment, model):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/v1"
        self.log = model.parent / "server.log"
        versions = [python(environment), "-c", "import transformers; print(transformers.__version__)"]
        self.name = "transformers serve " + subprocess.run(versions, capture_output=True, text=True).stdout.strip()
        command = [str(environment / "bin" / "transformers"), "serve", str(model), "--host", "127.0.0.1"]
        command += ["--port", str(port), "--device", "cpu"]
        offline = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=offline)

    def __enter__(self):
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(self.url.removesuffix("/v1") + "/health", timeout=5).close()
                return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        self.process.terminate()
        sys.exit(f"{self.name} did not start; its log, {self.log}, ends:\n{self.log.read_text()[-2000:]}")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)


def checks(answers, model, sampled):
    """What was spoken, each with whether it came through."""
    found = []
    for style in ("chat", "completions"):
        spoken = answers[style]
        cut, whole, together = spoken["cut_short"], spoken["to_its_end"], spoken["at_once"]
        found += [
            (f"{style}: an answer cut at its bound says so", cut.get("finish") == "LENGTH", cut.get("finish")),
            (f"{style}: its tokens are those that were allowed", cut.get("completion_tokens") == 8, usage(cut)),
            (f"{style}: the server counts the prompt", cut.get("prompt_tokens", 0) > 40, usage(cut)),
            (f"{style}: an answer that has ended says so", whole.get("finish") == "STOP", whole.get("finish")),
            (f"{style}: its tokens are counted", 0 < whole.get("completion_tokens", 0) < 1000, usage(whole)),
            (f"{style}: the model's name is the server's", cut.get("model", "").startswith(model), "as served"),
            (f"{style}: eight requests at once, in no Latin letters", "error" not in together, usage(together)),
        ]
    unknown = answers["unknown_model"]
    named = "a-model-that-is-not-there" in unknown.get("message", "")
    found.append(("a model that is not there is named in the error", named, unknown.get("error")))
    said = json.loads(sampled.stdout or "{}").get("leaves", [])
    problem = bool(said) and sampled.returncode == 1
    found.append(("sample: a teacher that talks noise gives no rows, and the report says so", problem, sampled.returncode))
    return found


def usage(answer):
    return f"{answer.get('prompt_tokens')} + {answer.get('completion_tokens')} tokens"


def report(server, found):
    print(f"{server.name}, a Llama of two layers with random weights")
    for what, holds, seen in found:
        print(f"  {'yes' if holds else 'NO ':4}{what:76}{seen}")
    passed = sum(holds for _, holds, _ in found)
    result = {
        "bench": "real-teacher",
        "ours": passed,
        "peer": len(found),
        "ratio": round(passed / len(found), 3),
        "unit": "checks",
        "server": server.name,
    }
    print(json.dumps(result))
    sys.exit(0 if passed == len(found) else 1)


main()
