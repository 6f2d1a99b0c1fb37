"""Why an answer abstains, the state that it is in, and the words for it: one table, the same on every surface."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from bs4 import BeautifulSoup

from assistant.answer import Answer, State, Turn, Why
from assistant.answers import as_text, opening, phrase
from assistant.records.letter import letter
from assistant.records.restoring import restore
from assistant.surfaces.api.models import AnswerModel
from assistant.surfaces.chat.answer_view import answer_view
from index.document import Document
from index.parsing import parse

STATES: dict[Why, State] = {
    "not stated": "not found",
    "no such paragraph": "denied",
    "none mentions it": "denied",
    "no words": "denied",
    "not a question": "nothing asked",
    "no such service": "nothing asked",
    "no document": "nothing asked",
}
MEMO = parse("- 1 会議を開く。\n- 2 費用を払う。\n", id="memo.md")


def abstained(why: Why, language: str = "ja") -> Answer:
    return Answer("abstained", language=language, question="問い", query="問い", reason=why)


def test_every_reason_is_in_the_table() -> None:
    assert set(STATES) == set(get_args(Why))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("why", get_args(Why))
def test_every_reason_has_its_state_and_words_on_every_surface(why: Why, language: str) -> None:
    answer = abstained(why, language)
    holes = dict.fromkeys(("asked", "last", "place"), "X")
    said = phrase(why, language, **holes)
    worded = replace(answer, message=said)
    assert answer.state == STATES[why]
    assert AnswerModel.model_validate(worded.as_dict()).state == STATES[why]
    assert as_text(worded).startswith(said)
    assert letter([Turn("問い", "問い", worded)], language=language, made=date(2026, 12, 1))[-1].text.startswith(said)
    page = BeautifulSoup(answer_view(worded, [MEMO], language=language, name="q1"), "html.parser")
    assert said in page.select(".abstained b")[0].get_text()
    assert bool(page.select(".denied")) == (STATES[why] == "denied")


def test_an_abstention_that_brings_no_words_has_those_of_its_reason() -> None:
    assert opening(abstained("no words")) == phrase("no words", "ja")
    assert opening(Answer("abstained", language="en")) == phrase("not stated", "en")


def test_places_that_may_not_answer_stay_so_when_a_conversation_is_read_again() -> None:
    def find(_: str) -> Document:
        return MEMO

    near = Answer("answered", sure=False)
    assert restore(near.as_dict(), find).state == near.state == "nearest"
    assert restore(Answer("answered").as_dict(), find).state == "answered"


def test_nothing_is_looked_for_where_nothing_was_asked() -> None:
    assert as_text(abstained("not a question")) == phrase("not a question", "ja")
    assert "問い" in as_text(abstained("not stated"))
