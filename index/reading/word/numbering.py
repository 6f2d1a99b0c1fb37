"""The lists that a Word document defines: ECMA-376 part 1, 17.9."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.reading.word.markup import MC, W, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

    from index.reading.word.styles import Styles


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        format: How its number is written, as `index.reading.counting` names it; "none" and "bullet" too.
        pattern: What is shown, with %1 to %9 for the numbers of the levels.
        start: Its first number.
        restart: It starts again after a level whose number, from 1, is at most this: 0 never.
        plain: Whether all numbers in it are shown in Arabic digits.
        style: The paragraph style that has this level; "" where none has.
    """

    format: str
    pattern: str
    start: int
    restart: int
    plain: bool = False
    style: str = ""


Levels = Mapping[int, Level]


@dataclass(frozen=True, slots=True)
class List:
    """A numbering instance (w:num): its levels, the counter it shares, and where it starts anew."""

    id: str
    counter: str
    levels: Levels
    starts: Mapping[int, int] = field(default_factory=dict)

    def level_of(self, style: str) -> int | None:
        """The level that a paragraph style has in it."""
        return next((depth for depth, level in self.levels.items() if style and level.style == style), None)


class Lists:
    """The numbering instances of a document, and its lists by name."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self.by_id: dict[str, List] = {}
        self.by_name: dict[str, List] = {}
        if root is None:
            return
        self._abstracts = {a.get(f"{W}abstractNumId") or "": a for a in root.findall(f"{W}abstractNum")}
        self._nums = {num.get(f"{W}numId") or "": num for num in root.findall(f"{W}num")}
        self._styles = styles
        self.by_id = {name: self._list(num) for name, num in self._nums.items()}
        for name, abstract in self._abstracts.items():
            if called := value(abstract, "name"):
                self.by_name[called.casefold()] = List("", name, _levels(abstract))

    def _list(self, num: _Element) -> List:
        abstract = self._linked(value(num, "abstractNumId"), set())
        levels = dict(_levels(self._abstracts.get(abstract)))
        starts = {}
        for override in num.findall(f"{W}lvlOverride"):
            depth = int(override.get(f"{W}ilvl") or 0)
            levels |= _levels(override, depth)
            start = whole(override, "startOverride")
            if start is not None:
                starts[depth] = start
        return List(num.get(f"{W}numId") or "", abstract, levels, starts)

    def _linked(self, abstract: str, seen: set[str]) -> str:
        """The list that holds the levels: another one where this only names a list style."""
        style = value(self._abstracts.get(abstract), "numStyleLink")
        if not style or abstract in seen:
            return abstract
        holding = (name for name, other in self._abstracts.items() if value(other, "styleLink") == style)
        by_style = value(self._nums.get(value(self._styles.get(style), "pPr/numPr/numId")), "abstractNumId")
        found = next(holding, by_style)
        return self._linked(found, seen | {abstract}) if found else abstract


def _levels(owner: _Element | None, depth: int = 0) -> dict[int, Level]:
    found = owner.findall(f"{W}lvl") if owner is not None else []
    return {at: _level(lvl, at) for lvl in found for at in [int(lvl.get(f"{W}ilvl") or depth)]}


def _level(element: _Element, depth: int) -> Level:
    start, restart = whole(element, "start"), whole(element, "lvlRestart")
    return Level(
        format=_format(element),
        pattern=value(element, "lvlText"),
        start=start or 0,
        restart=depth if restart is None else min(restart, depth),
        plain=element.find(f"{W}isLgl") is not None,
        style=value(element, "pStyle"),
    )


def _format(element: _Element) -> str:
    """The number format; one of the author's own by its example (001, 002)."""
    choices = element.findall(f"{W}numFmt") + element.findall(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if not choices:
        return "decimal"
    name = choices[-1].get(f"{W}val") or "decimal"
    return (choices[-1].get(f"{W}format") or "decimal") if name == "custom" else name
