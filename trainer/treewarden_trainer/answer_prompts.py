"""A model that is asked: greedy answers, and how likely it finds a text."""

import dataclasses
import pathlib
from typing import Any

import torch

from treewarden_trainer.guard_model import guard_model
from treewarden_trainer.load_model import load_tokenizer, own_dtype
from treewarden_trainer.problems import BadModel

MOST_TOP = 20  # alternatives of a token that are told at most


class TooMuch(Exception):
    """The prompt does not fit into the model's context."""


@dataclasses.dataclass(frozen=True)
class Reply:
    text: str
    finish: str
    prompt_tokens: int
    completion_tokens: int
    logprobs: dict[str, Any] | None = None


class Answerer:
    """Not to be asked by two threads at once."""

    def __init__(self, folder: str | pathlib.Path) -> None:
        from transformers import AutoModelForCausalLM

        guard_model(folder, 1)
        self._tokenizer = load_tokenizer(folder)
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            self._model = AutoModelForCausalLM.from_pretrained(
                folder,
                dtype=own_dtype(folder) if self._device == "cuda" else torch.float32,
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=True,
            ).to(self._device)
        except Exception as error:
            first = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise BadModel(f"The model in {folder} cannot be loaded: {first}") from error
        self._model.eval()
        self.context = int(getattr(self._model.config, "max_position_embeddings", 0) or 2048)
        self._ends = self._end_tokens()

    def _end_tokens(self) -> list[int]:
        told = self._model.generation_config.eos_token_id
        ends = told if isinstance(told, list) else [told]
        return sorted({int(end) for end in [*ends, self._tokenizer.eos_token_id] if end is not None})

    def chat(self, messages: list[dict[str, str]]) -> list[int]:
        """The tokens of a conversation, up to where the model is to speak."""
        text = self._tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
        return [int(token) for token in self._tokenizer(text, add_special_tokens=False)["input_ids"]]

    def answer(self, prompt: list[int], longest: int, stops: list[str]) -> Reply:
        """At most so many tokens, and no more than fit into the context."""
        return self._reply(prompt, self._generate(prompt, longest), stops)

    def complete(self, prompt: str | list[int], longest: int, stops: list[str], echo: bool, top: int | None) -> Reply:
        """Goes on with a text. With `top` it is told how likely each token is, with `echo` those of the prompt as well."""
        tokens = [int(one) for one in self._tokenizer(prompt)["input_ids"]] if isinstance(prompt, str) else prompt
        written = self._generate(tokens, longest)
        reply = self._reply(tokens, written, stops)
        logprobs = None
        if top is not None:
            logprobs = self._logprobs(tokens + written, 0 if echo else len(tokens), min(top, MOST_TOP))
        said = prompt if isinstance(prompt, str) else str(self._tokenizer.decode(tokens))
        return dataclasses.replace(reply, text=said + reply.text if echo else reply.text, logprobs=logprobs)

    def _reply(self, prompt: list[int], written: list[int], stops: list[str]) -> Reply:
        ended = bool(written) and written[-1] in self._ends
        text = str(self._tokenizer.decode(written, skip_special_tokens=True))
        found = [place for place in (text.find(stop) for stop in stops) if place >= 0]
        if found:
            text = text[: min(found)]
        return Reply(text, "stop" if ended or found else "length", len(prompt), len(written))

    def _check(self, prompt: list[int]) -> None:
        if not prompt:
            raise TooMuch("The prompt is empty.")
        if max(prompt) >= self._model.get_input_embeddings().num_embeddings:
            raise TooMuch("The prompt has tokens that the model does not know.")
        if len(prompt) > self.context:
            raise TooMuch(f"The prompt has {len(prompt)} tokens; the model reads at most {self.context}.")

    def _generate(self, prompt: list[int], longest: int) -> list[int]:
        self._check(prompt)
        longest = min(longest, self.context - len(prompt))
        if longest <= 0:
            return []
        ids = torch.tensor([prompt], device=self._device)
        with torch.inference_mode():
            whole = self._model.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                max_new_tokens=longest,
                do_sample=False,
                num_beams=1,
                temperature=None,
                top_p=None,
                top_k=None,
                eos_token_id=self._ends or None,
                pad_token_id=self._ends[0] if self._ends else 0,
            )
        return [int(token) for token in whole[0, len(prompt) :]]

    def _logprobs(self, tokens: list[int], begin: int, top: int) -> dict[str, Any]:
        """Of each token from there on, given all before it; the first of all has nothing before it."""
        with torch.inference_mode():
            logits = self._model(torch.tensor([tokens], device=self._device)).logits[0].float()
        likely = torch.log_softmax(logits, dim=-1)
        told: dict[str, Any] = {"tokens": [], "token_logprobs": [], "top_logprobs": [], "text_offset": []}
        offset = len(str(self._tokenizer.decode(tokens[:begin])))
        for place in range(begin, len(tokens)):
            word = str(self._tokenizer.decode([tokens[place]]))
            told["tokens"].append(word)
            told["text_offset"].append(offset)
            offset += len(word)
            if place == 0:
                told["token_logprobs"].append(None)
                told["top_logprobs"].append(None)
                continue
            row = likely[place - 1]
            own = float(row[tokens[place]])
            told["token_logprobs"].append(own)
            best = torch.topk(row, min(top, row.numel()))
            named: dict[str, float] = {}
            for token, value in zip(best.indices, best.values, strict=True):
                named.setdefault(str(self._tokenizer.decode([int(token)])), float(value))
            named.setdefault(word, own)
            told["top_logprobs"].append(named if top else None)
        return told
