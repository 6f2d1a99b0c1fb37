"""Rows in reading order: the left column of a page before the right one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from index.reading.pdf.rows import Row, body_size

_LEAST_ROWS = 6
_LEAST_SHARE = 0.3
_SAME_LINE = 0.4
_STEPS = 60


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Rows of a page in columns as they are read: what crosses the gutter parts one stretch from the next.

    Rows that the file draws across both columns are cut at the gutter; a page without one is left as it is.
    """
    gutter = _gutter(rows)
    if gutter is None:
        return list(rows)
    ordered: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in _top_down(rows):
        parts = _cut(row, gutter)
        if parts is None:
            ordered += [*in_order(left), *in_order(right), row]
            left, right = [], []
        else:
            left += parts[0]
            right += parts[1]
    return [*ordered, *in_order(left), *in_order(right)]


def _top_down(rows: Sequence[Row]) -> Iterator[Row]:
    """By height, and as the file has them where they are as good as level."""
    level = _level(rows)
    return iter(sorted(rows, key=lambda row: round(row.base / level)))


def _level(rows: Sequence[Row]) -> float:
    """How far down the page still counts as level: one measure for headings in large letters and the text."""
    return max(1.0, _SAME_LINE * body_size(rows))


def _cut(row: Row, gutter: float) -> tuple[list[Row], list[Row]] | None:
    """A row's parts on both sides of the gutter; None where it crosses it."""
    left = tuple(word for word in row.words if word.right <= gutter)
    right = tuple(word for word in row.words if word.left >= gutter)
    if len(left) + len(right) < len(row.words):
        return None
    if left and right and len(left) not in row.gaps():
        return None
    return ([row.with_words(left)] if left else []), ([row.with_words(right)] if right else [])


def _gutter(rows: Sequence[Row]) -> float | None:
    """The middle of a strip that no row crosses and that has text beside text; None where there is none."""
    unit = _level(rows)
    level = Counter(round(row.base / unit) for row in rows)
    if sum(bool(row.gaps()) for row in rows) + sum(n - 1 for n in level.values()) < _LEAST_ROWS:
        return None
    first, last = min(row.left for row in rows), max(row.right for row in rows)
    step = (last - first) / _STEPS
    best: tuple[int, float] | None = None
    for n in range(int(_STEPS * _LEAST_SHARE), int(_STEPS * (1 - _LEAST_SHARE)) + 1):
        at = first + n * step
        beside = _beside(rows, at)
        if beside is not None and (best is None or beside > best[0]):
            best = (beside, at)
    return best[1] if best else None


def _beside(rows: Sequence[Row], at: float) -> int | None:
    """How many rows have another at the same height across a place; None where too many cross it or too few do."""
    left: list[Row] = []
    right: list[Row] = []
    crossing = 0
    for row in rows:
        parts = _cut(row, at)
        if parts is None:
            crossing += 1
        else:
            left += parts[0]
            right += parts[1]
    heights = sorted(row.base for row in right)
    beside = sum(_near(row, heights) for row in left)
    wide = [row for row in (*left, *right) if row.right - row.left > 0.6 * _width(left if row in left else right)]
    enough = beside >= _LEAST_ROWS and len(right) >= _LEAST_ROWS and 2 * len(wide) > len(left) + len(right)
    return beside if enough and 4 * crossing <= len(rows) else None


def _width(rows: Sequence[Row]) -> float:
    return max(row.right for row in rows) - min(row.left for row in rows)


def _near(row: Row, heights: Sequence[float]) -> bool:
    at = bisect_left(heights, row.base - _SAME_LINE * row.size)
    return at < len(heights) and heights[at] <= row.base + _SAME_LINE * row.size
