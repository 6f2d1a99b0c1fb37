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


@pytest.mark.parametrize("heading", ["（会費）", "(Subscription)", "Use of boats", "Сроки"])
def test_a_heading_above_the_text_is_a_sentence_of_its_own(heading: str) -> None:
    below = "Members pay 90 pounds by 31 March. Students pay half."
    sentences = Paragraph("d.md", "3", f"{heading}\n{below}", start_char=0, position=0).sentences
    assert [s.text for s in sentences] == [heading, "Members pay 90 pounds by 31 March.", "Students pay half."]


@pytest.mark.parametrize(
    "text",
    [
        "We ask the Food and Agriculture Organization and the World\nBank Group to share their results.",
        "ラシード・メレドフ\nトルクメニスタン副首相兼外務大臣",
        "the members of\nthe committee decide.",
    ],
)
def test_a_line_that_only_breaks_is_no_heading(text: str) -> None:
    assert [s.text for s in Paragraph("d.md", "3", text, start_char=0, position=0).sentences] == [text]


def test_an_unknown_label_is_an_error_that_names_the_last_one() -> None:
    document = Document("d.md", "題", TEXT, (paragraph(),))
    with pytest.raises(UnknownLabel, match=r"d\.md has no paragraph 4; its last numbered one is 3"):
        document["4"]
