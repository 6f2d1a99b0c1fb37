"""What a question is compared with is the same, whether it was stored or worked out."""

from __future__ import annotations

from pathlib import Path

from index.content import content_of
from index.storage.records import content_from
from index.text.tokens import BETWEEN, content_first, content_forms
from tests.index.library_parts import document, open_library

TEXTS = (
    "計画を附属書にした。World Wide Webは５，６８０億円。",
    "Personal data shall be processed lawfully.",
    "既に三者は、対話を進める。",
    "",
)


def test_a_stored_document_has_the_content_of_the_one_that_was_added(tmp_path: Path) -> None:
    added = document(*TEXTS)
    with open_library(tmp_path) as shelf:
        shelf.add_document(added)
    with open_library(tmp_path) as shelf:
        stored = content_of(shelf.document(added.id))
    worked_out = content_of(added)
    assert stored.folded == worked_out.folded
    assert [set(words.split(BETWEEN)) for words in stored.words] == [
        set(words.split(BETWEEN)) for words in worked_out.words
    ]


def test_content_words_come_first_and_are_those_of_the_text() -> None:
    for text in TEXTS:
        content, mark, _ = content_first(text).partition("\n")
        assert mark
        assert set(content.split(BETWEEN)) - {""} == content_forms(text)


def test_words_stored_without_a_mark_are_not_taken_for_content_words() -> None:
    assert content_from([("計画 既に", "計画は既に")]) is None
