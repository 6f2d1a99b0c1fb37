"""What is kept of a document finds the same as reading all of it."""

from __future__ import annotations

import pytest

from assistant.scanning import Sought, scan, scan_documents
from index.document import Document
from index.quantities import quantities


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
