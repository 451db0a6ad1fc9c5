"""From messages to tokens, and which of them are learnt from.

Loss is on the assistant's text and on the token that ends its turn; with `unmask` also on the text of every other role
but system. Few chat templates mark what the assistant says, so nothing in them is relied on: each message is rendered
between two marks, the marks' places are noted and the marks removed. What remains must be the very text that the
template gives without marks, which is what the model will see when it is asked.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy
from numpy.typing import NDArray

from treewarden_trainer.problems import BadData, BadModel
from treewarden_trainer.read_rows import Message, Row

IGNORED = -100

TOO_LONG = "longer than max_length"
NOTHING_TO_LEARN = "no token to learn from"
CONTROL_TOKEN = "text holds a control token"
REFUSED = "refused by the chat template"
CHANGED = "changed by the chat template"


@dataclasses.dataclass(frozen=True, eq=False)
class Example:
    """One row as tokens. `labels` is the token itself where it is learnt from, else IGNORED; never so at the first."""

    tokens: NDArray[numpy.int32]
    labels: NDArray[numpy.int32]

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def loss_tokens(self) -> int:
        return int((self.labels != IGNORED).sum())


@dataclasses.dataclass(frozen=True)
class _Region:
    start: int
    end: int
    is_assistant: bool


class Masker:
    """Turns rows into examples for one tokenizer; says no to a tokenizer with which it cannot be done right."""

    def __init__(self, tokenizer: Any, max_length: int) -> None:
        if not getattr(tokenizer, "is_fast", False):
            raise BadModel("The base model's tokenizer has no tokenizer.json, so what to learn from cannot be found.")
        if not tokenizer.chat_template:
            raise BadModel("The base model has no chat template.")
        self._tokenizer = tokenizer
        self._max_length = max_length
        added = tokenizer.added_tokens_decoder
        self._control_ids = {*tokenizer.all_special_ids, *(number for number, token in added.items() if token.special)}
        controls = {*tokenizer.all_special_tokens, *(token.content for token in added.values() if token.special)}
        self._control_texts = sorted(text for text in controls if text)
        self._guard_that_turns_end()

    def mask(self, row: Row) -> Example | str:
        """The example, or why there is none."""
        if any(control in message.content for message in row.messages for control in self._control_texts):
            return CONTROL_TOKEN  # it would pretend to be a turn that nobody took
        rendered = self._render_with_regions(row)
        if isinstance(rendered, str):
            return rendered
        text, regions = rendered
        encoded = self._tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        tokens = numpy.array(encoded["input_ids"], dtype=numpy.int32)
        if len(tokens) > self._max_length:
            return TOO_LONG
        starts, ends = numpy.array(encoded["offset_mapping"], dtype=numpy.int64).reshape(-1, 2).T
        is_control = numpy.isin(tokens, list(self._control_ids))
        learnt = numpy.zeros(len(tokens), dtype=bool)
        for region in regions:
            said = (ends > region.start) & (starts < region.end) & ~is_control
            learnt |= said
            if region.is_assistant and said.any():
                learnt |= self._end_of_turn(tokens, is_control, after=int(said.nonzero()[0][-1]) + 1)
        learnt[:1] = False  # nothing comes before it that could predict it; packed, the row before it would
        if not learnt.any():
            return NOTHING_TO_LEARN
        return Example(tokens, numpy.where(learnt, tokens, IGNORED).astype(numpy.int32))

    def _render_with_regions(self, row: Row) -> tuple[str, list[_Region]] | str:
        try:
            plain = self._render(row.messages)
            # A template may trim what is said; then the marks stand around the trimmed text.
            for messages in (row.messages, tuple(Message(m.role, m.content.strip()) for m in row.messages)):
                text, regions = self._marked(messages, row.unmask)
                if text == plain:
                    return text, regions
        except Exception as error:  # a template says no by any exception that jinja knows
            if type(error).__module__.split(".")[0] != "jinja2":
                raise
            return f"{REFUSED}: {error}"
        return CHANGED

    def _marked(self, messages: tuple[Message, ...], unmask: bool) -> tuple[str, list[_Region]]:
        opening, closing = self._marks(messages)
        is_learnt = [m.role == "assistant" or (unmask and m.role != "system") for m in messages]
        marked = [
            Message(m.role, f"{opening}{m.content}{closing}") if learnt else m
            for m, learnt in zip(messages, is_learnt, strict=True)
        ]
        roles = [m.role for m, learnt in zip(messages, is_learnt, strict=True) if learnt]
        pieces = self._render(tuple(marked)).split(opening)
        text, regions = pieces[0], []
        if len(pieces) - 1 != len(roles):
            return "", []  # said twice or not at all: never equal to the plain text
        for role, piece in zip(roles, pieces[1:], strict=True):
            said, *rest = piece.split(closing)
            if len(rest) != 1:
                return "", []
            regions.append(_Region(len(text), len(text) + len(said), role == "assistant"))
            text += said + rest[0]
        return text, regions

    def _end_of_turn(self, tokens: Any, is_control: Any, after: int) -> Any:
        """The control token that follows what was said, and white space before it: the model must learn to stop."""
        found = numpy.zeros(len(tokens), dtype=bool)
        end = after
        while end < len(tokens) and not is_control[end]:
            if str(self._tokenizer.decode([int(tokens[end])])).strip():
                return found
            end += 1
        if end < len(tokens):
            found[after : end + 1] = True
        return found

    def _render(self, messages: tuple[Message, ...]) -> str:
        given = [{"role": m.role, "content": m.content} for m in messages]
        return str(self._tokenizer.apply_chat_template(given, tokenize=False))

    @staticmethod
    def _marks(messages: tuple[Message, ...]) -> tuple[str, str]:
        """Two texts of private-use characters that no message has."""
        number = 0
        while True:
            opening, closing = f"\ue000{number}\ue001", f"\ue002{number}\ue003"
            if not any(mark in m.content for m in messages for mark in (opening, closing)):
                return opening, closing
            number += 1

    def _guard_that_turns_end(self) -> None:
        """A template that writes nothing after the assistant's turn would train a model that never stops."""
        probe = Row((Message("user", "one"), Message("assistant", "two")))
        example = self.mask(probe)
        if isinstance(example, str):
            if example != TOO_LONG:
                raise BadModel(f"The base model's chat template cannot be trained with: a plain exchange is {example}.")
            return
        learnt = example.labels[example.labels != IGNORED]
        if learnt[-1] not in self._control_ids:
            raise BadModel("The base model's chat template writes no end after the assistant's turn.")


def mask_rows(rows: Iterable[Row], masker: Masker) -> tuple[list[Example], dict[str, int]]:
    """All examples, and how many rows gave none, by reason."""
    examples: list[Example] = []
    dropped: Counter[str] = Counter()
    for row in rows:
        result = masker.mask(row)
        if isinstance(result, Example):
            examples.append(result)
        else:
            dropped[result] += 1
    if not examples:
        reasons = "; ".join(f"{count} {reason}" for reason, count in dropped.most_common()) or "the files are empty"
        raise BadData(f"No row is left to train on: {reasons}.")
    return examples, dict(dropped)
