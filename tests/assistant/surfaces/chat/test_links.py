"""Links into a document and citations of it."""

from __future__ import annotations

import pytest

from assistant.surfaces.chat.links import footnote, link_to
from index.document import Document, Paragraph


def test_a_link_survives_any_name_and_label() -> None:
    assert link_to("a/b #1.md", "第9条") == "#read=a%2Fb%20%231.md/%E7%AC%AC9%E6%9D%A1"


@pytest.mark.parametrize(
    ("date", "ja", "en"),
    [("2017-05-01", "題（2017年5月1日）、第9条", "“題” (1 May 2017), 第9条"), ("", "題、第9条", "“題”, 第9条"),
     ("2017-05", "題（2017-05）、第9条", "“題” (2017-05), 第9条")],
)  # fmt: skip
def test_a_footnote_has_what_is_known_of_the_date(date: str, ja: str, en: str) -> None:
    paragraph = Paragraph("d.md", "第9条", "文。", 0, 0)
    document = Document("d.md", "題", "文。", (paragraph,), date=date)
    assert (footnote(document, paragraph, "ja"), footnote(document, paragraph, "en")) == (ja, en)
