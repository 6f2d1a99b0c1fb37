"""What is kept of a document finds the same as reading all of it."""

from __future__ import annotations

import pytest

from assistant.answers.list_claims import summarise
from assistant.evidence.scan_query import Sought, sought
from assistant.evidence.scanning import scan, scan_documents
from assistant.question import understand
from index.document import Document
from index.parsing import parse
from index.text.quantities import quantities

WRAPPED = parse(
    "1. The Assembly notes antimicrobial resistance.\n\n2. It recalls its resolution on antimicrobial\nresistance.\n\n"
    "3. It welcomes antimicrobial research.\n",
    id="resolution.md",
)


@pytest.mark.parametrize(
    "wanted",
    [
        Sought(dates=quantities("2016年")),
        Sought(dates=quantities("2017年8月")),
        Sought(after="2017-05-01"),
        Sought(words=("jica", "unodc")),
        Sought(words=("会合", "会議"), dates=quantities("2016年")),
    ],
)
def test_a_document_is_scanned_as_if_every_paragraph_were_read(wanted: Sought, statement: Document) -> None:
    found = scan_documents(wanted, [statement])
    assert found == scan(wanted, statement.paragraphs)
    assert 0 < len(found) < len(statement)
    assert scan_documents(wanted, [statement]) == found


def test_words_count_where_a_line_breaks_between_them() -> None:
    wanted = sought(understand("Which paragraphs mention antimicrobial resistance?", [WRAPPED]), [WRAPPED])
    assert [match.paragraph.label for match in scan_documents(wanted, [WRAPPED])] == ["1", "2"]


HEADED = parse(
    "### 第1条（目的）\n\n甲は、水を送る。\n\n### 第2条（水の料金）\n\n料金は、乙が決める。変更は、丙に知らせる。\n",
    id="rules.md",
)


def test_a_heading_that_has_the_word_stands_for_the_text_under_it() -> None:
    found = scan_documents(Sought(words=("水",)), [HEADED])
    assert [[s.text for s in match.sentences] for match in found] == [
        ["甲は、水を送る。"],
        ["料金は、乙が決める。", "変更は、丙に知らせる。"],
    ]


def test_no_summary_shows_a_bare_heading() -> None:
    told = summarise(HEADED.paragraphs, {HEADED.id: HEADED})
    assert {claim.citations[0].label for claim in told.claims} == {"第1条", "第2条"}
    assert all(claim.text.endswith("。") for claim in told.claims)
