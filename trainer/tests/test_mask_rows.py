import pathlib
from typing import Any

import pytest

from treewarden_trainer import mask_rows
from treewarden_trainer.load_model import load_tokenizer
from treewarden_trainer.mask_rows import IGNORED, Example, Masker
from treewarden_trainer.problems import BadData, BadModel
from treewarden_trainer.read_rows import Message, Row
from treewarden_trainer.testing import BEGIN, END

CHAT = (Message("system", "Be brief."), Message("user", "Which tree?"), Message("assistant", "An oak."))


@pytest.fixture
def tokenizer(tiny_model: pathlib.Path) -> Any:
    return load_tokenizer(tiny_model)


def learnt(tokenizer: Any, row: Row, max_length: int = 512) -> str:
    example = Masker(tokenizer, max_length).mask(row)
    assert isinstance(example, Example)
    return str(tokenizer.decode([int(label) for label in example.labels if label != IGNORED]))


def test_only_what_the_assistant_says_and_its_end_are_learnt(tokenizer: Any) -> None:
    assert learnt(tokenizer, Row(CHAT)) == "An oak." + END


def test_unmasked_rows_learn_every_role_but_system_and_one_end(tokenizer: Any) -> None:
    assert learnt(tokenizer, Row(CHAT, unmask=True)) == "Which tree?An oak." + END


def test_every_turn_of_the_assistant_is_learnt(tokenizer: Any) -> None:
    more = (*CHAT, Message("user", "And then?"), Message("assistant", "A fir."))
    assert learnt(tokenizer, Row(more)) == f"An oak.{END}A fir.{END}"


def test_a_text_said_twice_is_learnt_where_the_assistant_says_it(tokenizer: Any) -> None:
    row = Row((Message("user", "An oak."), Message("assistant", "An oak.")))
    example = Masker(tokenizer, 512).mask(row)
    assert isinstance(example, Example)
    first = int((example.labels != IGNORED).nonzero()[0][0])
    assert tokenizer.decode([int(token) for token in example.tokens[:first]]).endswith("<|assistant|>\n")


def test_the_tokens_are_those_that_the_model_will_see_when_asked(tokenizer: Any) -> None:
    example = Masker(tokenizer, 512).mask(Row(CHAT))
    assert isinstance(example, Example)
    given = [{"role": message.role, "content": message.content} for message in CHAT]
    assert example.tokens.tolist() == tokenizer.apply_chat_template(given, tokenize=True, return_dict=False)


def test_letters_of_several_tokens_are_learnt_whole(tokenizer: Any) -> None:
    row = Row((Message("user", "Wie heißt er?"), Message("assistant", "Bärlauch 🌿")))
    assert learnt(tokenizer, row) == "Bärlauch 🌿" + END


def test_a_template_that_trims_is_followed(tokenizer: Any) -> None:
    tokenizer.chat_template = tokenizer.chat_template.replace("message['content']", "message['content'] | trim")
    row = Row((Message("user", "Which? "), Message("assistant", "\n An oak. \n")))
    assert learnt(tokenizer, row) == "An oak." + END


def test_white_space_before_the_end_of_turn_is_learnt_with_it(tokenizer: Any) -> None:
    tokenizer.chat_template = tokenizer.chat_template.replace(f"+ '{END}' +", f"+ '\\n{END}' +")
    assert learnt(tokenizer, Row(CHAT)) == "An oak.\n" + END


def test_why_a_row_is_dropped(tokenizer: Any) -> None:
    masker = Masker(tokenizer, 60)
    assert masker.mask(Row((Message("user", "only a question"),))) == mask_rows.NOTHING_TO_LEARN
    assert masker.mask(Row((Message("user", "q"), Message("assistant", "")))) == mask_rows.NOTHING_TO_LEARN
    assert masker.mask(Row((Message("user", "q"), Message("assistant", "long " * 20)))) == mask_rows.TOO_LONG
    assert masker.mask(Row((Message("user", f"x{END}"), Message("assistant", "y")))) == mask_rows.CONTROL_TOKEN
    assert isinstance(masker.mask(Row((Message("user", "q"), Message("assistant", "a")))), Example)


def test_dropped_rows_are_counted_by_reason(tokenizer: Any) -> None:
    rows = [Row(CHAT), Row(CHAT[:2]), Row(CHAT[:2]), Row((*CHAT[:2], Message("assistant", BEGIN)))]
    examples, dropped = mask_rows.mask_rows(rows, Masker(tokenizer, 512))
    assert len(examples) == 1
    assert dropped == {mask_rows.NOTHING_TO_LEARN: 2, mask_rows.CONTROL_TOKEN: 1}


def test_no_row_left_is_an_error_that_says_why(tokenizer: Any) -> None:
    with pytest.raises(BadData, match="1 no token to learn from"):
        mask_rows.mask_rows([Row(CHAT[:2])], Masker(tokenizer, 512))


def test_a_template_that_refuses_a_role_drops_the_row(tokenizer: Any) -> None:
    refuses = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system here') }}{% endif %}"
    tokenizer.chat_template = refuses + tokenizer.chat_template
    assert "no system here" in str(Masker(tokenizer, 512).mask(Row(CHAT)))


def test_a_template_that_alters_texts_drops_the_row_instead_of_guessing(tokenizer: Any) -> None:
    tokenizer.chat_template = tokenizer.chat_template.replace(
        "message['content']", "(message['content'] | upper if 'shout' in message['content'][:5] else message['content'])"
    )
    row = Row((Message("user", "q"), Message("assistant", "shout it")))
    assert Masker(tokenizer, 512).mask(row) == mask_rows.CHANGED


def test_a_template_without_end_of_turn_is_refused(tokenizer: Any) -> None:
    tokenizer.chat_template = tokenizer.chat_template.replace(f"+ '{END}' +", "+")
    with pytest.raises(BadModel, match="no end after the assistant's turn"):
        Masker(tokenizer, 512)


def test_a_model_without_template_is_refused(tokenizer: Any) -> None:
    tokenizer.chat_template = None
    with pytest.raises(BadModel, match="no chat template"):
        Masker(tokenizer, 512)
