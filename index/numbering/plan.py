"""What numbering ends in: the units of a document, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from index.numbering.marks import Marker
from index.reading import Line


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered unit.

    Attributes:
        label: What it is called.
        marker: The number as printed.
        depth: How deep it stands among others, from 0.
        caption: The line above it that names it （目的）, where there is one.
        region: What its label begins with because it stands in an annex; "" in the main text.
    """

    label: str
    marker: Marker
    depth: int = 0
    caption: int | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The units of a document in order, and the numbering in words for a reader.

    `suspects` look like more of the same numbers and are not counted as such.
    """

    units: tuple[Unit, ...] = ()
    numbering: str = ""
    suspects: tuple[Marker, ...] = ()


def unit_start(unit: Unit, lines: Sequence[Line]) -> int:
    """Where the unit starts in the text: at its caption, or at the line of its number."""
    return lines[unit.marker.line if unit.caption is None else unit.caption].start_char


def between(row: Sequence[Marker], start: int, stop: int) -> Sequence[Marker]:
    """The markers of a row on lines from `start` to `stop`, half-open."""
    return row[bisect_left(row, start, key=lambda m: m.line) : bisect_left(row, stop, key=lambda m: m.line)]
