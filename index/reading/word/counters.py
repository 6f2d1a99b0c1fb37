"""Which number a paragraph of Word shows, counted the way Word counts: ECMA-376 part 1, 17.9."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.reading.counting import shown
from index.reading.word.markup import W, value, whole
from index.reading.word.numbering import Levels, List, Lists

if TYPE_CHECKING:
    from lxml.etree import _Element

    from index.reading.word.styles import Styles

_UNNUMBERED = {"bullet", "none"}
_PLACE = re.compile(r"%([1-9])")


class Number(NamedTuple):
    """A number as it is shown ("第三条", "(a)"), the same in Arabic digits, its value, and its depth from 1.

    `value` is 0 where the level shows words and no number.
    """

    text: str
    digits: str
    value: int
    depth: int


class Counters:
    """The counters of one story of a document; ask for its paragraphs in order.

    - Instances of one list share its counters: numbers run on across chapters.
    - A paragraph resets the levels below it, or those that `lvlRestart` says.
    - Levels above that no paragraph had yet count as had once: after 1.1 follows 2.
    - An instance that starts anew does so once, at its first paragraph of that level; later its list's
      own start counts again.
    """

    def __init__(self, lists: Lists, styles: Styles) -> None:
        self._lists, self._styles = lists, styles
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next_for(self, paragraph: _Element) -> Number | None:
        """The number of a paragraph; None where it has none."""
        place = self.place(paragraph)
        return self.next_in(*place) if place else None

    def next_in(self, numbered: List, depth: int, start: int | None = None) -> Number | None:
        """The next number of a list at a depth from 0; `start` sets it."""
        level = numbered.levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(numbered.counter, {})
        for above in range(depth):
            counts.setdefault(above, _first(numbered, above))
        if start is not None:
            counts[depth] = start
        elif depth in numbered.starts and (numbered.id, depth) not in self._started:
            counts[depth] = numbered.starts[depth]
            self._started |= {(numbered.id, at) for at in range(depth + 1)}
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else _first(numbered, depth)
        for below in [at for at in counts if at > depth]:
            if below not in numbered.levels or depth < numbered.levels[below].restart:
                del counts[below]
        if level.format == "bullet":
            return None
        text, digits = _shown(counts, numbered.levels, depth), _shown(counts, numbered.levels, depth, plain=True)
        count = 0 if level.format in _UNNUMBERED else counts[depth]
        said = text if count else text.strip(".,:;-–()[] ")
        return Number(text, digits, count, depth + 1) if said else None

    def place(self, paragraph: _Element) -> tuple[List, int] | None:
        """The list of a paragraph and its depth in it, each from the paragraph itself or else from its style."""
        own, depth = value(paragraph, "pPr/numPr/numId"), whole(paragraph, "pPr/numPr/ilvl")
        chain = self._styles.chain(self._styles.of(paragraph))
        name = own or next(filter(None, (value(style, "pPr/numPr/numId") for style in chain)), "")
        numbered = self._lists.by_id.get(name)
        if numbered is None:
            return None
        if depth is None:
            depths = (_depth(style, numbered if not own else None) for style in chain)
            depth = next((at for at in depths if at is not None), 0)
        return numbered, depth


def _depth(style: _Element, numbered: List | None) -> int | None:
    """The level that a list gives to a style, or else that the style names."""
    linked = numbered.level_of(style.get(f"{W}styleId") or "") if numbered else None
    return whole(style, "pPr/numPr/ilvl") if linked is None else linked


def _first(numbered: List, depth: int) -> int:
    level = numbered.levels.get(depth)
    return level.start if level else 1


def _shown(counts: dict[int, int], levels: Levels, depth: int, *, plain: bool = False) -> str:
    """A level's pattern with its numbers, those of deeper levels left out."""
    level = levels[depth]

    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        other = levels.get(at, level)
        if at > depth or other.format in _UNNUMBERED:
            return ""
        zero = other.format == "decimalZero" and not plain
        return shown(counts.get(at, other.start), "decimal" if (level.plain or plain) and not zero else other.format)

    return _PLACE.sub(number, level.pattern).strip()
