"""Which candidates are numbers of the document: the chain that counts up best.

A list item, a year at a line start or a quoted clause may look like a number; what
tells them apart is that the author's numbers follow one another, and that what stands
between two of them is explained as inner lists that start at one and count up too.
The best reading is found by a beam search over the candidates of one scheme, in order
of place; a state is the stack of lists open there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter, ne
from typing import NamedTuple

from index.numbering.marks import Marker, Style, Value, names_itself

_WIDEST, _NARROWEST, _MOST_WORK = 10, 3, 40_000
_DEEPEST = 3
_MOST_ALIKE = 3
_MOST_GAP_COST, _MOST_ARTICLE_GAP_COST = 4.0, 2.0
_LATEST_START = 6
_GAP_COST = 0.6
_LATE_START_COST = 0.2
_RESTART_COST = 1.0
_REPEAT_COST = 1.35
_TWICE_COST = 1.25
_STYLE_COST = 0.4
_SKIP_COST = 0.3
_INNER_COST = 0.02
_ODD_INNER_COST = 0.9
_ODD_START_COST = 0.2
_TEAR_COST = 0.5
_EXCERPT = 0.1


@dataclass(frozen=True, slots=True)
class Chain:
    """Markers that count up, in order of place.

    `score` is their number weighed by trust, less what gaps, restarts and candidates
    left unexplained cost.
    """

    markers: tuple[Marker, ...] = ()
    score: float = 0.0

    def __len__(self) -> int:
        return len(self.markers)


Styles = tuple[tuple[int, Style], ...]


class _Open(NamedTuple):
    """A list still open: the last number read in it, and the style each depth of it began in."""

    value: Value
    styles: Styles
    line: int


class _Link(NamedTuple):
    """A chain read so far, last marker first."""

    marker: Marker
    before: _Link | None


class _State(NamedTuple):
    """A reading so far; `torn` when a number was taken out of a list that counted up to it.

    `key` is its stack without the lines: readings alike in it cannot be told apart later.
    """

    score: float
    stack: tuple[_Open, ...]
    key: tuple[tuple[Value, Styles], ...]
    chain: _Link | None
    torn: bool = False


def best_chain(
    markers: Sequence[Marker], *, borders: Sequence[int] = (), repeats: bool = False, excerpt: bool = False
) -> Chain:
    """The chain of candidates that counts up with the fewest gaps.

    Args:
        markers: Candidates of one scheme, by place.
        borders: Lines at which numbering may start again (headings), ascending.
        repeats: Whether it may also go back to a number already used (options of a draft).
        excerpt: Whether numbers may be left out, also at the start, at next to no cost (抄).

    Returns:
        The best chain; empty when there are no candidates.
    """
    if not markers:
        return Chain()
    if _clean(markers):
        return Chain(tuple(markers), sum(marker.trust for marker in markers))
    if not names_itself(markers[0].scheme):
        own = {marker.line for marker in markers}
        borders = [line for line in borders if line not in own]
    return _Reading(markers, borders, repeats, excerpt).best()


def _clean(markers: Sequence[Marker]) -> bool:
    """Whether all candidates are one list that counts up from one without a gap: then there is no choice."""
    style = markers[0].style
    return markers[0].value == (1,) and all(
        len(b.value) == 1 and b.value[0] == a.value[0] + 1 and b.style == style for a, b in pairwise(markers)
    )


@lru_cache(maxsize=100_000)
def follows(before: Value, after: Value) -> float | None:
    """What it costs to read one number right after another; None where it cannot be.

    >>> follows((4, 2), (4, 3)), follows((4, 2, 1), (5,)), follows((9,), (9, 2)), follows((3,), (2,))
    (0.0, 0.0, 0.0, None)
    """
    level = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    if level == len(after) or len(after) - level > 3:
        return None
    if level == len(before):
        return _deeper(after[level:])
    step = after[level] - before[level]
    below = _deeper(after[level + 1 :]) if level + 1 < len(after) else 0.0
    if step < 1 or below is None:
        return None
    return min(_GAP_COST * (step - 1), _MOST_GAP_COST) + below + _GAP_COST * (len(after) > level + 1)


def _deeper(parts: Value) -> float | None:
    """What it costs to go down to these numbers: nothing to the first, or to a second branch (9bis)."""
    if max(parts) > _DEEPEST:
        return None
    return _GAP_COST * (len(parts) - 1) + _GAP_COST * sum(max(0, part - 2) for part in parts)


class _Reading:
    """The search for one best reading of a row of candidates."""

    def __init__(self, markers: Sequence[Marker], borders: Sequence[int], repeats: bool, excerpt: bool) -> None:
        self.markers, self.borders, self.repeats, self.excerpt = markers, borders, repeats, excerpt
        self.ones = [marker.line for marker in markers if marker.value == (1,)]

    def best(self) -> Chain:
        width = max(_NARROWEST, min(_WIDEST, _MOST_WORK // max(1, len(self.markers))))
        states = [_State(0.0, (), (), None)]
        for before, marker in zip((None, *self.markers), self.markers, strict=False):
            counted = before if before and follows(before.value, marker.value) == 0.0 else None
            began = ((len(marker.value), marker.style),)
            states = _pruned((new for state in states for new in self._steps(state, marker, counted, began)), width)
        return _traced(states[0])

    def _steps(self, state: _State, marker: Marker, counted: Marker | None, began: Styles) -> Iterator[_State]:
        """Every way to read one more candidate: skip it, go on with an open list, or open one.

        `counted` is the candidate just before it, where that is the number before it; `began` are the styles
        of a list that begins with it.
        """
        yield _State(state.score - _SKIP_COST * marker.trust, state.stack, state.key, state.chain, state.torn)
        if not state.stack:
            late = _LATE_START_COST * min(sum(part - 1 for part in marker.value), _LATEST_START)
            late *= _EXCERPT if self.excerpt else 1.0
            yield _top(state, marker, late, began)
            yield _top(state, marker, late + _ODD_START_COST, ())
            return
        for depth, opened in enumerate(state.stack):
            cost = follows(opened.value, marker.value)
            if cost is None:
                continue
            styles, unlike = _styled(opened.styles, marker)
            cost = min(cost, _MOST_ARTICLE_GAP_COST) if names_itself(marker.scheme) else cost
            cost *= _EXCERPT if self.excerpt else 1.0
            if depth == 0:
                torn = counted is not None and counted.line != opened.line
                yield _top(state, marker, cost + unlike + _TEAR_COST * torn, styles, torn=state.torn or torn)
            else:
                yield _inner(state, depth, _Open(marker.value, styles, marker.line), cost + unlike)
        yield from _opened(state, marker, began)
        yield from self._again(state, marker, began)

    def _again(self, state: _State, marker: Marker, began: Styles) -> Iterator[_State]:
        """The document's own numbers starting again at a heading, or going back to one already used (options)."""
        top = state.stack[0]
        if bisect_right(self.borders, marker.line) > bisect_right(self.borders, top.line):
            late = _LATE_START_COST * min(marker.value[0] - 1, 5)
            yield _top(state, marker, _RESTART_COST + late, began)
        elif self.repeats and not state.torn and (1,) < marker.value <= top.value and self._used(state, marker):
            styles, unlike = _styled(top.styles, marker)
            cost = _TWICE_COST if marker.value == top.value else _REPEAT_COST
            yield _top(state, marker, cost + unlike, styles)

    def _used(self, state: _State, marker: Marker) -> bool:
        """Whether a number is used already, and no list began since the one before it, which then used it."""
        link, used = state.chain, False
        while link is not None and link.marker.value >= marker.value:
            used = used or link.marker.value == marker.value
            link = link.before
        since = link.marker.line if link else -1
        return used and bisect_right(self.ones, marker.line) == bisect_right(self.ones, since)


