"""A small OpenAI-compatible server for one model: for machines without vLLM, demonstrations and tests.

Answers greedily, one request after the other, and to this machine alone. What it is asked for beside that (several answers,
streams) it refuses; a temperature is ignored.
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from treewarden_trainer.answer_prompts import Answerer, Reply, TooMuch

LONGEST_BODY = 4 << 20  # bytes; a prompt of 32,768 tokens has some 130 kB
MOST_WAITING = 64
PATIENCE = 60  # seconds for a client to send what it announced
UNLESS_TOLD = {"/v1/chat/completions": 1024, "/v1/completions": 16}  # tokens, as with other servers


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = MOST_WAITING

    def __init__(self, answerer: Answerer, name: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.answerer = answerer
        self.name = name
        self.turn = threading.Lock()
        self.room = threading.BoundedSemaphore(MOST_WAITING)


class Refused(Exception):
    """A request that is not answered: its status and why."""

    def __init__(self, status: int, why: str, code: str = "invalid_request") -> None:
        super().__init__(why)
        self.status = status
        self.code = code


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_GET(self) -> None:
        if self.path != "/v1/models":
            self._refuse(Refused(404, f"There is no {self.path[:100]} here."))
            return
        context = self.server.answerer.context
        model = {"id": self.server.name, "object": "model", "owned_by": "treewarden", "max_model_len": context}
        self._send(200, {"object": "list", "data": [model]})

    def do_POST(self) -> None:
        try:
            if self.path not in UNLESS_TOLD:
                raise Refused(404, f"There is no {self.path[:100]} here.")
            body = self._body()
            if not self.server.room.acquire(blocking=False):
                raise Refused(503, "Too many requests are waiting; ask again later.", "overloaded")
            try:
                self._send(200, self._answer(body))
            finally:
                self.server.room.release()
        except Refused as refused:
            self._refuse(refused)
        except TooMuch as too_much:
            self._refuse(Refused(400, str(too_much), "context_length_exceeded"))

    def _body(self) -> dict[str, Any]:
        announced = self.headers.get("Content-Length", "")
        if not announced.isascii() or not announced.isdigit():
            self.close_connection = True
            raise Refused(411, "Content-Length is missing.")
        if int(announced) > LONGEST_BODY:
            self.close_connection = True
            raise Refused(413, f"A request has at most {LONGEST_BODY} bytes.")
        try:
            body = json.loads(self.rfile.read(int(announced)))
        except (ValueError, RecursionError) as error:
            raise Refused(400, "The request is no JSON.") from error
        if not isinstance(body, dict):
            raise Refused(400, "The request is no JSON object.")
        if body.get("model") != self.server.name:
            raise Refused(404, f"There is no such model here; there is {self.server.name}.", "model_not_found")
        if body.get("stream") or body.get("n", 1) != 1 or body.get("best_of", 1) != 1:
            raise Refused(400, "This server gives one answer, in one piece.")
        return body

    def _answer(self, body: dict[str, Any]) -> dict[str, Any]:
        is_chat = self.path == "/v1/chat/completions"
        longest = _count(body, "max_completion_tokens", _count(body, "max_tokens", UNLESS_TOLD[self.path]))
        stops = _stops(body)
        answerer = self.server.answerer
        with self.server.turn:
            if is_chat:
                replies = [answerer.answer(answerer.chat(_messages(body)), longest, stops)]
            else:
                top = None if body.get("logprobs") is None else _count(body, "logprobs", 0)
                echo = body.get("echo") is True
                replies = [answerer.complete(one, longest, stops, echo, top) for one in _prompts(body)]
        return {
            "id": f"cmpl-{time.monotonic_ns()}",
            "object": "chat.completion" if is_chat else "text_completion",
            "created": int(time.time()),
            "model": self.server.name,
            "choices": [_choice(number, reply, is_chat) for number, reply in enumerate(replies)],
            "usage": _usage(replies),
        }

    def _refuse(self, refused: Refused) -> None:
        self._send(refused.status, {"error": {"message": str(refused), "code": refused.code}})

    def _send(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except (TimeoutError, BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # it hung up

    def log_message(self, format: str, *args: Any) -> None:
        """Prompts and addresses of people are nobody's business; what goes wrong is in the answer."""


def _choice(number: int, reply: Reply, is_chat: bool) -> dict[str, Any]:
    what: dict[str, Any] = {"message": {"role": "assistant", "content": reply.text}} if is_chat else {"text": reply.text}
    return {"index": number, **what, "logprobs": reply.logprobs, "finish_reason": reply.finish}


def _usage(replies: list[Reply]) -> dict[str, int]:
    read = sum(reply.prompt_tokens for reply in replies)
    written = sum(reply.completion_tokens for reply in replies)
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _count(body: dict[str, Any], key: str, unless: int) -> int:
    count = body.get(key)
    if count is None:
        return unless
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise Refused(400, f"{key} is a number from 0.")
    return count


def _stops(body: dict[str, Any]) -> list[str]:
    stops = body.get("stop") or []
    stops = [stops] if isinstance(stops, str) else stops
    if not isinstance(stops, list) or len(stops) > 16 or not all(isinstance(one, str) and one for one in stops):
        raise Refused(400, "stop is a text, or a list of at most 16.")
    return stops


def _messages(body: dict[str, Any]) -> list[dict[str, str]]:
    messages = body.get("messages")
    if not isinstance(messages, list) or not 0 < len(messages) <= 1000:
        raise Refused(400, "messages is a list of 1 to 1,000.")
    for message in messages:
        if not isinstance(message, dict) or not all(isinstance(message.get(key), str) for key in ("role", "content")):
            raise Refused(400, "Each of the messages has a role and a content, both text.")
    return [{"role": message["role"], "content": message["content"]} for message in messages]


def _prompts(body: dict[str, Any]) -> list[str | list[int]]:
    """A text, tokens, or a list of either."""
    prompt = body.get("prompt")
    if isinstance(prompt, str) or _is_tokens(prompt):
        prompt = [prompt]
    if not isinstance(prompt, list) or not 0 < len(prompt) <= 64:
        raise Refused(400, "prompt is a text, or a list of at most 64.")
    if not all(isinstance(one, str) or _is_tokens(one) for one in prompt):
        raise Refused(400, "Each prompt is a text, or a list of tokens.")
    return prompt


def _is_tokens(prompt: object) -> bool:
    return isinstance(prompt, list) and bool(prompt) and all(type(token) is int and token >= 0 for token in prompt)


def serve(folder: str, name: str, port: int) -> None:
    """Until the process is ended."""
    server = Server(Answerer(folder), name, port)
    server.serve_forever()
