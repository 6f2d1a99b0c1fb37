"""The units of a whole document: its main text, its annexes, and what counts anew behind the last article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.numbering.headings import Heading, could_be_title
from index.numbering.levels import Levels, Markers, plainly_counted
from index.numbering.marks import Marker
from index.numbering.plan import Plan, Unit, between
from index.numbering.regions import CAPTION, Region, prefixed
from index.reading import Line

_SURE = 0.9
_LEAST_TITLED = 3


def choose_units(markers: Markers, lines: Sequence[Line], areas: Sequence[Region], headings: Sequence[Heading]) -> Plan:
    """The numbering that the document itself follows; an empty plan where there is none."""
    units: list[Unit] = []
    queue = list(areas)
    while queue:
        area = queue.pop(0)
        here = {scheme: between(row, area.start, area.stop) for scheme, row in markers.items()}
        borders = [heading.line for heading in headings]
        either = (Levels(_those(here, counted), lines, area, borders).units() for counted in (False, True))
        found = max(either, key=lambda units: len({unit.label for unit in units}))
        queue += _rest(area, found, headings)
        above = _titles_above(lines, found)
        units += [
            replace(
                unit,
                label=prefixed(_prefix(area, unit), _in_supplement(area, unit)),
                caption=_caption(lines, unit.marker.line) if _captioned(area, unit) else above.get(unit.marker.line),
                region=_prefix(area, unit),
            )
            for unit in found
        ]
    units.sort(key=lambda unit: unit.marker.line)
    names = list(dict.fromkeys(_named(unit.marker) for unit in units))
    chosen = {unit.marker for unit in units}
    kinds = {(unit.marker.scheme, unit.marker.counted) for unit in units}
    suspects = [
        m
        for scheme, counted in kinds
        for m in markers.get(scheme, ())
        if m.counted == counted and m not in chosen and m.trust >= _SURE
    ]
    return Plan(tuple(units), ", ".join(names), tuple(suspects))


def _those(markers: Markers, counted: bool) -> Markers:
    """The candidates that the format counts, or those that the author typed: one kind numbers the text."""
    those = {scheme: [m for m in row if m.counted == counted] for scheme, row in markers.items()}
    return {scheme: row for scheme, row in those.items() if row}


def _rest(area: Region, units: Sequence[Unit], headings: Sequence[Heading]) -> list[Region]:
    """What stands under a numbered heading after the last article of the main text: it counts for itself."""
    if area.label or not units or plainly_counted(units[-1]):
        return []
    last = units[-1].marker.line
    after = next((h for h in headings if last < h.line < area.stop and h.numbered), None)
    return [Region(after.label, after.line + after.lines, area.stop, 0)] if after else []


def _prefix(area: Region, unit: Unit) -> str:
    """What goes before a unit's label in an annex; nothing where the number names the annex itself (A.1)."""
    return "" if unit.marker.scheme == "A.1" and area.label.endswith(f" {unit.label[0]}") else area.label


def _in_supplement(area: Region, unit: Unit) -> str:
    """A unit's label inside a region: plain numbers of Japanese supplementary provisions are 項."""
    if not area.supplement or not unit.label.isdigit():
        return unit.label
    return f"제{unit.label}항" if area.label.startswith("부칙") else f"第{unit.label}項"


def _captioned(area: Region, unit: Unit) -> bool:
    return unit.marker.scheme == "第N条" or area.supplement


def _caption(lines: Sequence[Line], at: int) -> int | None:
    """The line above, if it is a Japanese article's caption in brackets."""
    above = next((n for n in range(at - 1, -1, -1) if not lines[n].blank), None)
    return above if above is not None and CAPTION.fullmatch(lines[above].text.strip()) else None


def _titles_above(lines: Sequence[Line], units: Sequence[Unit]) -> dict[int, int]:
    """Lines of numbers that stand alone, with the line of the title above each, where nearly all of them have one."""
    alone = [unit.marker for unit in units if _alone(lines[unit.marker.line], unit.marker)]
    titled = {marker.line: marker.line - 1 for marker in alone if _stands_below_title(lines, marker.line)}
    return titled if len(titled) >= max(_LEAST_TITLED, _SURE * len(alone)) else {}


def _alone(line: Line, marker: Marker) -> bool:
    return not line.text[marker.body_char - line.start_char :].strip(" *_#")


def _stands_below_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a title stands right above a line, and something blank above that."""
    if at == 0 or _gap(lines, at) or not could_be_title(lines[at - 1]):
        return False
    return at == 1 or _gap(lines, at - 1)


def _gap(lines: Sequence[Line], at: int) -> bool:
    """Whether something blank stands above a line."""
    return lines[at - 1].blank or lines[at].start_char - lines[at - 1].end_char > 1


def _named(marker: Marker) -> str:
    if marker.counted:
        return "automatic numbers"
    if marker.scheme.startswith("word:"):
        return f"{marker.scheme.removeprefix('word:').capitalize()} N"
    return marker.scheme.replace("1", "N")
