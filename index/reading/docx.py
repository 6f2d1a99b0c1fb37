"""DOCX: paragraphs and tables in order, headings, and Word's automatic numbers resolved."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import UnreadableFile
from index.reading.source import Piece, Source, compose
from index.reading.word_numbers import Numbers

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import BaseStyle
    from lxml.etree import _Element

MOST_UNPACKED_BYTES = 200_000_000
_MOST_RATIO = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK}
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADING = re.compile(r"(?:heading|überschrift|titre|見出し|заголовок|제목)\s*(\d)?", re.IGNORECASE)
_SOME_LEVEL = 2


def read_docx(content: bytes, *, name: str) -> Source:
    """The text of a Word document.

    Raises:
        UnreadableFile: damaged, encrypted, no DOCX, or unpacking to too much.
    """
    _check_size(content, name)
    try:
        import docx

        document = docx.Document(io.BytesIO(content))
        reader = _Reader(document)
        pieces = list(reader.pieces(document.element.body))
        notes = list(_notes(document))
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, SyntaxError, OSError) as error:
        raise UnreadableFile(f"{name} is damaged or no DOCX: {error}") from error
    return compose(pieces, notes, title=(document.core_properties.title or "").strip())


def _check_size(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile(f"{name} is damaged, encrypted or no DOCX") from error
    most = min(MOST_UNPACKED_BYTES, _MOST_RATIO * max(len(content), 100_000))
    if unpacked > most:
        raise UnreadableFile(f"{name} unpacks to {unpacked:,} bytes; of its size at most {most:,} are read")


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self.numbers = Numbers(document)
        self.levels = {style.style_id: level for style in document.styles if (level := _style_level(style))}

    def pieces(self, body: _Element) -> Iterator[Piece]:
        for paragraph in body.iter(f"{_W}p"):
            number = self.numbers.next_for(paragraph)
            level = 0 if number else self._level(paragraph)
            lines = [line.strip() for line in _text(paragraph).split("\n") if line.strip()]
            if lines and number:
                yield Piece(f"{number[0]} {lines[0]}", True, level, None, *number)
            for n, line in enumerate(lines[1:] if number else lines):
                yield Piece(line, n == 0 and not number, level)

    def _level(self, paragraph: _Element) -> int:
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        value = outline.get(f"{_W}val", "9") if outline is not None else "9"
        if value.isdigit() and int(value) < 9:
            return int(value) + 1
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self.levels.get(style.get(f"{_W}val"), 0) if style is not None else 0


def _text(paragraph: _Element) -> str:
    parts: list[str] = []
    stack = list(reversed(list(paragraph)))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED or element.tag == f"{_W}p":
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            parts.append(_BREAKS[element.tag])
        stack.extend(reversed(list(element)))
    return "".join(parts)


def _style_level(style: BaseStyle) -> int:
    match = _HEADING.search(style.name or "")
    if match:
        return int(match.group(1) or _SOME_LEVEL)
    outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
    value = outline.get(f"{_W}val", "9") if outline is not None else "9"
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def _notes(document: WordDocument) -> Iterator[Piece]:
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")):
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            for note in root:
                text = " ".join(_text(paragraph) for paragraph in note.iter(f"{_W}p")).strip()
                if text and note.get(f"{_W}type") is None:
                    yield Piece(f"{note.get(f'{_W}id')} {text}", gap=True)
