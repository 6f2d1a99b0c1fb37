"""A memo as its author laid it out: prose, headings, items of lists, cells of tables, notes.

Sentences do not cross from one piece into the next. What a heading or a line that ends in
a colon refers to holds for what stands under it; a note belongs to the words that bear its
mark. What a reference is, is not known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["prose", "heading", "cell", "note"]

_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t　]+")
_BULLET = r"(?:[-*+–—][ \t　]+|[•・●○◯■□◆◇▪▶‣➢⚫])"
_NUMBERED = r"(?:[（(]\d{1,3}[)）]|\d{1,3}[)）]|\d{1,3}[.．](?!\d)|[①-⑳]|[A-Za-zivx]{1,4}[.)][ \t　])"
_ITEM = re.compile(rf"[ \t　>]*(?:{_BULLET}[ \t　]*(?:\[[ xX]\][ \t　]*)?)?(?:{_NUMBERED}[ \t　]*(?=\S))?")
_ROW = re.compile(r"[ \t　]*\|.*\|[ \t　]*$")
_RULE = re.compile(r"[ \t　|:=\-+*_]+$")
_CELL = re.compile(r"[^|\t]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGN = r"[（(]?(?:※|＊|\*|注)\s?(?P<n>\d{1,2})[)）]?"
_UP = r"(?P<up>[⁰¹²³⁴-⁹]+)"
_NOTE = re.compile(rf"[ \t　]*(?:\[\^(?P<md>\w+)\]:|{_SIGN}[:：.．]?|{_UP})[ \t　]*")
_MARK = re.compile(rf"\[\^(?P<md>\w+)\]|{_SIGN}|{_UP}")
_FULL, _WIDE_ENOUGH = 0.75, 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a memo, half-open; `row` is the line of its table, `note` the name of a note."""

    start_char: int
    end_char: int
    kind: Kind
    row: int = -1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's mark in the text."""

    note: str
    start_char: int
    end_char: int


def pieces(memo: str) -> list[Piece]:
    """The pieces of a memo, in order; marks of lists, headings and tables are in none of them."""
    found: list[Piece] = []
    width = 0
    open_prose = False
    block = _block_widths(memo)
    start = -1
    for number, line in enumerate(memo.split("\n")):
        text, start = line.rstrip(), start + 1
        if not text.strip() or (_RULE.match(text) and len(text.strip()) > 2):
            open_prose = False
        elif _ROW.match(text) or "\t" in text.strip():
            cells = (m.span() for m in _CELL.finditer(text) if m[0].strip())
            found += [Piece(start + a, start + b, "cell", row=start) for a, b in cells]
            open_prose = False
        elif open_prose and width >= _FULL * block[number] >= _FULL * _WIDE_ENOUGH and not _marked(text):
            last = found.pop()
            found.append(Piece(last.start_char, start + len(text), last.kind, note=last.note))
        else:
            found.append(_opened(text, start))
            open_prose = found[-1].kind != "heading"
        width = _width(text)
        start += len(line)
    return found


def marks(text: str) -> Iterator[Mark]:
    """Marks of notes: [^1], ※1, 注1, *1, ¹."""
    for match in _MARK.finditer(text):
        yield Mark(_name(match), *match.span())


def _opened(text: str, start: int) -> Piece:
    end = start + len(text)
    heading, note = _HEADING.match(text), _NOTE.match(text)
    if heading:
        return Piece(start + heading.end(), end, "heading")
    if note:
        return Piece(start + note.end(), end, "note", note=_name(note))
    item = _ITEM.match(text)
    return Piece(start + (item.end() if item else 0), end, "prose")


def _marked(text: str) -> bool:
    """Whether a line opens something new by a mark of its own."""
    item = _ITEM.match(text)
    return bool(_HEADING.match(text) or _NOTE.match(text) or (item and item[0].strip(" \t　")))


def _name(match: re.Match[str]) -> str:
    return match["md"] or match["n"] or match["up"].translate(_RAISED)


def _block_widths(memo: str) -> list[int]:
    """For each line the width of the widest line of its block, which ends at a blank line."""
    lines = [line.rstrip() for line in memo.split("\n")]
    widths: list[int] = []
    for number, line in enumerate(lines):
        if number == 0 or not lines[number - 1].strip():
            stop = next((n for n in range(number, len(lines)) if not lines[n].strip()), len(lines))
            widest = max((_width(text) for text in lines[number:stop]), default=0)
        widths.append(widest if line.strip() else 0)
    return widths


def _width(text: str) -> int:
    """In columns: an East Asian character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
