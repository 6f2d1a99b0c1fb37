"""Which candidates are numbers of the document: the chain that counts up best.

A list item, a year at a line start or a quoted clause may look like a number; what
tells them apart is that the author's numbers follow one another. The best chain is
found by dynamic programming over all candidates of one scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.numbering.schemes import Marker, Value

_GAP_COST = 0.6
_MAX_GAP = 4
_LATE_START_COST = 0.25
_RESTART_COST = 1.5


@dataclass(frozen=True, slots=True)
class Chain:
    """Markers that count up, in order of place, and how well they do."""

    markers: tuple[Marker, ...] = ()
    score: float = 0.0

    def __len__(self) -> int:
        return len(self.markers)


def best_chain(markers: Sequence[Marker], *, borders: Sequence[int] = (), weights: Sequence[float] = ()) -> Chain:
    """The chain of candidates that counts up with the fewest gaps.

    Args:
        markers: Candidates of one scheme, by place.
        borders: Lines at which numbering may start again (headings), ascending.
        weights: Added to the worth of each candidate, to prefer one of two equal ones.

    Returns:
        The best chain; ties go to the earlier candidates, since inner lists follow
        the number they stand under. Empty when there are no candidates.
    """
    if not markers:
        return Chain()
    search = _Search(markers, borders, weights or [0.0] * len(markers))
    return search.run()


class _Search:
    def __init__(self, markers: Sequence[Marker], borders: Sequence[int], weights: Sequence[float]) -> None:
        self.markers, self.borders, self.weights = markers, borders, weights
        self.scores: list[float] = []
        self.previous: list[int | None] = []
        self.by_value: dict[Value, int] = {}
        self.by_prefix: dict[Value, int] = {}
        self.best_before_border: int | None = None
        self.best: int | None = None

    def run(self) -> Chain:
        at_border = 0
        for n, marker in enumerate(self.markers):
            while at_border < len(self.borders) and self.borders[at_border] <= marker.line:
                self.best_before_border, at_border = self.best, at_border + 1
            self._place(n, marker)
        return self._trace()

    def _place(self, n: int, marker: Marker) -> None:
        worth = marker.trust + self.weights[n]
        score, before = worth - self._start_cost(marker.value), None
        for candidate, cost in self._predecessors(marker.value):
            if self.scores[candidate] + worth - cost > score:
                score, before = self.scores[candidate] + worth - cost, candidate
        self.scores.append(score)
        self.previous.append(before)
        self._remember(self.by_value, marker.value, n)
        for length in range(1, len(marker.value) + 1):
            self._remember(self.by_prefix, marker.value[:length], n)
        if self.best is None or score > self.scores[self.best]:
            self.best = n

    def _predecessors(self, value: Value) -> list[tuple[int, float]]:
        found = []
        for back in range(1, _MAX_GAP + 1):
            prefix = (*value[:-1], value[-1] - back)
            if prefix[-1] > 0 and prefix in self.by_prefix:
                found.append((self.by_prefix[prefix], _GAP_COST * (back - 1)))
        if len(value) > 1 and value[-1] <= 2 and value[:-1] in self.by_value:
            found.append((self.by_value[value[:-1]], 0.0))
        if self.best_before_border is not None:
            found.append((self.best_before_border, _RESTART_COST + _LATE_START_COST * min(value[-1] - 1, 4)))
        return found

    def _start_cost(self, value: Value) -> float:
        return sum(_LATE_START_COST * min(part - 1, 8) for part in value[:1]) + (len(value) - 1) * _LATE_START_COST

    def _remember(self, table: dict[Value, int], key: Value, n: int) -> None:
        if key not in table or self.scores[n] > self.scores[table[key]]:
            table[key] = n

    def _trace(self) -> Chain:
        chain, at = [], self.best
        while at is not None:
            chain.append(self.markers[at])
            at = self.previous[at]
        return Chain(tuple(reversed(chain)), self.scores[self.best] if self.best is not None else 0.0)
