"""What a paragraph or a run has from its styles: ECMA-376 part 1, 17.7."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from index.reading.word.markup import W, switched, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|überschrift|titre|見出し|заголовок|제목)\s*(\d)?", re.IGNORECASE)
_SOME_LEVEL, _BODY = 2, 9
_WHITE, _PAPER = "FFFFFF", {"FFFFFF", "AUTO", ""}
_SHADED = {f"{W}p": "pPr/shd", f"{W}tc": "tcPr/shd", f"{W}tbl": "tblPr/shd", f"{W}r": "rPr/shd"}


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: _Element) -> None:
        self._by_id = {style.get(f"{W}styleId") or "": style for style in root.iter(f"{W}style")}
        defaults = (s for s in self._by_id.values() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default"))
        self._default = next((style.get(f"{W}styleId") or "" for style in defaults), "")
        self.chain = lru_cache(maxsize=None)(self._chain)
        self._switched = lru_cache(maxsize=None)(self._switched_in_chain)

    def get(self, name: str) -> _Element | None:
        """The style of an id."""
        return self._by_id.get(name)

    def of(self, paragraph: _Element) -> str:
        """The id of a paragraph's style: its own, or the one that paragraphs have by default."""
        own = value(paragraph, "pPr/pStyle")
        return own if own in self._by_id else self._default

    def _chain(self, name: str) -> tuple[_Element, ...]:
        """A style and those it is based on, nearest first."""
        found: list[_Element] = []
        style = self._by_id.get(name)
        while style is not None and style not in found:
            found.append(style)
            style = self._by_id.get(value(style, "basedOn"))
        return tuple(found)

    def on(self, run: _Element | None, style: str, name: str) -> bool:
        """Whether a property that is on or off (hidden, struck out) is on for a run of a paragraph of that style.

        What stands at the run itself decides; else each kind of style toggles it (17.7.3).
        """
        properties = run.find(f"{W}rPr") if run is not None else None
        own = switched(properties, name)
        return (
            own if own is not None else self._switched(style, name) ^ self._switched(value(properties, "rStyle"), name)
        )

    def _switched_in_chain(self, style: str, name: str) -> bool:
        states = (switched(element, f"rPr/{name}") for element in self.chain(style))
        return next((state for state in states if state is not None), False)

    def raised(self, run: _Element, style: str) -> bool:
        """Whether a run stands above the line: a footnote's mark, an exponent."""
        return self._first(run, style, "vertAlign") == "superscript"

    def white(self, run: _Element, style: str) -> bool:
        """Whether a run is written in white on white paper."""
        if self._first(run, style, "color").upper() != _WHITE or self._first(run, style, "highlight"):
            return False
        return not any(shade.get(f"{W}fill", "auto").upper() not in _PAPER for shade in _shades(run))

    def _first(self, run: _Element, style: str, name: str) -> str:
        """A value of a run: its own, its style's, or its paragraph's style's."""
        properties = run.find(f"{W}rPr")
        chains = (self.chain(value(properties, "rStyle")), self.chain(style))
        inherited = (value(element, f"rPr/{name}") for chain in chains for element in chain)
        return value(properties, name) or next(filter(None, inherited), "")

    def level(self, paragraph: _Element) -> int:
        """The heading level of a paragraph, from 1; 0 for body text."""
        own = whole(paragraph, "pPr/outlineLvl")
        if own is not None:
            return own + 1 if own < _BODY else 0
        for style in self.chain(value(paragraph, "pPr/pStyle")):
            match = _HEADING.search(value(style, "name"))
            if match:
                return int(match.group(1) or _SOME_LEVEL)
            outline = whole(style, "pPr/outlineLvl")
            if outline is not None:
                return outline + 1 if outline < _BODY else 0
        return 0


def _shades(run: _Element) -> list[_Element]:
    """The grounds that a run stands on: its own, its paragraph's, its cell's, its table's."""
    around = [(element, _SHADED[element.tag]) for element in (run, *run.iterancestors()) if element.tag in _SHADED]
    found = (element.find("/".join(f"{W}{step}" for step in path.split("/"))) for element, path in around)
    return [shade for shade in found if shade is not None]
