"""A Word document block by block: paragraphs, tables, text boxes, headings, notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import UnreadableFile
from index.reading.shown.left_out import LeftOut
from index.reading.shown.tables import Cell, readable
from index.reading.shown.titles import stated
from index.reading.source import Piece, Source, compose
from index.reading.word.counters import Counters, Number
from index.reading.word.fields import Fields
from index.reading.word.markup import MC, W, switched, value, whole
from index.reading.word.numbering import Lists
from index.reading.word.styles import Styles
from index.reading.word.words import Words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

MOST_UNPACKED_BYTES = 200_000_000
_MOST_RATIO = 200
_OPENING = 60
_HOLDERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"}
_DAMAGED = (KeyError, ValueError, AttributeError, zipfile.BadZipFile, SyntaxError, OSError, RecursionError)


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
        pieces = list(reader.body(document.element.body))
        notes = list(reader.notes(document))
    except _DAMAGED as error:
        raise UnreadableFile(f"{name} is damaged or no DOCX: {error}") from error
    opening = " ".join(piece.text for piece in pieces[:_OPENING])
    title = stated((document.core_properties.title or "").strip(), opening)
    return compose(pieces, notes, title=title, findings=list(reader.left_out.findings()))


def _check_size(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile(f"{name} is damaged, encrypted or no DOCX") from error
    most = min(MOST_UNPACKED_BYTES, _MOST_RATIO * max(len(content), 100_000))
    if unpacked > most:
        raise UnreadableFile(f"{name} unpacks to {unpacked:,} bytes; of its size at most {most:,} are read")


class _Story:
    """One flow of text that counts for itself: the body, the boxes, the notes."""

    def __init__(self, lists: Lists, styles: Styles, left_out: LeftOut) -> None:
        self.counters = Counters(lists, styles)
        self.words = Words(styles, Fields(lists, self.counters), left_out)


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self.left_out = LeftOut()
        self.styles = Styles(document.styles.element)
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        self._lists = Lists(part.element if part is not None else None, self.styles)
        self._boxes = self._story()

    def _story(self) -> _Story:
        return _Story(self._lists, self.styles, self.left_out)

    def body(self, element: _Element) -> Iterator[Piece]:
        """The lines of the document's body."""
        return self._blocks(element, self._story())

    def notes(self, document: WordDocument) -> Iterator[Piece]:
        """Footnotes and endnotes, each with its mark."""
        from lxml import etree

        for relation in document.part.rels.values():
            if relation.reltype.endswith(("/footnotes", "/endnotes")):
                root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
                own = [note for note in root if note.get(f"{W}type") is None]
                for number, note in enumerate(own, 1):
                    words = self._story().words
                    text = " ".join(words.of(paragraph) for paragraph in note.iter(f"{W}p")).strip()
                    if text:
                        yield Piece(f"{number} {text}", gap=True)

    def _blocks(self, holder: _Element, story: _Story) -> Iterator[Piece]:
        """Paragraphs and tables of a body, a cell or a box; a paragraph whose end is gone goes on in the next."""
        begun = _Begun()
        for block in _children(holder):
            if block.tag == f"{W}altChunk":
                self.left_out.add("embedded")
                continue
            if block.tag == f"{W}tbl":
                yield from self._table(block, story)
                continue
            hidden, removed = self._hidden_end(block), _removed(block)
            if not removed and not begun.number and not _unshown(block):
                begun.number = story.counters.next_for(block)
            text = story.words.of(block, story.counters.place(block))
            led = story.words.led
            if led and not begun.number and not begun.text.strip():
                begun.number, text = led, text.strip().removeprefix(led.text)
            begun.text += text
            begun.level = begun.level or self.styles.level(block)
            boxes = list(self._in_boxes(block))
            if not hidden and not removed:
                yield from begun.pieces()
                begun = _Begun()
            yield from boxes
        yield from begun.pieces()

    def _hidden_end(self, block: _Element) -> bool:
        """Whether the end of a paragraph is hidden, so that the next stands on its line."""
        return bool(switched(block, "pPr/rPr/vanish") or switched(block, "pPr/rPr/specVanish"))

    def _in_boxes(self, block: _Element) -> Iterator[Piece]:
        for box in block.iter(f"{W}txbxContent"):
            if not any(above.tag == f"{MC}Fallback" for above in box.iterancestors()):
                pieces = list(self._blocks(box, self._boxes))
                if pieces:
                    self.left_out.add("box", pieces[0].text)
                yield from pieces

    def _table(self, table: _Element, story: _Story) -> Iterator[Piece]:
        """A table of data in lines that can be read alone; else what its cells hold, one after the other."""
        rows = [row for row in _rows(table) if switched(row, "trPr/del") is None]
        cells = [
            [(cell, list(self._cell(cell, story))) for cell in row.iter(f"{W}tc") if _own(cell, row)] for row in rows
        ]
        pieces = [piece for row in cells for _, held in row for piece in held]
        plain = not any(piece.number or piece.level for piece in pieces)
        grid = [[_cell(cell, held, row) for cell, held in line] for row, line in zip(rows, cells, strict=True)]
        lines = readable(_merged(grid, cells)) if plain else None
        if lines is None:
            yield from pieces
        else:
            yield from (Piece(line, n == 0, table=True) for n, line in enumerate(lines))

    def _cell(self, cell: _Element, story: _Story) -> Iterator[Piece]:
        return self._blocks(cell, story)


