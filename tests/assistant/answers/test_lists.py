"""A question of one word, and words that stand nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.evidence import Verdict
from index.parsing import parse
from tests.index.library_parts import document, open_library
from tests.quick_reader import GramReader


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("law", "none mentions it"),
        ("Law?", "none mentions it"),
        ("salt", ""),
        ("What of the law?", ""),  # no lone word
        ("水", ""),  # of another language than the text
    ],
)
def test_a_lone_word_that_stands_nowhere_is_not_answered_with_what_is_only_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str, reason: str
) -> None:
    monkeypatch.setattr("assistant.answers.facts.judge", lambda *_: Verdict("nearest"))
    with open_library(tmp_path) as library:
        library.add_document(parse("# Rules\n\n1. Salt is sold in July.\n\n2. The warden keeps the scales.\n"))
        answer = Assistant(library, GramReader).ask(question)
    assert answer.reason == reason


@pytest.mark.parametrize(("question", "labels"), [("製品ベータは？", ["2"]), ("製品デルタは？", ["1", "2"])])
def test_of_the_nearest_the_one_that_has_every_word_is_told_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str, labels: list[str]
) -> None:
    monkeypatch.setattr("assistant.answers.facts.judge", lambda *_: Verdict("nearest"))
    with open_library(tmp_path) as library:
        library.add_document(document("製品アルファの保証は二年。", "製品ベータの保証は三年。"))
        answer = Assistant(library, GramReader).ask(question)
    assert [citation.label for citation in answer.citations] == labels


@pytest.mark.parametrize(("question", "reason"), [("tax", ""), ("ok", "not a question"), ("Tax?", "")])
def test_a_lone_word_that_stands_in_the_documents_is_no_talk(tmp_path: Path, question: str, reason: str) -> None:
    with open_library(tmp_path) as library:
        library.add_document(document("The tax is due in May.", "The warden keeps the scales."))
        assistant = Assistant(library, GramReader)
        assert assistant.ask(question).reason == reason
