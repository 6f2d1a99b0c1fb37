from __future__ import annotations

import pytest

from index.address import find_addresses
from tests.index.address.notations import ROWS, Row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.language}: {row.name}")
def test_every_notation_finds_its_paragraphs(row: Row) -> None:
    wrong = []
    for question, expected in row.cases():
        found = [label for address in find_addresses(question, row.document) for label in address.labels]
        missing = [label for address in find_addresses(question, row.document) for label in address.missing]
        if list(dict.fromkeys(found)) != expected or missing:
            wrong.append((question, found, missing))
    assert wrong == []
