"""A document's vocabulary."""

from __future__ import annotations

from assistant.samples import SAMPLE
from index.derived import forms, vocabulary
from index.parsing import read_document


def test_terms_are_counted_as_if_every_paragraph_were_read() -> None:
    statement = read_document(SAMPLE)
    counted = vocabulary(statement)
    read = [forms(paragraph.text) for paragraph in statement]
    for form in frozenset[str]().union(*read) | {"存在しない語"}:
        assert counted.paragraphs[form] == sum(form in own for own in read)
