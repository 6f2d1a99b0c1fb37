"""How a paragraph is cited in a footnote."""

from __future__ import annotations

import pytest

from assistant.records.footnotes import footnote
from index.document import Document, Paragraph


@pytest.mark.parametrize(
    ("date", "ja", "en"),
    [("2017-05-01", "題（2017年5月1日）、第9条", "“題” (1 May 2017), 第9条"), ("", "題、第9条", "“題”, 第9条"),
     ("2017-05", "題（2017-05）、第9条", "“題” (2017-05), 第9条")],
)  # fmt: skip
def test_a_footnote_has_what_is_known_of_the_date(date: str, ja: str, en: str) -> None:
    paragraph = Paragraph("d.md", "第9条", "文。", 0, 0)
    document = Document("d.md", "題", "文。", (paragraph,), date=date)
    assert (footnote(document, paragraph, "ja"), footnote(document, paragraph, "en")) == (ja, en)


def test_a_page_is_named_where_there_is_one() -> None:
    paragraph = Paragraph("d.pdf", "16", "文。", 0, 0, page=3)
    document = Document("d.pdf", "題", "文。", (paragraph,))
    assert footnote(document, paragraph, "ja") == "題、第16段落、3頁"
    assert footnote(document, paragraph, "en") == "“題”, para. 16, p. 3"


def test_a_former_version_is_named() -> None:
    paragraph = Paragraph("d.md", "3", "文。", 0, 0)
    document = Document("d.md", "題", "文。", (paragraph,), date="2017-05-01", until="2026-12-01")
    assert footnote(document, paragraph, "ja") == "題（2017年5月1日、2026年12月1日差替え前の版）、第3段落"
    assert footnote(document, paragraph, "en") == "“題” (1 May 2017, version before 1 December 2026), para. 3"


def test_what_has_no_number_is_called_in_the_language_of_the_footnote() -> None:
    paragraph = Paragraph("d.md", "前文", "文。", 0, 0)
    document = Document("d.md", "題", "文。", (paragraph,))
    assert (footnote(document, paragraph, "ja"), footnote(document, paragraph, "en")) == ("題、前文", "“題”, preamble")
