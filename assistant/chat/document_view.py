"""A document as HTML to read: sections, numbers in the margin, words exactly as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from assistant.chat.links import footnote
from assistant.chat.templating import render
from index.document import Document, Paragraph, Section

NARROW_CHARS = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, the headings that stand before it and how to cite it."""

    headings: tuple[Section, ...]
    paragraph: Paragraph
    footnote_ja: str
    footnote_en: str


def blocks(document: Document) -> Iterator[Block]:
    """The document in reading order."""
    for paragraph in document:
        yield Block(
            tuple(section for section in document.sections if section.start == paragraph.position),
            paragraph,
            footnote(document, paragraph, "ja"),
            footnote(document, paragraph, "en"),
        )


def document_view(document: Document, *, language: str) -> Markup:
    """The whole document; the text of each paragraph is one text node, so offsets hold in the page."""
    wide = any(len(paragraph.label) > NARROW_CHARS for paragraph in document)
    return render("document.html", language=language, document=document, blocks=blocks(document), wide=wide)