def _children(holder: _Element) -> Iterator[_Element]:
    for child in holder:
        if child.tag in {f"{W}p", f"{W}tbl", f"{W}altChunk"}:
            yield child
        elif child.tag in _HOLDERS:
            yield from _children(child)


def _rows(table: _Element) -> Iterator[_Element]:
    return (row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table)


def _own(cell: _Element, row: _Element) -> bool:
    return next(cell.iterancestors(f"{W}tr")) is row and cell.find(f"{W}tcPr/{W}cellDel") is None


def _cell(cell: _Element, held: list[Piece], row: _Element) -> Cell:
    return Cell(
        " ".join(piece.text for piece in held),
        columns=whole(cell, "tcPr/gridSpan") or 1,
        heading=bool(switched(row, "trPr/tblHeader")),
    )


def _merged(grid: list[list[Cell]], cells: list[list[tuple[_Element, list[Piece]]]]) -> list[list[Cell]]:
    """The rows, the empty rests of cells merged downwards filled with what those hold."""
    above: dict[int, Cell] = {}
    merged = []
    for line, row in zip(grid, cells, strict=True):
        at, filled = 0, []
        for cell, (element, _) in zip(line, row, strict=True):
            rest = element.find(f"{W}tcPr/{W}vMerge") is not None and value(element, "tcPr/vMerge") != "restart"
            shown = above.get(at, cell) if rest and not cell.text else cell
            above[at] = shown
            at += cell.columns
            filled.append(shown)
        merged.append(filled)
    return merged


def _removed(block: _Element) -> bool:
    properties = block.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(properties.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))


def _unshown(block: _Element) -> bool:
    """Whether Word gives a paragraph no number: a hidden one, the empty end of a section, the rest of a merged cell."""
    if any(text.text for text in block.iter(f"{W}t", f"{W}fldChar")):
        return bool(switched(block, "pPr/rPr/vanish")) and _all_hidden(block)
    holder = block.getparent()
    merge = holder.find(f"{W}tcPr/{W}vMerge") if holder is not None and holder.tag == f"{W}tc" else None
    rest = merge is not None and (merge.get(f"{W}val") or "continue") == "continue"
    return rest or block.find(f"{W}pPr/{W}sectPr") is not None or bool(switched(block, "pPr/rPr/vanish"))


def _all_hidden(block: _Element) -> bool:
    return all(switched(run, "rPr/vanish") for run in block.iter(f"{W}r"))


@dataclass
class _Begun:
    """A paragraph being read: with what stands on its line because an end is deleted or hidden."""

    text: str = ""
    number: Number | None = None
    level: int = 0

    def pieces(self) -> Iterator[Piece]:
        """Its lines, the first with its number."""
        number = self.number
        level = 0 if number and number.value else self.level
        lines = [line.strip() for line in self.text.split("\n") if line.strip()]
        if lines and number:
            yield _numbered(number, lines[0], level)
        for n, line in enumerate(lines[1:] if number else lines):
            yield Piece(line, n == 0 and not number, level)


def _numbered(number: Number, line: str, level: int) -> Piece:
    if not number.value:
        return Piece(f"{number.text} {line}", True, level)
    digits = "" if number.digits == number.text else number.digits
    return Piece(f"{number.text} {line}", True, level, None, number.text, number.value, number.depth, digits)
