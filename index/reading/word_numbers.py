"""Word's automatic numbering: which number a paragraph shows, counted the way Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.reading.counting import shown

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMATS = {
    "decimal": "decimal",
    "decimalZero": "padded",
    "decimalFullWidth": "full-width",
    "decimalEnclosedCircle": "circled",
    "lowerLetter": "lower-letter",
    "upperLetter": "upper-letter",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "japaneseCounting": "kanji",
    "chineseCounting": "kanji",
    "chineseCountingThousand": "kanji",
    "ideographDigital": "kanji",
    "iroha": "iroha",
    "irohaFullWidth": "iroha",
    "aiueo": "kana",
    "aiueoFullWidth": "kana",
}
_UNNUMBERED = {"bullet", "none"}
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list; `plain` shows the levels above in digits, whatever their style."""

    style: str
    pattern: str
    start: int
    plain: bool = False


class Numbers:
    """The counters of a document; ask for its paragraphs in order."""

    def __init__(self, document: WordDocument) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        self.overrides: dict[str, dict[int, _Level]] = {}
        self.abstract_of: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.restarts: dict[tuple[str, int], int] = {}
        self.styles: dict[str, _Element] = {style.style_id: style.element for style in document.styles}
        numbering = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if numbering is not None:
            self._load(numbering.element)

    def next_for(self, paragraph: _Element) -> tuple[str, int, int] | None:
        """The number of a paragraph, its value and its depth from 1; None where it has none."""
        found = self._place(paragraph)
        if found is None:
            return None
        instance, depth = found
        abstract = self.abstract_of.get(instance, "")
        levels = self.levels.get(abstract, {}) | self.overrides.get(instance, {})
        level = levels.get(depth)
        if level is None or level.style in _UNNUMBERED:
            return None
        count = self._count(instance, abstract, depth, level)
        return self._shown(self.counts[abstract], levels, level), count, depth + 1

    def _count(self, instance: str, abstract: str, depth: int, level: _Level) -> int:
        counts = self.counts.setdefault(abstract, {})
        restart = self.restarts.pop((instance, depth), None)
        counts[depth] = restart if restart is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return counts[depth]

    def _shown(self, counts: dict[int, int], levels: dict[int, _Level], level: _Level) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            other = levels.get(depth, level)
            style = "decimal" if level.plain else _FORMATS.get(other.style, "decimal")
            return shown(counts.get(depth, other.start), style)

        return re.sub(r"%([1-9])", number, level.pattern).strip()

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{_W}pPr")
        for _ in range(_MOST_LEVELS):
            if properties is None:
                return None
            numbering = properties.find(f"{_W}numPr")
            if numbering is not None:
                instance, depth = _value(numbering, "numId"), _value(numbering, "ilvl")
                if instance:
                    return None if instance == "0" else (instance, int(depth or 0))
            properties = self._inherited(properties)
        return None

    def _inherited(self, properties: _Element) -> _Element | None:
        owner = properties.getparent()
        if owner is None:
            return None
        based = _value(properties, "pStyle") or (_value(owner, "basedOn") if owner.tag == f"{_W}style" else "")
        for _ in range(_MOST_LEVELS):
            style = self.styles.get(based)
            if style is None:
                return None
            own: _Element | None = style.find(f"{_W}pPr")
            if own is not None:
                return own
            based = _value(style, "basedOn")
        return None

    def _load(self, root: _Element) -> None:
        for abstract in root.findall(f"{_W}abstractNum"):
            name = abstract.get(f"{_W}abstractNumId") or ""
            self.levels[name] = {int(lvl.get(f"{_W}ilvl") or 0): _level(lvl) for lvl in abstract.findall(f"{_W}lvl")}
        for instance in root.findall(f"{_W}num"):
            name = instance.get(f"{_W}numId") or ""
            self.abstract_of[name] = _value(instance, "abstractNumId")
            for override in instance.findall(f"{_W}lvlOverride"):
                for own in override.findall(f"{_W}lvl"):
                    self.overrides.setdefault(name, {})[int(own.get(f"{_W}ilvl") or 0)] = _level(own)
                start = _value(override, "startOverride")
                if start.lstrip("-").isdigit():
                    self.restarts[name, int(override.get(f"{_W}ilvl") or 0)] = int(start)


def _level(element: _Element) -> _Level:
    start = _value(element, "start")
    return _Level(
        style=_value(element, "numFmt") or "decimal",
        pattern=_value(element, "lvlText"),
        start=int(start) if start.lstrip("-").isdigit() else 1,
        plain=element.find(f"{_W}isLgl") is not None,
    )


def _value(element: _Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return (found.get(f"{_W}val") or "") if found is not None else ""
