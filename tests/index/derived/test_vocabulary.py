"""A document's vocabulary."""

from __future__ import annotations

from assistant.samples import SAMPLE
from index.derived import folded_text, forms, vocabulary
from index.parsing import read_document
from index.text import fold


def test_terms_are_counted_as_if_every_paragraph_were_read() -> None:
    statement = read_document(SAMPLE)
    counted = vocabulary(statement)
    read = [forms(paragraph.text) for paragraph in statement]
    for form in frozenset[str]().union(*read) | {"存在しない語"}:
        assert counted.paragraphs[form] == sum(form in own for own in read)


def test_a_text_folded_in_pieces_is_the_text_folded() -> None:
    statement = read_document(SAMPLE)
    assert folded_text(statement) == fold(statement.text)
