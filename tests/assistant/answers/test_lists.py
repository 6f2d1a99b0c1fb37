"""A question of one word, and words that stand nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.answers.lists import near_best
from assistant.evidence import Candidate, Verdict
from index.document import Paragraph
from index.parsing import parse
from index.search import Hit
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


def test_a_country_is_found_by_its_name_in_the_language_of_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.question.intent.Intents.of", lambda *_: "places")
    with open_library(tmp_path) as library:
        library.add_document(document("アフガニスタンを支援する。", "日本は歓迎した。", "アフガニスタンの隣国である。"))
        answer = Assistant(library, GramReader).ask("Where does it mention Afghanistan?")
    assert [citation.label for citation in answer.citations] == ["1", "3"]


def test_of_the_likeliest_paragraph_of_a_list_more_is_told_than_of_the_others() -> None:
    texts = [" ".join(f"Item {n} of {name} may stay." for n in range(6)) for name in ("boats", "ropes", "swans")]
    found = [
        Candidate(
            Hit(Paragraph("d.md", str(n), text, 0, n), n, 1.0, (1.0,) * 6, {}), chance, {i: -i for i in range(6)}, {}
        )
        for n, (text, chance) in enumerate(zip(texts, (0.9, 0.8, 0.01), strict=True))
    ]
    assert [len(sentences) for _, sentences in near_best(found, whole=True)] == [6, 2]
    assert [len(sentences) for _, sentences in near_best(found)] == [2, 2]
