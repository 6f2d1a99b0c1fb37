"""A document as HTML to read: sections, numbers in the margin, words exactly as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.records import footnote
from assistant.surfaces.chat.links import link_in
from assistant.surfaces.chat.templating import render
from assistant.surfaces.chat.wrapping import Break, soft_breaks, split
from index.derived import Neighbours, neighbours
from index.derived.overview import overview
from index.derived.references import Reference
from index.document import Document, Paragraph, Section

NARROW_CHARS = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a paragraph's words, where they lead ("" where they are plain), and what a soft line break is."""

    words: str
    link: str = ""
    soft: Break = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in pieces, the headings before it, how to cite it, and the labels of those that refer to it."""

    headings: tuple[Section, ...]
    paragraph: Paragraph
    pieces: tuple[Piece, ...]
    footnote_ja: str
    footnote_en: str
    referred_by: tuple[str, ...]


def blocks(document: Document) -> Iterator[Block]:
    """The document in reading order."""
    near = neighbours(document)
    for paragraph in document:
        yield Block(
            tuple(section for section in document.sections if section.start == paragraph.position),
            paragraph,
            tuple(linked(document, paragraph, near[paragraph.label])),
            footnote(document, paragraph, "ja"),
            footnote(document, paragraph, "en"),
            near[paragraph.label].sources,
        )


def linked(document: Document, paragraph: Paragraph, near: Neighbours) -> Iterator[Piece]:
    """A paragraph's words cut at its cross-references; joined they are its text, letter by letter."""
    breaks = soft_breaks(paragraph.text)
    at = 0
    for reference in near.refers_to:
        yield from _plain(paragraph.text[at : reference.start_char], at, breaks)
        yield Piece(paragraph.text[reference.start_char : reference.end_char], _link(document, reference))
        at = reference.end_char
    yield from _plain(paragraph.text[at:], at, breaks)


def document_view(
    document: Document, *, language: str, pictured: bool = False, versions: Sequence[tuple[str, str]] = ()
) -> Markup:
    """The whole document; a paragraph's text is all there, letter by letter, so that offsets hold in the page.

    Args:
        document: What is read.
        language: Of the interface.
        pictured: Whether there are pictures of its pages.
        versions: The former ones: edition, and the day it was replaced.
    """
    wide = any(len(paragraph.label) > NARROW_CHARS for paragraph in document)
    return render(
        "document.html",
        language=language,
        document=document,
        blocks=blocks(document),
        wide=wide,
        pictured=pictured,
        versions=versions,
    )


def overview_view(document: Document, *, language: str) -> Markup:
    """The names, dates and amounts of a document, which the page fetches behind its text."""
    return render("mentions.html", language=language, document=document, overview=overview(document))


def _plain(words: str, start_char: int, breaks: dict[int, Break]) -> Iterator[Piece]:
    return (Piece(some, soft=soft) for some, soft in split(words, start_char, breaks))


def _link(document: Document, reference: Reference) -> str:
    """To the paragraph meant, or to the numbered part of it."""
    for part in document[reference.target].parts:
        if reference.part and part.label == reference.part:
            return link_in(document, reference.target, part.start_char, part.end_char)
    return link_in(document, reference.target)
