"""The skeleton of a document: its headings, annexes, table of contents and numbered units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.numbering.contents import contents_lines
from index.numbering.headings import Heading, find_headings
from index.numbering.regions import annex_headings, regions
from index.numbering.schemes import find_markers
from index.numbering.units import Plan, Unit, choose_units
from index.source import Line, Source


@dataclass(frozen=True, slots=True)
class Outline:
    """Where everything starts.

    Attributes:
        plan: The numbered units.
        headings: Lines that open a section, annexes included; none of them is a unit.
        titles: Those of them that only name the document.
        annexes: Those of them that open an annex.
        contents: Lines of a table of contents.
    """

    plan: Plan
    headings: tuple[Heading, ...]
    titles: tuple[Heading, ...]
    annexes: tuple[Heading, ...]
    contents: frozenset[int]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The numbered units, in order."""
        return self.plan.units


def outline_of(source: Source) -> Outline:
    """Find the skeleton of a text."""
    lines = source.lines[: len(source.lines) - source.notes]
    contents = contents_lines(lines)
    markers = {scheme: [m for m in row if m.line not in contents] for scheme, row in find_markers(lines).items()}
    annexes = annex_headings(lines, contents)
    found = {heading.line: heading for heading in find_headings(lines, markers, contents)}
    found |= {heading.line: heading for heading in annexes}
    plan = choose_units(markers, lines, regions(annexes, lines), sorted(found))
    taken = {unit.marker.line for unit in plan.units}
    headings = tuple(found[at] for at in sorted(found) if at not in taken)
    return Outline(
        plan=plan,
        headings=headings,
        titles=tuple(_titles(headings, plan.units)),
        annexes=tuple(heading for heading in annexes if heading.line not in taken),
        contents=frozenset(contents),
    )


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
