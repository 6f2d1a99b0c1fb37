"""Where words stand on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_COLUMN_GAP = 1.6


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its left and right end from the page's left."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line on a page: its base line from the page's top, how big its letters are, its words from left to right."""

    words: tuple[Word, ...]
    page: int
    base: float
    size: float

    @property
    def text(self) -> str:
        """Its words with blanks between, two where the gap is wide."""
        wide = set(self.gaps())
        return "".join(("" if not n else "  " if n in wide else " ") + word.text for n, word in enumerate(self.words))

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    def with_words(self, words: tuple[Word, ...]) -> Row:
        """The row with other words."""
        return replace(self, words=words)

    def gaps(self) -> list[int]:
        """Before which words, counted from 0, a gap stands that is wider than blanks are."""
        return [
            n
            for n, (before, after) in enumerate(pairwise(self.words), 1)
            if after.left - before.right > _COLUMN_GAP * self.size
        ]


def body_size(rows: Sequence[Row]) -> float:
    """How big most letters of some rows are."""
    return median(size for row in rows for size in [row.size] * len(row.words)) if rows else 0.0
