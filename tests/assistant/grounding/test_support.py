"""The head that ships, on claims that nobody tuned on: what is said scores above what only has its words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.grounding import Checker, Meaning, lines
from index.document import Document, Paragraph
from index.model import load_support
from tests.shared_reader import shared_reader

LIBRARY = (
    "市立図書館は、毎週月曜日に休館する。ただし、月曜日が祝日に当たるときは、その翌日に休館する。"
    "館長は、必要があると認めるときは、臨時に休館することができる。"
    "本を失った利用者は、館長に届け出て、同じ本を弁償しなければならない。"
)


@pytest.fixture(scope="module")
def meaning() -> Iterator[Meaning]:
    with tempfile.TemporaryDirectory(prefix="danraku-support-") as folder:
        head = load_support(shared_reader(), data=Path(folder))
        yield Meaning(lambda: head, lines())


@pytest.mark.parametrize(
    ("said", "unsaid"),
    [
        ("図書館は月曜日がお休みです。", "図書館は月曜日も開いています。"),
        ("館長は、必要なら臨時にお休みにできます。", "館長は、必ず臨時に休館しなければならない。"),
        ("The library is closed on Mondays.", "The library is open on Mondays."),
        (
            "Users who lose a book have to tell the director and replace it.",
            "The director has to replace a book that the user has lost.",
        ),
    ],
)
def test_what_is_said_scores_above_its_opposite(meaning: Meaning, said: str, unsaid: str) -> None:
    paragraph = Paragraph("d", "1", LIBRARY, 0, 0)
    true, false = meaning.of(said, [paragraph], ""), meaning.of(unsaid, [paragraph], "")
    assert true
    assert false
    assert true.logit > false.logit + 0.5


def test_a_true_claim_in_plain_words_passes_and_a_duty_made_of_a_power_does_not(meaning: Meaning) -> None:
    paragraph = Paragraph("d", "1", LIBRARY, 0, 0)
    document = Document("d", "図書館規則", LIBRARY, (paragraph,))
    checker = Checker(meaning=meaning)
    assert checker.check("館長は、必要なら臨時にお休みにできます。", [paragraph], document).rule == "meaning"
    assert checker.check("館長は、必ず臨時に休館しなければならない。", [paragraph], document).state == "failed"
