"""What is kept of a document finds the same as reading all of it."""

from __future__ import annotations

import pytest

from assistant.question import understand
from assistant.scanning import Sought, scan, scan_documents, sought
from index.document import Document
from index.quantities import quantities
from index.reading import parse

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
    assert found == scan(wanted, statement)
    assert 0 < len(found) < len(statement)
    assert scan_documents(wanted, [statement]) == found


def test_words_count_where_a_line_breaks_between_them() -> None:
    wanted = sought(understand("Which paragraphs mention antimicrobial resistance?", [WRAPPED]), [WRAPPED])
    assert [match.paragraph.label for match in scan_documents(wanted, [WRAPPED])] == ["1", "2"]
