"""Outlines: numbers inside numbers of another kind, down to any depth, with labels that are the path (第1の2(3)ア)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from index.numbering.choosing import Chain, best_chain
from index.numbering.marks import Marker
from index.numbering.naming import inner_label, label_of, top_label
from index.numbering.nesting import outside
from index.numbering.plan import Unit, between
from index.reading import Line

INNER = (
    *("1.", "1", "a.", "A.", "(1)", "(a)", "1)", "a)", "i)", "i.", "(i)", "①", "○1", "(一)", "一", "ア", "イ"),
    *("(ア)", "(イ)", "가.", "list 2", "list 3"),
)
_OUTLINES = {"第N", "一", "一、", "(一)", "I.", "A."}
_LONGEST_TITLE = 60
_STOPS = ("。", ".", ";", "；", "，", ",", "、", ":", "：")
_LONG_CHARS, _LONG_IDEOGRAPHS = 240, 60
_TITLED = 0.6


class Outlining:
    """The descent from one chain of numbers to those inside each."""

    def __init__(self, lines: Sequence[Line], markers: Mapping[str, Sequence[Marker]], stop: int) -> None:
        self.lines, self.markers, self.stop = lines, markers, stop

    def units(self, top: Chain) -> list[Unit]:
        """The units of a chain, and those inside them where it is an outline."""
        scheme = top.markers[0].scheme
        flat = [Unit(label_of(marker), marker) for marker in top.markers]
        found = list(self._descended(flat, self.stop, {scheme}, deep=scheme in _OUTLINES))
        if len(found) == len(flat) or label_of(top.markers[0]) == top_label(top.markers[0]):
            return found
        written = [replace(unit, label=top_label(unit.marker)) for unit in flat]
        return list(self._descended(written, self.stop, {scheme}, deep=True))

    def _descended(self, units: Sequence[Unit], stop: int, used: set[str], *, deep: bool) -> Iterator[Unit]:
        """The units with those inside them, where they are headings that hold some, or hold whole paragraphs.

        Where it is not an outline for sure (`deep`), most of them must hold some.
        """
        stops = [*(unit.marker.line for unit in units[1:]), stop]
        inner = [self._inner(unit, end, used) for unit, end in zip(units, stops, strict=True)]
        holders = sum(map(bool, inner))
        descend = holders > 0 and (deep or 2 * holders >= len(units))
        alone = [(unit, 0) for unit, below in zip(units, inner, strict=True) if not below]
        opened = [(unit, below[0].marker.line) for unit, below in zip(units, inner, strict=True) if below]
        titles = self._titled(opened if deep else [*opened, *alone])
        paragraphs = deep and self._paragraphs(inner, stops)
        for unit, below, end in zip(units, inner, stops, strict=True):
            yield unit
            if below and descend and (titles or paragraphs):
                yield from self._descended(below, end, used | {below[0].marker.scheme}, deep=deep)

    def _inner(self, unit: Unit, stop: int, used: set[str]) -> list[Unit]:
        best = Chain()
        for scheme in INNER:
            row = () if scheme in used else between(self.markers.get(scheme, ()), unit.marker.line + 1, stop)
            chain = best_chain(row)
            if chain and chain.markers[0].value == (1,) and (not best or outside(chain, best)):
                best = chain
        return [Unit(inner_label(unit.label, m), m, unit.depth + 1) for m in best.markers]

    def _titled(self, units: Sequence[tuple[Unit, int]]) -> bool:
        """Whether most units, given the line at which others begin inside each, have a title and nothing else first."""
        titles = sum(self._is_title(unit.marker, below) for unit, below in units)
        return titles >= _TITLED * len(units)

    def _is_title(self, marker: Marker, below: int) -> bool:
        before = [line for line in self.lines[marker.line + 1 : below] if not line.blank]
        return bool(_title_after(self.lines[marker.line], marker)) and not any(
            line.text.rstrip().endswith(_STOPS) for line in before
        )

    def _paragraphs(self, inner: Sequence[Sequence[Unit]], stops: Sequence[int]) -> bool:
        """Whether what stands inside is on average as long as paragraphs are, and no mere list of points."""
        chars = count = 0
        for below, stop in zip(inner, stops, strict=True):
            starts = [unit.marker.line for unit in below]
            for a, b in pairwise([*starts, stop] if starts else []):
                chars += self.lines[b - 1].end_char - self.lines[a].start_char
                count += 1
        ideographic = count and any("\u3040" <= char <= "\u9fff" for char in self._sample(inner))
        return chars > count * (_LONG_IDEOGRAPHS if ideographic else _LONG_CHARS)

    def _sample(self, inner: Sequence[Sequence[Unit]]) -> str:
        return next((self.lines[units[0].marker.line].text for units in inner if units), "")


def _title_after(line: Line, marker: Marker) -> str:
    words = line.text[marker.body_char - line.start_char :].strip(" \t　*_#")
    return words if len(words) <= _LONGEST_TITLE and not words.endswith(_STOPS) else ""
