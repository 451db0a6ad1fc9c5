"""The small server, as its clients know it."""

import http.client
import json
import math
import pathlib
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from treewarden_trainer.answer_prompts import Answerer
from treewarden_trainer.serve import LONGEST_BODY, Server

from .conftest import environment


@pytest.fixture(scope="module")
def port(tiny_model: pathlib.Path) -> Iterator[int]:
    server = Server(Answerer(tiny_model), "student", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def ask(port: int, path: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    connection.request("GET" if body is None else "POST", path, data, headers or {})
    answer = connection.getresponse()
    read = json.loads(answer.read())
    connection.close()
    return answer.status, read


def complete(port: int, **body: Any) -> dict[str, Any]:
    status, answer = ask(port, "/v1/completions", {"model": "student", **body})
    assert status == 200, answer
    return answer


def test_it_says_which_model_it_has(port: int) -> None:
    status, answer = ask(port, "/v1/models")
    assert status == 200
    assert [(model["id"], model["max_model_len"]) for model in answer["data"]] == [("student", 512)]


def test_a_conversation_is_answered_the_same_each_time(port: int, tiny_model: pathlib.Path) -> None:
    body = {"model": "student", "messages": [{"role": "user", "content": "oak elm"}], "max_tokens": 8, "temperature": 0}
    first, second = (ask(port, "/v1/chat/completions", body)[1] for _ in range(2))
    assert first["choices"] == second["choices"]
    message = first["choices"][0]["message"]
    tokenizer = AutoTokenizer.from_pretrained(tiny_model)
    prompt = tokenizer.apply_chat_template(body["messages"], add_generation_prompt=True, tokenize=False)
    ids = tokenizer(prompt, add_special_tokens=False, return_tensors="pt")["input_ids"]
    model = AutoModelForCausalLM.from_pretrained(tiny_model)
    whole = model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=8, do_sample=False)
    assert message == {"role": "assistant", "content": tokenizer.decode(whole[0, ids.shape[1] :], skip_special_tokens=True)}
    assert first["usage"]["prompt_tokens"] == ids.shape[1]


def test_the_likelihood_of_a_text_is_the_models_own(port: int, tiny_model: pathlib.Path) -> None:
    text = "oak elm ash fir"
    told = complete(port, prompt=text, max_tokens=0, echo=True, logprobs=1)["choices"][0]
    tokenizer = AutoTokenizer.from_pretrained(tiny_model)
    ids = tokenizer(text, return_tensors="pt")["input_ids"]
    model = AutoModelForCausalLM.from_pretrained(tiny_model)
    with torch.inference_mode():
        loss = model(ids, labels=ids).loss
    likely = told["logprobs"]["token_logprobs"]
    assert told["text"] == text
    assert likely[0] is None
    assert sum(likely[1:]) == pytest.approx(-float(loss) * (ids.shape[1] - 1), rel=1e-4)
    assert "".join(told["logprobs"]["tokens"]) == text
    assert told["logprobs"]["text_offset"][:2] == [0, len(told["logprobs"]["tokens"][0])]


def test_a_written_token_is_told_beside_its_alternatives(port: int) -> None:
    answer = complete(port, prompt=["oak", "elm ash"], max_tokens=1, echo=True, logprobs=2)
    assert len(answer["choices"]) == 2
    for choice in answer["choices"]:
        told = choice["logprobs"]
        assert told["token_logprobs"][-1] == pytest.approx(max(told["top_logprobs"][-1].values()))
    assert answer["usage"]["completion_tokens"] == 2


def test_tokens_are_taken_as_well_as_text(port: int, tiny_model: pathlib.Path) -> None:
    tokens = AutoTokenizer.from_pretrained(tiny_model)("oak elm")["input_ids"]
    one, other = (complete(port, prompt=prompt, max_tokens=4)["choices"] for prompt in ("oak elm", tokens))
    assert one == other


def test_an_answer_ends_at_a_stop(port: int) -> None:
    whole = complete(port, prompt="oak", max_tokens=12)["choices"][0]["text"]
    stop = whole[len(whole) // 2 :]
    ended = complete(port, prompt="oak", max_tokens=12, stop=[stop])["choices"][0]
    assert ended["text"] == whole[: whole.find(stop)]
    assert ended["finish_reason"] == "stop"


def test_an_answer_is_never_longer_than_the_context(port: int) -> None:
    answer = complete(port, prompt="o" * 500, max_tokens=10_000)
    assert answer["usage"]["total_tokens"] <= 512
    assert math.isfinite(answer["usage"]["total_tokens"])


@pytest.mark.parametrize(
    ("path", "body", "status", "why"),
    [
        ("/v1/completions", b"{nonsense", 400, "no JSON"),
        ("/v1/completions", b"[" * 100_000, 400, "no JSON"),
        ("/v1/completions", [], 400, "no JSON object"),
        ("/v1/completions", {"model": "other", "prompt": "x"}, 404, "there is student"),
        ("/v1/completions", {"model": "student"}, 400, "prompt is a text"),
        ("/v1/completions", {"model": "student", "prompt": [{}]}, 400, "Each prompt"),
        ("/v1/completions", {"model": "student", "prompt": "x", "n": 2}, 400, "one answer"),
        ("/v1/completions", {"model": "student", "prompt": "x", "stream": True}, 400, "one answer"),
        ("/v1/completions", {"model": "student", "prompt": "x", "max_tokens": -1}, 400, "max_tokens"),
        ("/v1/completions", {"model": "student", "prompt": "x", "stop": [1]}, 400, "stop is"),
        ("/v1/completions", {"model": "student", "prompt": "o" * 600}, 400, "at most 512"),
        ("/v1/completions", {"model": "student", "prompt": [999_999]}, 400, "does not know"),
        ("/v1/chat/completions", {"model": "student", "messages": []}, 400, "messages is a list"),
        ("/v1/chat/completions", {"model": "student", "messages": [{"role": "user"}]}, 400, "a role and a content"),
        ("/v1/embeddings", {"model": "student"}, 404, "There is no"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(port: int, path: str, body: Any, status: int, why: str) -> None:
    refused, answer = ask(port, path, body)
    assert refused == status
    assert why in answer["error"]["message"]


def test_a_request_that_is_too_large_is_not_read(port: int) -> None:
    status, answer = ask(port, "/v1/completions", b"{}", {"Content-Length": str(LONGEST_BODY + 1)})
    assert status == 413
    assert "at most" in answer["error"]["message"]


def started(model: pathlib.Path) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "treewarden_trainer", "serve", "--model", str(model), "--port", "0", "--name", "student"]
    return subprocess.run(line, capture_output=True, text=True, timeout=120, env=environment())


def test_a_model_with_pickles_is_not_served(tiny_model: pathlib.Path, tmp_path: pathlib.Path) -> None:
    spoilt = shutil.copytree(tiny_model, tmp_path / "spoilt")
    (spoilt / "pytorch_model.bin").write_bytes(b"\x80\x04")
    ended = started(spoilt)
    assert ended.returncode == 66
    assert "pytorch_model.bin, a pickle" in ended.stderr
