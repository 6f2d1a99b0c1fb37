"""Numbers in the margin: those that count lines are no text, those of paragraphs stand before their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.reading.pdf.rows import Row, Word
from index.reading.shown.left_out import LeftOut

_NUMBER = re.compile(r"\d{1,4}")
_PARAGRAPH = re.compile(r"[(\[]?\d{1,3}[)\].]?")
_WORDED = re.compile(
    r"\D{0,14}\d{1,4}(?:\.\d{1,3})*\D{0,3}|第[〇一二三四五六七八九十百]{1,5}条?|[(（]?(?:[^\W\d_]|[ivxIVX]{1,5})[)）.]?"
)
_SAME_LINE = 0.4
_LEAST, _SHARE = 5, 0.8
_UNEVEN = 0.1
_STOPS = ".!?;:。！？；："


def without_line_numbers(pages: Sequence[list[Row]], left_out: LeftOut) -> list[list[Row]]:
    """Pages without the numbers that count their lines.

    They stand at one place beside the text and count as the lines do, one for one or each fifth, and
    lines that they number go on from one to the next: paragraph numbers do neither.
    """
    counted = [_line_numbers(rows) for rows in pages]
    numbered = [rows for rows, found in zip(pages, counted, strict=True) if found]
    if not numbered or not _runs_on(numbered):
        return list(pages)
    kept = []
    for rows, found in zip(pages, counted, strict=True):
        for word in found.values():
            left_out.add("line number", word.text)
        rest = [_without(row, found[row]) if row in found else row for row in rows]
        kept.append([row for row in rest if row.words])
    return kept


def beside_words(rows: Sequence[Row]) -> list[Row]:
    """Rows with the numbers that stand alone in the margin at their height put before their words."""
    numbers = [row for row in rows if len(row.words) == 1 and _PARAGRAPH.fullmatch(row.words[0].text)]
    numbers += _in_margin(rows, numbers)
    beside: dict[int, Row] = {}
    used = set()
    for number in numbers:
        level = (r for r in rows if abs(r.base - number.base) < _SAME_LINE * number.size and r.left > number.left)
        words = next((row for row in level if row not in numbers), None)
        if words is not None:
            beside[id(words)] = number
            used.add(id(number))
    return [
        row.with_words((*beside[id(row)].words, *row.words)) if id(row) in beside else row
        for row in rows
        if id(row) not in used
    ]


def _in_margin(rows: Sequence[Row], plain: Sequence[Row]) -> list[Row]:
    """Numbers with their words (Article 5, 第5条, 4.2) that stand left of where nearly all text begins."""
    worded = [row for row in rows if row not in plain and _WORDED.fullmatch(" ".join(word.text for word in row.words))]
    beside = [row for row in rows if row not in worded and row not in plain]
    text = sorted(row.left for row in beside)
    return [row for row in worded if sum(left <= row.right for left in text) < _UNEVEN * len(text)]


def _line_numbers(rows: Sequence[Row]) -> dict[Row, Word]:
    """The numbers that count the lines of a page, by their row; none where there are no such."""
    for edge in (0, -1):
        found = {row: row.words[edge] for row in rows if _at_margin(row, edge)}
        places = [round(word.left if edge == 0 else word.right) for word in found.values()]
        if len(found) >= _LEAST and max(places) - min(places) < 3 * rows[0].size and _count(rows, found):
            return found
    return {}


def _at_margin(row: Row, edge: int) -> bool:
    word = row.words[edge]
    apart = len(row.words) == 1 or (1 if edge == 0 else len(row.words) - 1) in row.gaps()
    return apart and bool(_NUMBER.fullmatch(word.text))


def _count(rows: Sequence[Row], found: dict[Row, Word]) -> bool:
    """Whether numbers go up as lines do: as far apart in number as in lines, or evenly down the page."""
    heights = sorted({round(row.base / max(1.0, _SAME_LINE * row.size)): row.base for row in rows}.values())
    at = {row: min(range(len(heights)), key=lambda n: abs(heights[n] - row.base)) for row in found}
    pairs = list(pairwise(sorted(found, key=lambda row: row.base)))
    steps = [(int(found[b].text) - int(found[a].text), at[b] - at[a]) for a, b in pairs]
    if sum(number == lines > 0 for number, lines in steps) >= _SHARE * len(steps):
        return True
    pitches = [(b.base - a.base) / (int(found[b].text) - int(found[a].text) or -1) for a, b in pairs]
    usual = median(pitches)
    even = sum(abs(pitch - usual) < _UNEVEN * usual for pitch in pitches)
    return usual > max(row.size for row in found) and even >= _SHARE * len(pitches)


def _runs_on(pages: Sequence[Sequence[Row]]) -> bool:
    """Whether lines go on from one to the next, as those of a list or of contents do not."""
    pairs = [(_words(a), _words(b)) for rows in pages for a, b in pairwise(rows)]
    filled = [(a, b) for a, b in pairs if a and b]
    return 2 * sum(a[-1] not in _STOPS or b[0].islower() for a, b in filled) > len(filled) > 0


def _words(row: Row) -> str:
    return " ".join(word.text for word in row.words if not _NUMBER.fullmatch(word.text))


def _without(row: Row, word: Word) -> Row:
    return row.with_words(tuple(other for other in row.words if other is not word))
