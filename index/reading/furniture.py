"""Running headers, footers and page numbers: lines that come again at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.document import Finding

_NUMBER = re.compile(r"\d+|\b[ivxl]+\b")
_EDGE_LINES, _SHARE = 3, 5
_LEAST_PAGES = 3


def furniture(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Which lines are page furniture, as (page, line) from 0.

    Each page holds its lines from top to bottom. Lines are compared without their
    numbers and whatever the order of their words, since headers change sides.
    """
    edges = [(p, n, _words(lines[n])) for p, lines in enumerate(pages) for n in _edge(len(lines))]
    counts = Counter(words for _, words in {(page, words) for page, _, words in edges})
    enough = max(_LEAST_PAGES, len(pages) // 3)
    return {(page, n) for page, n, words in edges if counts[words] >= enough}


def _edge(count: int) -> list[int]:
    depth = min(_EDGE_LINES, max(1, count // _SHARE))
    return [n for n in range(count) if n < depth or n >= count - depth]


def _words(line: str) -> str:
    return " ".join(sorted(_NUMBER.sub("#", line).split()))


def left_out(lines: Sequence[str]) -> list[Finding]:
    """The report that page furniture was left out; none where there was none."""
    if not lines:
        return []
    return [
        Finding("leftover", f"Page headers and footers left out: {len(lines)} lines", excerpt=lines[0].strip()[:60])
    ]
