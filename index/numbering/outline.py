"""The skeleton of a document: its headings, annexes, table of contents and numbered units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.document import Correction
from index.numbering.contents import bibliography_lines, contents_lines, titles_above
from index.numbering.corrections import corrected
from index.numbering.headings import Heading, emphasised, find_headings
from index.numbering.marks import Marker, find_markers, names_itself
from index.numbering.plain_headings import mistaken, plain_headings, restarts, titles_below_numbers, without_units
from index.numbering.plan import Plan, Unit
from index.numbering.regions import Region, annex_headings, regions
from index.numbering.units import choose_units
from index.reading import Line, Source

_PLAIN = {"1.", "(1)", "[1]", "一、", "第N"}


@dataclass(frozen=True, slots=True)
class Outline:
    """Where everything starts.

    Attributes:
        plan: The numbered units.
        headings: Lines that open a section, annexes included; none of them is a unit.
        titles: Those of them that only name the document.
        annexes: Those of them that open an annex.
        contents: Lines of a table of contents.
        candidates: Where there are no units, the numbers that come nearest to being some.
    """

    plan: Plan
    headings: tuple[Heading, ...]
    titles: tuple[Heading, ...]
    annexes: tuple[Heading, ...]
    contents: frozenset[int]
    candidates: tuple[Marker, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """The numbered units, in order."""
        return self.plan.units


def outline_of(source: Source, corrections: Sequence[Correction] = ()) -> Outline:
    """Find the skeleton of a text, given what a reader said of an earlier reading."""
    lines = source.lines[: len(source.lines) - source.notes]
    said = corrected(lines, contents_lines(lines), corrections)
    contents = said.contents | titles_above(lines, said.contents)
    skipped = contents | bibliography_lines(lines) | said.without
    markers = {scheme: [m for m in row if m.line not in skipped] for scheme, row in find_markers(lines).items()}
    annexes = annex_headings(lines, markers, contents | said.without)
    found = {heading.line: heading for heading in find_headings(lines, markers, contents)}
    titles = titles_below_numbers(list(found.values()), lines, markers)
    found = {at: heading for at, heading in found.items() if at not in titles}
    found |= {heading.line: heading for heading in annexes}
    used = contents | {heading.line + n for heading in found.values() for n in range(heading.lines)}
    plain = {heading.line: heading for heading in plain_headings(lines, markers, used)}
    plan = _plan(markers, lines, regions(annexes, lines), found, plain)
    if not plan.units:
        found = {heading.line: heading for heading in emphasised(lines) if heading.line not in used} | found
    taken = {unit.marker.line for unit in plan.units} | {unit.caption for unit in plan.units}
    deepest = max((heading.level for heading in found.values()), default=0)
    own = (replace(heading, level=deepest + 1) for heading in restarts(list(plain.values()), plan.units))
    kept = found | {heading.line: heading for heading in own}
    nested = _inside([kept[at] for at in sorted(kept) if at not in taken], annexes)
    opened = {annex.line for annex in annexes}
    empty = without_units([heading for heading in nested if heading.line not in opened], plan.units, lines)
    headings = tuple(heading for heading in nested if heading not in empty)
    return Outline(
        plan=plan,
        headings=headings,
        titles=tuple(_titles(headings, plan.units)),
        annexes=tuple(heading for heading in headings if heading.line in opened),
        contents=frozenset(contents),
        candidates=() if plan.units else tuple(_nearest(markers)),
    )


def _nearest(markers: Mapping[str, Sequence[Marker]]) -> Sequence[Marker]:
    """The candidates of the scheme that counts furthest."""
    rows = (row for scheme, row in markers.items() if names_itself(scheme) or scheme in _PLAIN)
    counted = ([row[0], *(b for a, b in pairwise(row) if b.value[0] == a.value[0] + 1)] for row in rows if row)
    return max(counted, key=len, default=[])


def _plan(
    markers: Mapping[str, Sequence[Marker]],
    lines: Sequence[Line],
    areas: Sequence[Region],
    found: Mapping[int, Heading],
    plain: dict[int, Heading],
) -> Plan:
    """The units; plain headings that only stand above an inner list are taken out of `plain` and no border."""
    while True:
        offered = {**found, **plain}
        plan = choose_units(markers, lines, areas, [offered[at] for at in sorted(offered)])
        wrong = mistaken(list(plain.values()), plan.units)
        if not wrong:
            return plan
        for at in wrong:
            del plain[at]


def _inside(headings: Sequence[Heading], annexes: Sequence[Heading]) -> list[Heading]:
    """Headings, those after an annex's one level below it: nothing but another annex ends an annex."""
    opened = {annex.line for annex in annexes}
    level, nested = 0, []
    for heading in headings:
        level = heading.level if heading.line in opened else level
        below = heading.line not in opened and heading.level <= level
        nested.append(replace(heading, level=level + 1) if below else heading)
    return nested


def _titles(headings: Sequence[Heading], units: Sequence[Unit]) -> list[Heading]:
    """The headings that name the document: unnumbered, before anything numbered.

    A heading just above the first paragraph whose level comes again below is a section.
    """
    if not units:
        return [heading for heading in headings[:1] if heading.level == 1]
    first = min([unit.marker.line for unit in units[:1]] + [h.line for h in headings if h.numbered])
    later = {heading.level for heading in headings if heading.line > first and not heading.numbered}
    return [h for h in headings if h.line < first and not h.numbered and h.level not in later]


def sectioning(outline: Outline, lines: Sequence[Line]) -> tuple[list[Heading], set[str]]:
    """Headings and units as the openings of sections, by line; and which units hold no others."""
    deepest = max((heading.level for heading in outline.headings), default=0)
    opened = [
        Heading(unit.marker.line, unit.label, _title(lines[unit.marker.line], unit), deepest + 1 + unit.depth, True)
        for unit in outline.units
    ]
    holders = {unit.label for unit, below in pairwise(outline.units) if below.depth > unit.depth}
    own = [heading for heading in outline.headings if heading not in outline.titles]
    openings = sorted([*own, *opened], key=lambda heading: heading.line)
    return openings, {unit.label for unit in outline.units} - holders


def _title(line: Line, unit: Unit) -> str:
    return line.text[unit.marker.body_char - line.start_char :].strip(" \t　*_#")
