"""A document as HTML to read: sections, numbers in the margin, words exactly as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from assistant.chat.links import footnote
from assistant.chat.templating import render
from index.derived import once_per_document
from index.document import Document, Paragraph, Section
from index.references import references

NARROW_CHARS = 4

references_of = once_per_document(references)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, the headings before it, how to cite it, and the labels that its text refers to."""

    headings: tuple[Section, ...]
    paragraph: Paragraph
    footnote_ja: str
    footnote_en: str
    refers_to: tuple[str, ...]


def blocks(document: Document) -> Iterator[Block]:
    """The document in reading order."""
    targets: dict[str, list[str]] = {}
    for reference in references_of(document):
        targets.setdefault(reference.source, []).append(reference.target)
    for paragraph in document:
        others = [label for label in targets.get(paragraph.label, []) if label != paragraph.label]
        yield Block(
            tuple(section for section in document.sections if section.start == paragraph.position),
            paragraph,
            footnote(document, paragraph, "ja"),
            footnote(document, paragraph, "en"),
            tuple(dict.fromkeys(others)),
        )


def document_view(document: Document, *, language: str) -> Markup:
    """The whole document; the text of each paragraph is one text node, so offsets hold in the page."""
    wide = any(len(paragraph.label) > NARROW_CHARS for paragraph in document)
    return render("document.html", language=language, document=document, blocks=blocks(document), wide=wide)
