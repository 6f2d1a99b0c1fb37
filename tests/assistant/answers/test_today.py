"""Questions about the day they are asked: the dates quoted are counted from a clock that is passed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answering import Assistant
from index.library import Library
from index.text.languages.asking import asks_of_today
from index.text.languages.days import days_in_words
from tests.index.library_parts import document, open_library
from tests.shared_reader import shared_reader


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("today")) as library:
        library.add_document(document("The licence ends on 30 April 2026.", "It is kept in Bergen.", id="en.md"))
        library.add_document(document("免許の期限は、令和八年四月三十日とする。", "番人は二人とする。", id="ja.md"))
        yield library


@pytest.mark.parametrize(
    ("question", "day", "notes"),
    [
        ("Is the licence still in force today?", date(2026, 12, 1), ["April 30, 2026: 215 days ago"]),
        ("How many days are left until the licence ends?", date(2026, 3, 31), ["April 30, 2026: in 30 days"]),
        ("免許の期限まであと何日ですか", date(2026, 4, 20), ["2026年4月30日: 10 日後"]),
        ("When does the licence end?", date(2026, 4, 20), []),
    ],
)
def test_the_dates_quoted_are_counted_from_the_clock(
    library: Library, question: str, day: date, notes: list[str]
) -> None:
    ids = ["ja.md" if "免" in question else "en.md"]
    answer = Assistant(library, shared_reader, clock=lambda: day).ask(question, documents=ids)
    assert [note for note in answer.notes if ": " in note] == notes
    assert not notes or str(day.year) in answer.notes[0]


@pytest.mark.parametrize(
    "question",
    [
        "今日はまだ有効ですか",
        "Is it in force as of now?",
        "Действует ли оно сегодня?",
        "现在还有效吗",
        "오늘 유효합니까",
    ],
)
def test_every_language_has_a_today(question: str) -> None:
    assert asks_of_today(question)


def test_days_are_said_as_days() -> None:
    assert days_in_words(400, "en") == "in 400 days"
    assert days_in_words(-1, "ja") == "1 日前"
