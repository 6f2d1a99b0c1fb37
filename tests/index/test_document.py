"""The nouns of a document: spans hold, quotes cannot lie."""

from __future__ import annotations

import pytest

from index.document import Document, Paragraph, Quote
from index.errors import QuoteMismatch, UnknownLabel

TEXT = "一文目。「二文目。続き」だった。"


def paragraph(label: str = "3") -> Paragraph:
    return Paragraph("d.md", label, TEXT, start_char=0, position=0)


def test_a_quote_is_the_words_at_its_span() -> None:
    assert paragraph().quote(0, 4).text == "一文目。"


@pytest.mark.parametrize(
    ("text", "start", "end"), [("三文目。", 0, 4), ("", 2, 2), ("一文", -1, 1), (TEXT + "。", 0, len(TEXT) + 1)]
)
def test_words_that_do_not_stand_there_cannot_be_quoted(text: str, start: int, end: int) -> None:
    with pytest.raises(QuoteMismatch):
        Quote(paragraph(), text, start, end)


def test_a_full_stop_inside_quotation_marks_does_not_end_the_sentence() -> None:
    assert [s.text for s in paragraph().sentences] == ["一文目。", "「二文目。続き」だった。"]


def test_an_unknown_label_is_an_error_that_names_the_last_one() -> None:
    document = Document("d.md", "題", TEXT, (paragraph(),))
    with pytest.raises(UnknownLabel, match=r"d\.md has no paragraph 4; its last numbered one is 3"):
        document["4"]
