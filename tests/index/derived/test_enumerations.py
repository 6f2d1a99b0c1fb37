from __future__ import annotations

import pytest

from index.derived import enumerations, in_context
from index.document import Paragraph

JAPANESE = "次の各号のいずれかに該当する者は、権利を失う。\n一　届出をしなかった者。\n二　虚偽の報告をした者。\n２　前項の規定は、適用しない。"
ENGLISH = "The Board shall:\n(a) meet twice a year;\n(b) report to the Council.\nIt may adjourn. It sits in Rome."


def _paragraph(text: str) -> Paragraph:
    return Paragraph("law.md", "5", text, 0, 0)


@pytest.mark.parametrize("text", [JAPANESE, ENGLISH])
def test_an_item_is_told_with_what_opens_it_and_the_whole_where_all_is_wanted(text: str) -> None:
    paragraph = _paragraph(text)
    head, first, second, *_ = paragraph.sentences
    assert in_context(paragraph, [second]) == [head, second]
    assert in_context(paragraph, [second], whole=True) == [head, first, second]
    assert in_context(paragraph, [head]) == [head, first, second]


def test_what_stands_outside_an_enumeration_stands_alone() -> None:
    paragraph = _paragraph(ENGLISH)
    assert in_context(paragraph, paragraph.sentences[3:4]) == [paragraph.sentences[3]]


@pytest.mark.parametrize("text", ["Verjährung\n\n(1) Der Anspruch verjährt.\n\n(2) Er ruht.", "Eins. Zwei. 2. Drei."])
def test_a_heading_opens_nothing_nor_does_a_count_that_begins_later(text: str) -> None:
    assert enumerations(_paragraph(text)) == []
