"""Which candidates are numbers of the document: the chain that counts up best.

A list item, a year at a line start or a quoted clause may look like a number; what
tells them apart is that the author's numbers follow one another, and that what stands
between two of them is explained as inner lists that start at one and count up too.
The best reading is found by a beam search over the candidates of one scheme, in order
of place; a state is the stack of lists open there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.numbering.schemes import Marker, Style, Value

_WIDEST, _NARROWEST, _MOST_WORK = 40, 3, 40_000
_DEEPEST = 3
_MOST_GAP_COST = 4.0
_LATEST_START = 6
_GAP_COST = 0.6
_LATE_START_COST = 0.2
_RESTART_COST = 1.0
_STYLE_COST = 0.4
_SKIP_COST = 0.3
_INNER_COST = 0.02


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


class _Open(NamedTuple):
    """A list still open: the last number read in it, and the style it began in."""

    value: Value
    style: Style
    line: int


class _Link(NamedTuple):
    """A chain read so far, last marker first."""

    marker: Marker
    before: _Link | None


class _State(NamedTuple):
    score: float
    stack: tuple[_Open, ...]
    chain: _Link | None


def best_chain(markers: Sequence[Marker], *, borders: Sequence[int] = ()) -> Chain:
    """The chain of candidates that counts up with the fewest gaps.

    Args:
        markers: Candidates of one scheme, by place.
        borders: Lines at which numbering may start again (headings), ascending.

    Returns:
        The best chain; empty when there are no candidates.
    """
    width = max(_NARROWEST, min(_WIDEST, _MOST_WORK // max(1, len(markers))))
    states = [_State(0.0, (), None)]
    for marker in markers:
        states = _pruned((new for state in states for new in _steps(state, marker, borders)), width)
    return _traced(states[0])


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


def _steps(state: _State, marker: Marker, borders: Sequence[int]) -> Iterator[_State]:
    """Every way to read one more candidate: skip it, go on with an open list, or open one."""
    yield _State(state.score - _SKIP_COST * marker.trust, state.stack, state.chain)
    if not state.stack:
        yield _top(
            state, marker, _LATE_START_COST * min(sum(part - 1 for part in marker.value), _LATEST_START), marker.style
        )
        return
    for depth, opened in enumerate(state.stack):
        cost = follows(opened.value, marker.value)
        if cost is None:
            continue
        cost += _style_cost(opened.style, marker.style)
        if depth == 0:
            yield _top(state, marker, cost, opened.style)
        else:
            inner = _Open(marker.value, opened.style, marker.line)
            yield _State(state.score - cost - _INNER_COST, (*state.stack[:depth], inner), state.chain)
    if marker.value == (1,):
        inner = _Open(marker.value, marker.style, marker.line)
        for depth in range(1, min(len(state.stack), _DEEPEST - 1) + 1):
            yield _State(state.score - _INNER_COST, (*state.stack[:depth], inner), state.chain)
    if bisect_right(borders, marker.line) > bisect_right(borders, state.stack[0].line):
        late = _LATE_START_COST * min(marker.value[0] - 1, 5)
        yield _top(state, marker, _RESTART_COST + late, marker.style)


def _style_cost(a: Style, b: Style) -> float:
    return 0.0 if a == b else _STYLE_COST * sum(x != y for x, y in zip(a, b, strict=True))


def _top(state: _State, marker: Marker, cost: float, style: Style) -> _State:
    opened = _Open(marker.value, style, marker.line)
    return _State(state.score + marker.trust - cost, (opened,), _Link(marker, state.chain))


def _pruned(states: Iterator[_State], width: int) -> list[_State]:
    """The best states, one for each stack; those that cannot be told apart later are one."""
    best: dict[tuple[tuple[Value, Style], ...], _State] = {}
    for state in states:
        key = tuple((opened.value, opened.style) for opened in state.stack)
        if key not in best or state.score > best[key].score:
            best[key] = state
    return sorted(best.values(), key=lambda state: -state.score)[:width]


def _traced(state: _State) -> Chain:
    found: list[Marker] = []
    link = state.chain
    while link is not None:
        found.append(link.marker)
        link = link.before
    return Chain(tuple(reversed(found)), state.score)
