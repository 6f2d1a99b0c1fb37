"""What questions are compared with: the folded text and the content words of each paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from index.document import Document, once_per_document
from index.text import fold
from index.text.tokens import BETWEEN, content_forms


@dataclass(frozen=True, slots=True)
class Content:
    """Of each paragraph of a document, in order: its folded text; its content words, BETWEEN them."""

    folded: tuple[str, ...]
    words: tuple[str, ...]


@once_per_document
def content_of(document: Document) -> Content:
    """Read with the document out of a catalogue; worked out for a document from elsewhere."""
    return Content(
        tuple(fold(paragraph.text) for paragraph in document),
        tuple(BETWEEN.join(content_forms(paragraph.text)) for paragraph in document),
    )
