"""Headings told by what stands around them: a short line above a number one; and those that open nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from index.numbering.choosing import follows
from index.numbering.headings import Heading, could_be_title, words_of
from index.numbering.marks import Marker, names_itself
from index.numbering.plan import Unit
from index.reading import Line

_LONGEST, _LEVEL = 80, 9
_LEAST_TITLED = 3
_COUNTED = ("1.", "(1)", "1)", "一、", "[1]")
_CAPTION = re.compile(r"[（(【].*[）)】]")
_KIND = re.compile(r"[第제]?(?:[\dⅠ-Ⅻ]+|\b[A-Z]\b|\b[IVXLC]+\b)")


def plain_headings(
    lines: Sequence[Line], markers: Mapping[str, Sequence[Marker]], skipped: Set[int]
) -> Iterator[Heading]:
    """Lines that may be headings because a list starts below them: short, apart, no sentence and no number."""
    counted = (row for scheme, row in markers.items() if scheme in _COUNTED or names_itself(scheme))
    firsts = {marker.line for row in counted for marker in row if marker.value == (1,)}
    numbered = {marker.line for row in markers.values() for marker in row}
    for first in sorted(firsts):
        at = first - 1
        if at > 0 and at not in numbered and at not in skipped and _apart(lines, at) and _titled(lines[at]):
            words = words_of(lines[at].text)
            if (
                any(map(str.isalpha, words))
                and not words.startswith("<")
                and len(words) <= _LONGEST
                and not words.endswith((":", "："))
                and not _CAPTION.fullmatch(words)
            ):
                yield Heading(at, words, words, _LEVEL)


def titles_below_numbers(
    headings: Sequence[Heading], lines: Sequence[Line], markers: Mapping[str, Sequence[Marker]]
) -> set[int]:
    """Lines of marked headings that are titles of the numbers right above: most headings of their level are so."""
    alone = {m.line for row in markers.values() for m in row if not words_of(_behind(lines[m.line], m))}
    levels: dict[int, list[int]] = defaultdict(list)
    marked = [heading for heading in headings if not heading.numbered and lines[heading.line].level]
    for heading in marked:
        above = next((n for n in range(heading.line - 1, -1, -1) if not lines[n].blank), None)
        if above in alone and lines[above].level <= heading.level:
            levels[heading.level].append(heading.line)
    counts = Counter(heading.level for heading in marked)
    most = (found for level, found in levels.items() if len(found) >= max(_LEAST_TITLED, counts[level] / 2))
    return {line for found in most for line in found}


def _behind(line: Line, marker: Marker) -> str:
    return line.text[marker.body_char - line.start_char :]


def restarts(headings: Sequence[Heading], units: Sequence[Unit]) -> list[Heading]:
    """Those below which the document's own numbers start again; all that stand above a one, if there is any."""
    ones = [unit.marker.line for unit in units if unit.marker.value == (1,) and unit.depth == 0]
    found = [heading for heading in headings if heading.line + 1 in ones]
    return found if any(heading.line > ones[0] for heading in found) else []


def mistaken(headings: Sequence[Heading], units: Sequence[Unit]) -> set[int]:
    """Lines of those below which only an inner list starts: the numbers from before it go on after it."""
    lines = {heading.line for heading in headings}
    top = [unit.marker for unit in units if unit.depth == 0]
    starts = [n for n, marker in enumerate(top) if n and marker.value == (1,) and marker.line - 1 in lines]
    return {top[start].line - 1 for start in starts if _goes_on(top[start - 1], top[start:])}


def _goes_on(outer: Marker, run: Sequence[Marker]) -> bool:
    """Whether, where a run of numbers breaks off, the number after an earlier one stands."""
    breaks = (b for a, b in pairwise(run) if b.value != (1,) and follows(a.value, b.value) != 0.0)
    after = next(breaks, None)
    return after is not None and follows(outer.value, after.value) == 0.0


def without_units(headings: Sequence[Heading], units: Sequence[Unit], lines: Sequence[Line]) -> set[Heading]:
    """Numbered headings of those kinds that stand among the units and mostly open none: parts of a unit."""
    places = [unit.marker.line for unit in units]
    opened = {unit.marker.line if unit.caption is None else unit.caption for unit in units}
    opened |= {heading.line for heading in headings}
    among = [h for h in headings if h.numbered and places and places[0] < h.line]
    kinds: dict[str, list[bool]] = defaultdict(list)
    for heading in among:
        if heading.line < places[-1]:
            kinds[_kind(heading)].append(_opens(heading, opened, lines))
    empty = {kind for kind, held in kinds.items() if 2 * sum(held) < len(held)}
    return {heading for heading in among if _kind(heading) in empty}


def _opens(heading: Heading, opened: Set[int], lines: Sequence[Line]) -> bool:
    """Whether a unit or another heading is the next thing below, but for lines like titles."""
    for at in range(heading.line + heading.lines, len(lines)):
        if at in opened:
            return True
        if not lines[at].blank and not (could_be_title(lines[at]) and len(lines[at].text) <= _LONGEST):
            return False
    return False


def _kind(heading: Heading) -> str:
    return _KIND.sub("#", heading.label)


def _titled(line: Line) -> bool:
    words = words_of(line.text)
    worded = any(map(str.isalpha, words)) and not words.startswith("<") and not words.endswith((":", "："))
    return worded and len(words) <= _LONGEST and could_be_title(line)


def _apart(lines: Sequence[Line], at: int) -> bool:
    """Whether something blank stands above a line."""
    return lines[at].start_char - lines[at - 1].end_char > 1 or lines[at - 1].blank