def _opened(state: _State, marker: Marker, began: Styles) -> Iterator[_State]:
    """A list that starts inside the open ones: at one, or in a quotation anywhere."""
    if marker.value == (1,):
        inner = _Open(marker.value, began, marker.line)
        for depth in range(1, min(len(state.stack), _DEEPEST - 1) + 1):
            yield _inner(state, depth, inner, 0.0)
    elif len(marker.value) == 1:
        yield _inner(state, 1, _Open(marker.value, began, marker.line), _ODD_INNER_COST)


def _styled(styles: Styles, marker: Marker) -> tuple[Styles, float]:
    """The styles with that of a depth not yet seen; what it costs to be unlike the one known."""
    depth = len(marker.value)
    for known_depth, known in styles:
        if known_depth == depth:
            unlike = 0 if known == marker.style else sum(map(ne, known, marker.style))
            return styles, _STYLE_COST * unlike
    return (*styles, (depth, marker.style)), 0.0


def _inner(state: _State, depth: int, opened: _Open, cost: float) -> _State:
    key = (*state.key[:depth], (opened.value, opened.styles))
    return _State(state.score - cost - _INNER_COST, (*state.stack[:depth], opened), key, state.chain, state.torn)


def _top(state: _State, marker: Marker, cost: float, styles: Styles, *, torn: bool = False) -> _State:
    opened, key = _Open(marker.value, styles, marker.line), ((marker.value, styles),)
    return _State(state.score + marker.trust - cost, (opened,), key, _Link(marker, state.chain), torn)


def _pruned(states: Iterator[_State], width: int) -> list[_State]:
    """The best states, one for each stack (those that cannot be told apart later are one), few for each number."""
    best: dict[tuple[tuple[Value, Styles], ...], _State] = {}
    for state in states:
        known = best.get(state.key)
        if known is None or state.score > known.score:
            best[state.key] = state
    kept: list[_State] = []
    alike: Counter[Value] = Counter()
    for state in sorted(best.values(), key=itemgetter(0), reverse=True):
        number = state.key[0][0] if state.key else ()
        alike[number] += 1
        if alike[number] <= _MOST_ALIKE:
            kept.append(state)
        if len(kept) == width:
            break
    return kept


def _traced(state: _State) -> Chain:
    found: list[Marker] = []
    link = state.chain
    while link is not None:
        found.append(link.marker)
        link = link.before
    return Chain(tuple(reversed(found)), state.score)
