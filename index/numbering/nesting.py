"""How two chains of numbers lie to one another: one around the other, or one carrying the other's numbers."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from index.numbering.choosing import Chain

_SEVERAL = 2


def restarts_at(inner: Chain, outer: Chain) -> bool:
    """Whether one chain goes back to its start several times, each time after a number of the other."""
    back = [(a.line, b.line) for a, b in pairwise(inner.markers) if b.value <= a.value]
    lines = [marker.line for marker in outer.markers]
    return inner != outer and bool(back) and all(bisect_left(lines, a) < bisect_left(lines, b) for a, b in back)


def runs_on(flat: Chain, sections: Chain) -> bool:
    """Whether plain numbers count up through most of the sections that others begin: those only group them."""
    if len(flat) <= len(sections) or any(b.value[0] != a.value[0] + 1 for a, b in pairwise(flat.markers)):
        return False
    lines = [marker.line for marker in sections.markers]
    inside = {bisect_left(lines, marker.line) for marker in flat.markers} - {0}
    return 2 * len(inside) > len(lines)


def carried(outer: Chain, inner: Chain) -> bool:
    """Whether numbers of the second carry those of the first: Section 2.1 in Article II."""
    numbers = {marker.value for marker in outer.markers}
    return len(inner) > len(outer) > 0 and all(
        len(marker.value) > 1 and marker.value[:1] in numbers for marker in inner.markers
    )


def encloses(flat: Chain, other: Chain) -> bool:
    """Whether plain numbers count on around other ones: then those are only quoted."""
    first = other.markers[0].line
    counted = ((a, b) for a, b in pairwise(flat.markers) if b.value[0] == a.value[0] + 1 and a.line < first < b.line)
    return within(flat, other) or (flat.score >= other.score and any(counted))


def within(flat: Chain, other: Chain) -> bool:
    """Whether several roots' branches, or all articles, stand between one plain number and the next."""
    own = set(flat.markers)
    inner = [marker for marker in other.markers if marker not in own]
    if len({marker.value[0] for marker in inner}) < _SEVERAL:
        return False
    return any(
        b.value[0] == a.value[0] + 1 and a.line < inner[0].line and inner[-1].line < b.line
        for a, b in pairwise(flat.markers)
    )


def outside(chain: Chain, other: Chain) -> bool:
    return chain.markers[0].line < other.markers[0].line
