"""Tables -> lines that can be read alone: "row heading: column heading: cell".

A table that holds data is one block of the text; one that only sets text in columns (numbers
beside paragraphs, a letter's head) is read cell by cell by whoever asks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.text.languages.article_words import ARTICLE_WORDS

_LONGEST_CELL, _LONGEST_HEADING = 200, 60
_ARTICLES = "|".join(sorted(ARTICLE_WORDS, key=len, reverse=True))
_NUMBERING = re.compile(
    rf"第[\d〇一二三四五六七八九十百]{{1,4}}[条條]?(?:の\d+)?|제\d{{1,3}}조|§ ?\d{{1,3}}|(?i:{_ARTICLES})\.? \d{{1,3}}|"
    r"[(（\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）\].．、]?"
)
_LEVELS = re.compile(
    r"[(（]?(?:第?\d{1,3}(?:[.\-]\d{1,3})*|[^\W\d_]|[A-Z]\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]?"
)
_STOP = re.compile(r"(?:。|\S\s.*[.!?！？;；])$")
_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER, _IN_STEP, _PROSE, _LEAST_LEVELS = 24, 0.75, 40, 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, how many columns and rows it spans, and whether it is marked as a heading."""

    text: str
    columns: int = 1
    rows: int = 1
    heading: bool = False


Rows = Sequence[Sequence[Cell]]


def readable(rows: Rows) -> list[str] | None:
    """The lines of a table that holds data; None for one that only sets text in columns.

    >>> readable([[Cell("Boat"), Cell("Summer")], [Cell("Barge"), Cell("6 crowns")], [Cell("Punt"), Cell("2 crowns")]])
    ['Boat, Summer:', 'Barge: Summer: 6 crowns;', 'Punt: Summer: 2 crowns.']
    """
    grid = [row for row in _spread(rows) if any(cell.text for cell in row)]
    width = max(map(len, grid), default=0)
    grid = [[*row, *[Cell("")] * (width - len(row))] for row in grid]
    if width < 2 or len(grid) < 2 or not _holds_data(grid):
        return None
    heads = _headings(grid)
    body = grid[heads:]
    if not body:
        return None
    names = [", ".join(_distinct(cells)) for cells in zip(*grid[:heads], strict=True)]
    key = _key(body, width)
    lines = [_head_line(names)] if heads else []
    for row in body:
        lines += _lines(row, names, key)
    return [*(line if line.endswith(":") else f"{line};" for line in lines[:-1]), f"{lines[-1]}."]


def _lines(row: Sequence[Cell], names: Sequence[str], key: int) -> Iterator[str]:
    """A row: a line for each of its cells under a heading; without headings all of it in one."""
    own = row[key].text
    others = [(n, cell.text) for n, cell in enumerate(row) if cell is not row[key] and cell.text]
    if not others:
        yield own
    elif not names:
        yield f"{own}: {'; '.join(text for _, text in others)}"
    else:
        for n, text in others:
            yield ": ".join(filter(None, (own, names[n], text)))


def _head_line(names: Sequence[str]) -> str:
    return f"{', '.join(filter(None, names))}:"


def _spread(rows: Rows) -> list[list[Cell]]:
    """The cells with those that span several places written at each of them."""
    grid: list[list[Cell]] = []
    below: dict[int, tuple[int, Cell]] = {}
    for row in rows:
        line: list[Cell] = []
        waiting = list(row)
        while waiting or len(line) in below:
            left, cell = below.get(len(line), (0, Cell("")))
            if left:
                below.pop(len(line))
                if left > 1:
                    below[len(line)] = (left - 1, cell)
                line.append(cell)
                continue
            cell = waiting.pop(0)
            for _ in range(max(1, min(cell.columns, 100))):
                if cell.rows > 1:
                    below[len(line)] = (cell.rows - 1, cell)
                line.append(cell)
        grid.append(line)
    return grid


def _holds_data(grid: Sequence[Sequence[Cell]]) -> bool:
    """Whether the cells are short, and the first column does not number paragraphs."""
    texts = [cell.text for row in grid for cell in row if cell.text]
    if any(len(text) > _LONGEST_CELL for text in texts):
        return False
    first = [row[0].text for row in grid if row[0].text]
    numbered = sum(bool(_NUMBERING.fullmatch(text)) for text in first)
    filled = len(texts) / (len(grid) * len(grid[0]))
    beside = len(grid[0]) == 2 and (2 * numbered >= len(first) or _counts(grid))
    return len(first) > 0 and filled > 0.5 and not beside


def _counts(grid: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column counts the sentences in the second.

    Its cells are numbers and letters of several levels, or the same words around a number that goes up.
    """
    rows = [(row[0].text, row[1].text) for row in grid if row[0].text]
    numbered = [beside for own, beside in rows if _LEVELS.fullmatch(own)]
    if 2 * len(numbered) > len(rows) > _LEAST_LEVELS and 2 * sum(map(_is_prose, numbered)) > len(numbered):
        return True
    shapes = [_DIGITS.sub("0", text) if len(text) <= _LONGEST_NUMBER else "" for text, _ in rows]
    shape, count = Counter(shapes).most_common(1)[0]
    if shape.count("0") != 1 or count < 3 or 2 * count < len(rows):
        return False
    alike = [row for row, own in zip(rows, shapes, strict=True) if own == shape]
    numbers = [int(_DIGITS.findall(text)[0]) for text, _ in alike]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    prose = sum(_is_prose(beside) for _, beside in alike)
    return steps >= _IN_STEP * (count - 1) and 2 * prose > count


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE or bool(_STOP.search(text))


def _headings(grid: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top are headings: those marked, or the first where it is unlike the rest."""
    marked = next((n for n, row in enumerate(grid) if not all(cell.heading for cell in row if cell.text)), len(grid))
    if 0 < marked < len(grid):
        return marked
    texts = [cell.text for cell in grid[0]]
    short = all(len(text) <= _LONGEST_HEADING and not _STOP.search(text) for text in texts)
    if len(grid) < 3 or not short or not all(texts[1:]) or len(set(texts)) < len(texts):
        return 0
    return 1 if len(texts) > 2 or _unlike(grid) else 0


def _unlike(grid: Sequence[Sequence[Cell]]) -> bool:
    """Whether the second column holds figures everywhere but in its first row."""
    column = [row[1].text for row in grid]
    return not _figures(column[0]) and all(_figures(text) for text in column[1:] if text)


def _figures(text: str) -> bool:
    return bool(re.search(r"[\d〇一二三四五六七八九十百千]", text))


def _key(body: Sequence[Sequence[Cell]], width: int) -> int:
    """The column that names the rows: the first whose cells are words, each once; else the first."""
    for n in range(width - 1):
        texts = [row[n].text for row in body]
        if all(texts) and not any(_NUMBERING.fullmatch(text) for text in texts):
            return n
    return 0


def _distinct(cells: Sequence[Cell]) -> list[str]:
    return list(dict.fromkeys(cell.text for cell in cells if cell.text))
