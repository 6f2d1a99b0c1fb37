"""Which numbered level is the author's paragraph, and what each unit is called.

Articles are, where there are any; else a tree of numbers (4.2.1) with all its levels;
else the plain numbers that count through the document, and below them, where those are
only headings, the numbers that count inside each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.numbering.choosing import Chain, best_chain
from index.numbering.naming import inner_label, label_of
from index.numbering.regions import Region, prefixed
from index.numbering.schemes import Marker, bulleted
from index.source import Line

_ARTICLE_WORDS = ("article", "art", "статья", "ст", "section", "sec", "rule", "principle", "clause", "regulation")
_MORE_WORDS = ("canon", "standard", "guideline", "recommendation", "paragraph", "para", "правило", "принцип", "пункт")
_ARTICLES = ("第N条", "제N조", "§", *(f"word:{word}" for word in _ARTICLE_WORDS + _MORE_WORDS))
_TREES = ("1.1", "1-1")
_FLAT = ("1.", "(1)", "[1]", "1)", "¶1", "一、", "一", "(一)", "①", "auto:1", "auto:2", "auto:3")
_INNER = ("1.", "a.", "A.", "(1)", "(a)", "1)", "a)", "①", "(一)", "ア", "イ", "auto:2", "auto:3")
_LEAST, _LEAST_BULLETED = 3, 2
_SURE = 0.9
_LEAST_RECITALS = 3
_LEAST_BRANCHES = 3
_LONG_CHAIN = 8
_LONGEST_TITLE = 60
_CAPTION = re.compile(r"[（(【][^（()）]{1,40}(?:[（(][^（()）]*[）)][^（()）]*)?[）)】]")
_STOPS = ("。", ".", ";", "；", "，", ",", "、", ":", "：")

Markers = Mapping[str, Sequence[Marker]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered unit.

    Attributes:
        label: What it is called.
        marker: The number as printed.
        depth: How deep it stands among others, from 0.
        caption: The line above it that names it （目的）, where there is one.
    """

    label: str
    marker: Marker
    depth: int = 0
    caption: int | None = None


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


def choose_units(markers: Markers, lines: Sequence[Line], areas: Sequence[Region], borders: Sequence[int]) -> Plan:
    """The numbering that the document itself follows; an empty plan where there is none."""
    units: list[Unit] = []
    for area in areas:
        here = {scheme: _between(row, area.start, area.stop) for scheme, row in markers.items()}
        found = _Choice(here, lines, area, borders).units()
        units += [
            replace(
                unit,
                label=prefixed(area.label, _in_supplement(area, unit)),
                caption=_caption(lines, unit.marker.line) if _captioned(area, unit) else None,
            )
            for unit in found
        ]
    names = list(dict.fromkeys(_named(unit.marker) for unit in units))
    chosen = {unit.marker for unit in units}
    schemes = {unit.marker.scheme for unit in units}
    suspects = [m for scheme in schemes for m in markers.get(scheme, ()) if m not in chosen and m.trust >= _SURE]
    return Plan(tuple(units), ", ".join(names), tuple(suspects))


