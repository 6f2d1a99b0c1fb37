"""Running headers, footers and page numbers: lines that come again at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.document import Finding

_SHORT = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_ALONE = re.compile(r"\W*(?P<n>\d{1,4})(?P<words>)\W*$")
_BEFORE = re.compile(r"\s*(?P<n>\d{1,4})\s+(?P<words>\S.*)")
_AFTER = re.compile(r"(?P<words>.*\S)\s+(?P<n>\d{1,4})\s*$")
_EDGE_LINES, _SHARE = 3, 5
_LEAST_PAGES = 3


def furniture(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Which lines are page furniture, as (page, line) from 0.

    Each page holds its lines from top to bottom. Lines at its edges are compared without
    the page's number and whatever the order of their words, since headers change sides; a
    running title beside the page's number (1.4 Scope 5) need only come again somewhere.
    """
    enough = max(_LEAST_PAGES, len(pages) // 3)
    first = _first_number(pages, enough)
    edges = [(p, n, _words(lines[n], p + first)) for p, lines in enumerate(pages) for n in _edge(len(lines))]
    counts = Counter(words for _, words in {(page, words) for page, _, either in edges for words in either})
    same = {(page, n) for page, n, either in edges if any(counts[words] >= enough for words in either)}
    return same | _paged(pages, enough)


def _first_number(pages: Sequence[Sequence[str]], enough: int) -> int:
    """The number of the first page, as most pages print theirs at an edge; 1 where they print none."""
    edges = ((p, lines[n]) for p, lines in enumerate(pages) for n in _edge(len(lines)))
    numbers = {(p, int(number)) for p, line in edges for number in _SHORT.findall(line)}
    first, count = max(Counter(number - p for p, number in numbers).items(), key=lambda item: item[1], default=(1, 0))
    return first if count >= enough else 1


def _paged(pages: Sequence[Sequence[str]], enough: int) -> set[tuple[int, int]]:
    """First and last lines that are the page's number, or hold it beside words that come again."""
    edges = [(p, n) for p, lines in enumerate(pages) if lines for n in {0, len(lines) - 1}]
    printed = [(p, n, number, words) for p, n in edges for number, words in _printed(pages[p][n])]
    offsets = Counter(number - page for page, _, number, _ in printed)
    offset, count = max(offsets.items(), key=lambda item: item[1], default=(0, 0))
    if count < enough:
        return set()
    known = Counter(_letters(line) for lines in pages for line in lines)
    return {(p, n) for p, n, number, words in printed if number == p + offset and (not words or known[words] > 1)}


def _printed(line: str) -> Iterator[tuple[int, str]]:
    """A number that may be the page's, with the words beside it: alone, before or after them."""
    for pattern in (_ALONE, _BEFORE, _AFTER):
        if match := pattern.match(line):
            yield int(match["n"]), _letters(match["words"])


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _edge(count: int) -> list[int]:
    depth = min(_EDGE_LINES, max(1, count // _SHARE))
    return [n for n in range(count) if n < depth or n >= count - depth]


def _words(line: str, number: int) -> tuple[str, str]:
    """The line's words in any order, as they stand, and without the number of its page."""
    own = re.compile(rf"(?<!\d){number}(?!\d)|\b[ivxl]+\b")
    return " ".join(sorted(line.split())), " ".join(sorted(own.sub("#", line, count=1).split()))


def furniture_left_out(lines: Sequence[str]) -> list[Finding]:
    """The report that page furniture was left out; none where there was none."""
    if not lines:
        return []
    return [
        Finding("leftover", f"Page headers and footers left out: {len(lines)} lines", excerpt=lines[0].strip()[:60])
    ]
