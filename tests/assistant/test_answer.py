"""Citations are types, not filters: what does not exist cannot be cited."""

from __future__ import annotations

import pytest

from assistant.answer import Citation
from index.document import Document, Paragraph
from index.errors import UnknownLabel

TEXT = "一文目。"


def test_a_paragraph_that_the_document_does_not_hold_cannot_be_cited() -> None:
    held = Paragraph("d.md", "3", TEXT, start_char=0, position=0)
    stranger = Paragraph("d.md", "52", TEXT, start_char=0, position=0)
    document = Document("d.md", "題", TEXT, (held,))
    assert Citation(document, held.quote(0, 4)).label == "3"
    with pytest.raises(UnknownLabel, match="52"):
        Citation(document, stranger.quote(0, 4))