class _Choice:
    """The choice in one region."""

    def __init__(self, markers: Markers, lines: Sequence[Line], area: Region, borders: Sequence[int]) -> None:
        self.markers, self.lines, self.area, self.borders = markers, lines, area, borders

    def units(self) -> list[Unit]:
        flat = self._flat()
        articles = self._articles()
        if articles and not _encloses(flat, articles):
            return [*self._recitals(articles.markers[0]), *(Unit(label_of(m), m) for m in articles.markers)]
        tree = self._tree()
        if tree and (set(tree.markers) & set(flat.markers) or not _encloses(flat, tree)):
            return [Unit(_tree_label(tree, m), m, len(m.value) - 1) for m in tree.markers]
        return list(self._nested(flat)) if flat else []

    def _chain(self, row: Sequence[Marker]) -> Chain:
        return best_chain(row, borders=self.borders)

    def _articles(self) -> Chain:
        chains = [chain for scheme in _ARTICLES if (chain := self._chain(self.markers.get(scheme, ())))]
        credible = [chain for chain in chains if len(chain) >= 2 and chain.score >= 0.3 * len(chain)]
        return max(credible, key=lambda chain: chain.score, default=Chain())

    def _recitals(self, first_article: Marker) -> list[Unit]:
        chain = self._chain(_between(self.markers.get("(1)", ()), self.area.start, first_article.line))
        if len(chain) < _LEAST_RECITALS or chain.markers[0].value != (1,):
            return []
        return [Unit(f"Recital {m.value[0]}", m) for m in chain.markers]

    def _tree(self) -> Chain:
        roots = self.markers.get("1.", ())
        chains = [
            self._chain(sorted((*_roots(roots, row), *row), key=lambda m: m.line))
            for scheme in _TREES
            if (row := self.markers.get(scheme, ()))
        ]
        best = max(chains, key=lambda chain: chain.score, default=Chain())
        branches = sum(len(marker.value) > 1 for marker in best.markers)
        return best if branches >= _LEAST_BRANCHES and best.score > 0 else Chain()

    def _flat(self) -> Chain:
        chains = [self._chain(self.markers.get(scheme, ())) for scheme in _FLAT]
        credible = [chain for chain in chains if self._credible(chain)]
        return max(credible, key=lambda chain: (self._outwardness(chain), -chain.markers[0].line), default=Chain())

    def _outwardness(self, chain: Chain) -> float:
        """How well a chain does, less one for each other list of its kind: inner numbers start again and again."""
        starts = sum(marker.value == (1,) for marker in self.markers[chain.markers[0].scheme])
        return chain.score - (starts - sum(marker.value == (1,) for marker in chain.markers))

    def _credible(self, chain: Chain) -> bool:
        """Whether a chain numbers the text rather than one list inside it."""
        least = _LEAST_BULLETED if all(bulleted(marker.style) for marker in chain.markers) else _LEAST
        if len(chain) < least or chain.score < 0.4 * len(chain):
            return False
        first = self.lines[self.area.start].start_char
        last = self.lines[self.area.stop - 1].end_char
        before = chain.markers[0].start_char - first
        after = last - chain.markers[-1].start_char
        return len(chain) >= _LONG_CHAIN or before + after <= 0.7 * (last - first)

    def _nested(self, flat: Chain) -> Iterator[Unit]:
        units = [Unit(label_of(marker), marker) for marker in flat.markers]
        yield from self._descended(units, self.area.stop, {_form(flat.markers[0])})

    def _descended(self, units: Sequence[Unit], stop: int, used: set[str]) -> Iterator[Unit]:
        """The units with those inside them, where they are headings that most often hold some."""
        stops = [*(unit.marker.line for unit in units[1:]), stop]
        inner = [self._inner(unit, end, used) for unit, end in zip(units, stops, strict=True)]
        descend = 2 * sum(map(bool, inner)) >= len(units) and self._headings(units)
        for unit, below, end in zip(units, inner, stops, strict=True):
            yield unit
            if below and descend:
                yield from self._descended(below, end, used | {_form(below[0].marker)})

    def _inner(self, unit: Unit, stop: int, used: set[str]) -> list[Unit]:
        best = Chain()
        for scheme in _INNER:
            row = [
                m for m in _between(self.markers.get(scheme, ()), unit.marker.line + 1, stop) if _form(m) not in used
            ]
            chain = best_chain(row)
            if chain and chain.markers[0].value == (1,) and (not best or _outside(chain, best)):
                best = chain
        return [Unit(inner_label(unit.label, m), m, unit.depth + 1) for m in best.markers]

    def _headings(self, units: Sequence[Unit]) -> bool:
        titles = [_title_after(self.lines[unit.marker.line], unit.marker) for unit in units]
        return 10 * sum(map(bool, titles)) >= 6 * len(titles)


def _in_supplement(area: Region, unit: Unit) -> str:
    """A unit's label inside a region: plain numbers of Japanese supplementary provisions are 項."""
    return f"第{unit.label}項" if _supplement(area) and unit.label.isdigit() else unit.label


def _captioned(area: Region, unit: Unit) -> bool:
    return unit.marker.scheme == "第N条" or _supplement(area)


def _supplement(area: Region) -> bool:
    return area.label.startswith(("附則", "付則"))


def _caption(lines: Sequence[Line], at: int) -> int | None:
    """The line above, if it is a Japanese article's caption in brackets."""
    above = next((n for n in range(at - 1, -1, -1) if not lines[n].blank), None)
    return above if above is not None and _CAPTION.fullmatch(lines[above].text.strip()) else None


def _between(row: Sequence[Marker], start: int, stop: int) -> Sequence[Marker]:
    return row[bisect_left(row, start, key=lambda m: m.line) : bisect_left(row, stop, key=lambda m: m.line)]


def _roots(candidates: Sequence[Marker], branches: Sequence[Marker]) -> list[Marker]:
    """Plain numbers that may stand above branches: on lines of their own, in the style of those."""
    taken = {marker.line for marker in branches}
    styles = {marker.style for marker in branches}
    free = [marker for marker in candidates if marker.line not in taken]
    alike = [marker for marker in free if marker.style in styles]
    return alike if len(alike) > 1 else free


def _encloses(flat: Chain, other: Chain) -> bool:
    """Whether plain numbers count on around other ones: then those are only quoted."""
    inside = [marker.line for marker in other.markers]
    return any(
        b.value[0] == a.value[0] + 1 and bisect_left(inside, a.line + 1) < bisect_left(inside, b.line)
        for a, b in pairwise(flat.markers)
        if a.scheme == b.scheme and a.line < inside[0] < b.line
    )


def _outside(chain: Chain, other: Chain) -> bool:
    return chain.markers[0].line < other.markers[0].line


def _tree_label(tree: Chain, marker: Marker) -> str:
    joint = "-" if any(m.scheme == "1-1" for m in tree.markers) else "."
    return joint.join(map(str, marker.value))


def _title_after(line: Line, marker: Marker) -> str:
    words = line.text[marker.body_char - line.start_char :].strip(" \t　*_#")
    return words if len(words) <= _LONGEST_TITLE and not words.endswith(_STOPS) else ""


def _form(marker: Marker) -> str:
    return "auto" if marker.scheme.startswith("auto") else marker.scheme


def _named(marker: Marker) -> str:
    if marker.scheme.startswith("word:"):
        return f"{marker.scheme.removeprefix('word:').capitalize()} N"
    return "automatic numbers" if marker.scheme.startswith("auto") else marker.scheme.replace("1", "N")
