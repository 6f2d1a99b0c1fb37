"""Headings and the sections they open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.document import Paragraph, Section
from index.numbering import numerals
from index.numbering.choosing import best_chain
from index.numbering.schemes import Marker
from index.source import Line

if TYPE_CHECKING:
    from index.numbering.units import Unit

_MARKUP = re.compile(r"^[ \t　]*#{1,6}[ \t]*|[ \t]*#*[ \t　]*$|\*\*|__")
_CHAPTER_LEVELS = {"編": 1, "部": 1, "章": 2, "節": 3, "款": 4, "目": 5, "편": 1, "장": 2, "절": 3, "관": 4, "节": 3}
_CHAPTER = re.compile(
    r"[ \t　#*]*(?P<native>(?:第(?P<n>[0-9０-９一二三四五六七八九十百零〇]+)(?P<unit>[編部章節款目节编])"
    r"|제(?P<k>\d+)(?P<kunit>[편장절관])))(?:の(?P<sub>[0-9０-９一二三四五六七八九十]+))?"
    r"(?=[ \t　]|$)[ \t　]*(?P<title>.*)"
)
_STOPS = ("。", ".", ";", "；", "，", ",", "、")
_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a section: its label and title as `Section` keeps them."""

    line: int
    label: str
    title: str
    level: int
    numbered: bool = False


def find_headings(lines: Sequence[Line], markers: dict[str, list[Marker]]) -> list[Heading]:
    """Every heading, by line; numbered ones of one kind share one level."""
    found = {heading.line: heading for heading in _marked(lines)}
    found |= {heading.line: heading for heading in _romans(lines, markers)}
    found |= {heading.line: heading for heading in _chapters(lines)}
    return [found[at] for at in sorted(found)]


def words_of(line: str) -> str:
    """A heading's words without its markup."""
    return _MARKUP.sub("", line).strip(" \t　*_")


def _marked(lines: Sequence[Line]) -> list[Heading]:
    found = []
    for at, line in enumerate(lines):
        if line.level and (words := words_of(line.text)):
            found.append(Heading(at, words, words, line.level))
    return found


def _romans(lines: Sequence[Line], markers: dict[str, list[Marker]]) -> list[Heading]:
    candidates = [m for m in markers.get("I.", []) if _could_be_title(lines[m.line])]
    chain = best_chain(candidates)
    if len(chain) < 2 or chain.markers[0].value != (1,):
        return []
    level = min((lines[m.line].level for m in chain.markers if lines[m.line].level), default=1)
    return [
        Heading(m.line, numerals.to_roman(m.value[0]), _rest(lines[m.line], m.body_char), level, numbered=True)
        for m in chain.markers
    ]


def _chapters(lines: Sequence[Line]) -> list[Heading]:
    found = []
    for at, line in enumerate(lines):
        match = _CHAPTER.match(line.text) if _could_be_title(line) else None
        if match:
            found.append(_chapter(match, at))
    return found


def _chapter(match: re.Match[str], at: int) -> Heading:
    unit = match["unit"] or match["kunit"]
    number = numerals.any_number(match["n"] or match["k"])
    sub = f"の{numerals.any_number(match['sub'])}" if match["sub"] else ""
    ordinal = "제" if match["kunit"] else "第"
    label = f"{ordinal}{number}{unit}{sub}"
    return Heading(at, label, words_of(match["title"]), _CHAPTER_LEVELS.get(unit, 2), numbered=True)


def _could_be_title(line: Line) -> bool:
    words = words_of(line.text)
    return bool(line.level) or (len(words) <= _LONGEST_TITLE and not words.endswith(_STOPS))


def _rest(line: Line, body_char: int) -> str:
    return words_of(line.text[body_char - line.start_char :])


def title_headings(headings: Sequence[Heading], units: Sequence[Unit]) -> list[Heading]:
    """The headings that name the document: unnumbered, before anything numbered.

    A heading just above the first paragraph whose level comes again below is a section.
    """
    if not units:
        return [heading for heading in headings[:1] if heading.level == 1]
    first = min([unit.marker.line for unit in units[:1]] + [h.line for h in headings if h.numbered])
    later = {heading.level for heading in headings if heading.line > first and not heading.numbered}
    return [h for h in headings if h.line < first and not h.numbered and h.level not in later]


def nest(headings: Sequence[Heading], lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> tuple[Section, ...]:
    """Sections by extent: each ends where the next heading of its level or above begins."""
    places = [paragraph.start_char for paragraph in paragraphs]
    starts = [bisect_left(places, lines[h.line].start_char) for h in headings]
    sections = []
    for n, heading in enumerate(headings):
        later = (starts[m] for m in range(n + 1, len(headings)) if headings[m].level <= heading.level)
        sections.append(Section(heading.label, heading.title, heading.level, starts[n], next(later, len(paragraphs))))
    return tuple(_unique([section for section in sections if section.start < section.stop]))


def _unique(sections: Sequence[Section]) -> Iterator[Section]:
    seen: Counter[str] = Counter()
    for section in sections:
        seen[section.label] += 1
        count = seen[section.label]
        yield section if count == 1 else replace(section, label=f"{section.label} ({count})")
