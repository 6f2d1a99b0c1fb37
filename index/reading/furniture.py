"""Running headers, footers and page numbers: lines that come again at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from index.document import Finding
from index.text.languages.article_words import ARTICLE_WORDS

_SHORT = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_ALONE = re.compile(r"\W*(?P<n>\d{1,4})(?P<words>)\W*$")
_BEFORE = re.compile(r"\s*(?P<n>\d{1,4})\s+(?P<words>\S.*)")
_AFTER = re.compile(r"(?P<words>.*\S)\s+(?P<n>\d{1,4})\s*$")
_ARTICLE = re.compile(r"\s*(?:§\s*\d|第\s*\d+\s*[条條章節编編]|제\s*\d+\s*[조장절]|(?P<word>[^\W\d_]+)\.?\s+\d)")
_TOTAL = re.compile(r"(?<![\d/])(?P<n>\d{1,4})\s?(?:/|of|von|sur|de|из|／|의|页\s?共)\s?(?P<of>\d{1,4})(?![\d/])")
_STOP = re.compile(r"[.。．!?！？;；:：][)）」』”’\"'\]]*\s*$")
_EDGE_LINES, _SHARE = 3, 5
_LEAST_PAGES = 3
_SAME_HEIGHT = 6.0
_MOST_INSIDE = 0.25
_SHORT_LINE, _LINE_STEP = 30, 1.2
_MOST_WORDS = 4

Pages = Sequence[Sequence[str]]
Place = tuple[int, int]


def furniture(pages: Pages, heights: Sequence[Sequence[float]] | None = None) -> set[Place]:
    """Which lines are page furniture, as (page, line) from 0.

    Each page holds its lines from top to bottom. Lines at its edges are compared without
    the page's number and whatever the order of their words, since headers change sides; a
    running title beside the page's number (1.4 Scope 5) need only come again somewhere.
    A line that stands inside pages as well, or that goes on from the text or into it, is text.

    Args:
        pages: The lines of each page.
        heights: How far each stands from the page's top, where that is known.
    """
    enough = max(_LEAST_PAGES, len(pages) // 3)
    first = _first_number(pages, enough)
    inside = Counter(" ".join(sorted(lines[n].split())) for lines in pages for n in _middle(len(lines)))
    edges = {(p, n): _words(lines[n], p + first) for p, lines in enumerate(pages) for n in _edge(len(lines))}
    again = [set[int]() for _ in pages]
    for p, n in _often(edges, inside, enough):
        again[p].add(n)
    apart = {
        (p, n): words
        for (p, n), words in edges.items()
        if not _goes_on(pages[p], n, heights[p] if heights else None, again[p])
    }
    often = _often(apart, inside, enough)
    level = {place for place in often if _level(place, often, heights)}
    return level | _paged(pages, enough) | _of_total(pages)


def _often(edges: Mapping[Place, tuple[str, str]], inside: Mapping[str, int], enough: int) -> set[Place]:
    """The lines at edges whose words come again on enough pages, and hardly inside any."""
    counts = Counter(words for _, words in {(page, words) for (page, _), either in edges.items() for words in either})
    return {
        place
        for place, (whole, bare) in edges.items()
        if max(counts[whole], counts[bare] if bare != whole else 0) >= enough
        and inside[whole] <= _MOST_INSIDE * counts[whole]
    }


def _of_total(pages: Pages) -> set[Place]:
    """First and last lines that say which page of how many this is: 2/3, Page 2 of 3; in two pages too."""
    edges = ((p, n) for p, lines in enumerate(pages) if lines for n in {0, len(lines) - 1})
    found = set()
    for p, n in edges:
        match = _TOTAL.search(pages[p][n])
        if match and (int(match["n"]), int(match["of"])) == (p + 1, len(pages)) and len(pages) > 1:
            rest = _TOTAL.sub("", pages[p][n]).split()
            found |= {(p, n)} if len(rest) < _MOST_WORDS else set()
    return found


def _level(place: Place, places: set[Place], heights: Sequence[Sequence[float]] | None) -> bool:
    """Whether other pages have such a line as high as this one; true where heights are not known."""
    if heights is None:
        return True
    page, n = place
    own = heights[page][n]
    return any(p != page and abs(heights[p][m] - own) < _SAME_HEIGHT for p, m in places)


def _goes_on(lines: Sequence[str], n: int, heights: Sequence[float] | None, again: Set[int]) -> bool:
    """Whether a line ends what the one above it began, or is gone on from by the one below, as no header is.

    Lines that come `again` at the edge of other pages are no text to go on from or into where there is other text:
    a header may have two lines.
    """
    if len(lines[n]) <= _SHORT_LINE:
        return False
    again = again if len(again) < len(lines) else set()
    above = lines[n - 1] if n and n - 1 not in again else ""
    if above.strip() and not _STOP.search(above) and (_STOP.search(lines[n]) or lines[n].lstrip()[:1].islower()):
        return True
    if heights is None or n + 1 >= len(lines) or n + 1 in again or _STOP.search(lines[n]):
        return False
    steps = [b - a for a, b in pairwise(heights) if b > a]
    return lines[n + 1].lstrip()[:1].islower() and heights[n + 1] - heights[n] <= _LINE_STEP * min(steps, default=0.0)


def _middle(count: int) -> list[int]:
    edge = set(_edge(count))
    return [n for n in range(count) if n not in edge]


def _first_number(pages: Pages, enough: int) -> int:
    """The number of the first page, as most pages print theirs at an edge; 1 where they print none."""
    edges = ((p, lines[n]) for p, lines in enumerate(pages) for n in _edge(len(lines)))
    numbers = {(p, int(number)) for p, line in edges for number in _SHORT.findall(line)}
    first, count = max(Counter(number - p for p, number in numbers).items(), key=lambda item: item[1], default=(1, 0))
    return first if count >= enough else 1


def _paged(pages: Pages, enough: int) -> set[Place]:
    """First and last lines that are the page's number, or hold it beside words that come again."""
    edges = [(p, n) for p, lines in enumerate(pages) if lines for n in {0, len(lines) - 1}]
    printed = [(p, n, number, words) for p, n in edges for number, words in _printed(pages[p][n])]
    offsets = Counter(number - page for page, _, number, _ in printed)
    offset, count = max(offsets.items(), key=lambda item: item[1], default=(0, 0))
    if count < enough:
        return set()
    known = Counter(_letters(line) for lines in pages for line in lines)
    return {
        (p, n)
        for p, n, number, words in printed
        if number == p + offset and (not words or known[words] > 1) and not _article(pages[p][n])
    }


def _article(line: str) -> bool:
    """Whether a line begins with the number of an article, which may well be the page's: Article 18 on page 18."""
    match = _ARTICLE.match(line)
    return bool(match) and (not match["word"] or match["word"].casefold() in ARTICLE_WORDS)  # type: ignore[index]


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
    """The line's words in any order, as they stand, and without its page's number; articles, sentences keep theirs."""
    whole = " ".join(sorted(line.split()))
    if _article(line) or (len(line.split()) > _MOST_WORDS and _STOP.search(line)):
        return whole, whole
    own = re.compile(rf"(?<!\d){number}(?!\d)|\b[ivxl]+\b")
    return whole, " ".join(sorted(own.sub("#", line, count=1).split()))


def furniture_left_out(lines: Sequence[str]) -> list[Finding]:
    """The report that page furniture was left out; none where there was none."""
    if not lines:
        return []
    return [
        Finding("leftover", f"Page headers and footers left out: {len(lines)} lines", excerpt=lines[0].strip()[:60])
    ]
